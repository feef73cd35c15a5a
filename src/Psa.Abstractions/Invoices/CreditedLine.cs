using System.Text.Json.Serialization;

namespace Psa.Invoices;

/// <summary>What is credited of a line of an invoice, all in the currency and of the sign of that line.</summary>
/// <param name="Line">The place of the line on the invoice, from 0.</param>
/// <param name="Quantity">The quantity that came back; 0 for what is credited by amount.</param>
/// <param name="Amount">Before its share of the document discounts; it holds tax where the invoice's prices do.</param>
/// <param name="Discount">The share of the document discounts that goes with it; it holds tax where the invoice's prices do.</param>
/// <param name="Tax">The tax that goes with it.</param>
/// <param name="Taxes">The parts of <paramref name="Tax"/> by component, where the line's tax has several; else empty.</param>
public sealed record CreditedLine(
    int Line,
    decimal Quantity,
    Money Amount,
    Money Discount,
    Money Tax,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<Money> Taxes = default)
{
    /// <summary>Gets the quantity that came back.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
