using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Lines of a quote or order with their taxes, of which totals are computed.</summary>
internal sealed record TaxedLines
{
    /// <summary>Gets the seller.</summary>
    internal required BillingEntity Entity { get; init; }

    /// <summary>Gets the currency.</summary>
    internal required Currency Currency { get; init; }

    /// <summary>Gets the lines as they are agreed.</summary>
    internal required ValueList<DocumentLine> Lines { get; init; }

    /// <summary>Gets the lines as an invoice bills them: where another treatment than their own applies to prices that hold tax, without it.</summary>
    internal required ValueList<DocumentLine> Billed { get; init; }

    /// <summary>Gets the charges.</summary>
    internal required ValueList<DocumentCharge> Charges { get; init; }

    /// <summary>Gets whether the billed lines hold tax.</summary>
    internal required PriceMode PriceMode { get; init; }

    /// <summary>Computes the totals of some of the lines.</summary>
    /// <param name="counts">Tells by its place whether a line is one of them: all others come to nothing.</param>
    /// <param name="discounts">The discounts.</param>
    /// <param name="withCharges">Whether the charges belong to them.</param>
    /// <param name="shares">What the discounts take off each line where that is given, or <see langword="null"/>.</param>
    internal DocumentTotals Totals(Predicate<int> counts, ValueList<Discount> discounts, bool withCharges, ValueList<Money>? shares = null)
    {
        var amounts = new LineAmount[Billed.Count];
        for (var i = 0; i < amounts.Length; i++)
        {
            var line = Billed[i];
            amounts[i] = line.Bills && counts(i) ? new(line.Amount, line.Tax?.Applied) : new(Money.Zero(Currency), Tax: null);
        }

        return Documents.Totals.Compute(new()
        {
            Currency = Currency,
            Lines = amounts.ToValueList(),
            Discounts = discounts,
            Charges = withCharges ? Charges : [],
            Given = shares is { } given ? new(given) : null,
            PriceMode = PriceMode,
            TaxRounding = Entity.TaxRounding,
            Rounding = Entity.Rounding,
        });
    }
}
