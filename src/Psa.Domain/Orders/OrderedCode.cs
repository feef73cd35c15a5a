using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Orders;

/// <summary>What an order comes to at one tax code, after its discounts and with its charges.</summary>
/// <param name="Tax">The tax.</param>
/// <param name="TaxCode">The code that a line of its own asks for to be taxed so, or <see langword="null"/> for the customer's.</param>
/// <param name="IsTaxOverride">Whether somebody chose that code for the line.</param>
/// <param name="Amount">Without tax; with it where the order's prices hold it.</param>
/// <param name="WithTax">With tax.</param>
internal sealed record OrderedCode(AppliedTax Tax, string? TaxCode, bool IsTaxOverride, Money Amount, Money WithTax)
{
    /// <summary>Gives what an order comes to by tax code, in the order of its lines.</summary>
    internal static List<OrderedCode> Of(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var codes = new List<OrderedCode>();
        var holdsTax = order.PriceMode == PriceMode.TaxInclusive;
        for (var i = 0; i < order.Lines.Count; i++)
        {
            if (order.Lines[i] is { Bills: true, Tax.Applied: { } tax } line)
            {
                var totals = order.Totals.Lines[i];
                Add(codes, new(tax, line.TaxCode ?? CodeOf(tax), line.IsTaxOverride, holdsTax ? totals.Total : totals.Taxable, totals.Total));
            }
        }

        foreach (var charge in order.Totals.Adjustments)
        {
            if (charge.Kind == AdjustmentKind.Charge && (order.Charges[charge.Index].Tax ?? TaxOf(codes, charge)) is { } tax)
            {
                var withTax = charge.Amount + charge.Tax;
                Add(codes, new(tax, CodeOf(tax), IsTaxOverride: true, holdsTax ? withTax : charge.Amount, withTax));
            }
        }

        return codes;
    }

    /// <summary>Gives the sum of what the codes come to with tax.</summary>
    internal static Money Sum(Currency currency, List<OrderedCode> codes)
    {
        var sum = Money.Zero(currency);
        foreach (var code in codes)
        {
            sum += code.WithTax;
        }

        return sum;
    }

    private static void Add(List<OrderedCode> codes, OrderedCode more)
    {
        var place = codes.FindIndex(code => code.Tax == more.Tax);
        if (place < 0)
        {
            codes.Add(more);
        }
        else
        {
            codes[place] = codes[place] with { Amount = codes[place].Amount + more.Amount, WithTax = codes[place].WithTax + more.WithTax };
        }
    }

    // the tax of who is exempt is in no table: it is found again by who the customer is
    private static string? CodeOf(AppliedTax tax) => tax.Code.Length == 0 || tax.Code == tax.Category.Code ? null : tax.Code;

    // a charge without a tax of its own is spread over those of the lines
    private static AppliedTax? TaxOf(List<OrderedCode> codes, DocumentAdjustment charge) => codes.Find(code =>
    {
        var isSame = code.Tax.Components.Count == charge.Taxes.Count;
        for (var i = 0; i < charge.Taxes.Count && isSame; i++)
        {
            isSame = GroupKey.Of(code.Tax.Components[i]) == new GroupKey(charge.Taxes[i].Category, charge.Taxes[i].Rate, charge.Taxes[i].Component);
        }

        return isSame;
    })?.Tax;
}
