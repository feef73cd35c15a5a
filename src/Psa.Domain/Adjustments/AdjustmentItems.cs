using System.Globalization;
using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Adjustments;

/// <summary>The sales items of adjustments, by the one law of all sources: what is expected of a buyer and currency, less what was billed of it.</summary>
internal static class AdjustmentItems
{
    /// <summary>Makes the lines of the differences above zero of a buyer and currency, one a tax code.</summary>
    /// <param name="content">What is adjusted.</param>
    /// <param name="charges">The differences.</param>
    /// <param name="codes">The tax codes of their lines, or <see langword="null"/> for the buyer's, in their order.</param>
    /// <param name="product">The product of the lines, or <see langword="null"/>.</param>
    /// <param name="text">What they say.</param>
    internal static ValueList<DocumentLine> Lines(AdjustmentContent content, List<AdjustmentDifference> charges, IReadOnlyList<string?> codes, Product? product, string text) =>
    [
        .. charges.Select((charge, i) => new DocumentLine(product?.Unit ?? LineShape.Plain)
        {
            Text = text,
            Product = product?.Id,
            Period = DatePeriod.Inclusive(content.FirstDay, content.LastDay),
            Quantity = 1m,
            UnitPrice = UnitPrice.Of(charge.Amount.Amount, charge.Amount.Currency),
            Amount = charge.Amount,
            TaxCode = codes[i],
            IsTaxOverride = codes[i] is not null,
        }),
    ];

    /// <summary>Makes the item of the differences above zero of a buyer and currency, a draft.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="place">How many items it has before.</param>
    /// <param name="charges">The differences.</param>
    /// <param name="lines">Their lines.</param>
    /// <param name="date">The day from which it may be invoiced.</param>
    internal static SalesItem Item(Adjustment adjustment, int place, List<AdjustmentDifference> charges, ValueList<DocumentLine> lines, LocalDate date)
    {
        var customers = charges.SelectMany(static charge => charge.Customers.AsEnumerable()).Distinct().ToList();
        return Item(adjustment, place, customers is [var one] ? one : charges[0].Buyer, charges[0].Buyer, lines, date);
    }

    /// <summary>Makes the item that gives back what a run charged on a credit note of its own, which can't be credited; it is taxed as that was.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="place">How many items it has before.</param>
    /// <param name="buyer">Who was charged.</param>
    /// <param name="note">The credit note.</param>
    /// <param name="nets">What is given back of its lines, without tax.</param>
    /// <param name="text">What the lines say.</param>
    /// <param name="date">The day from which it may be invoiced.</param>
    internal static SalesItem GiveBack(Adjustment adjustment, int place, Id<Customer> buyer, Invoice note, List<(int Line, Money Net)> nets, string text, LocalDate date)
    {
        var lines = nets.ConvertAll(net => new DocumentLine(LineShape.Plain)
        {
            Text = text,
            Product = note.Lines[net.Line].Product,
            Period = DatePeriod.Inclusive(adjustment.Content.FirstDay, adjustment.Content.LastDay),
            Quantity = -1m,
            UnitPrice = UnitPrice.Of(net.Net.Amount, net.Net.Currency),
            Amount = -net.Net,
            TaxCode = note.Lines[net.Line].TaxCode,
            Tax = note.Lines[net.Line].Tax is { } tax ? new(tax.Applied, tax.Point, PriceMode.TaxExclusive, IsKept: true) : null,
        });
        return Item(adjustment, place, buyer, buyer, lines.ToValueList(), date) with { Corrects = [note.Id] };
    }

    private static SalesItem Item(Adjustment adjustment, int place, Id<Customer> customer, Id<Customer> buyer, ValueList<DocumentLine> lines, LocalDate date)
    {
        var content = adjustment.Content;
        var sum = lines.AsEnumerable().Aggregate(Money.Zero(lines[0].Amount.Currency), static (sum, line) => sum + line.Amount);
        var (computed, net) = Settlement.Next([], sum)!.Value;
        return new()
        {
            Id = DerivedId.Create<SalesItem>(adjustment.Date, adjustment.Tenant, "adjustment", adjustment.Id.ToString(), place.ToString(CultureInfo.InvariantCulture)),
            Tenant = adjustment.Tenant,
            Customer = customer,
            BillingEntity = adjustment.BillingEntity,
            Currency = sum.Currency,
            Source = SalesItemSource.Adjustment,
            SourceId = adjustment.Id.Value,
            SourceLine = place,
            PeriodStart = adjustment.Date,
            Period = DatePeriod.Inclusive(content.FirstDay, content.LastDay),
            BillingDate = date,
            Status = SalesItemStatus.Draft,
            Lines = lines,
            TotalBeforeDiscount = sum,
            Computed = computed,
            Net = net,
            Payer = buyer,
            KeepsPayer = true,
        };
    }
}
