using System.Text.Json.Serialization;

namespace Psa.Invoices;

/// <summary>What is credited of a document charge of an invoice, in one of its tax groups.</summary>
/// <param name="Adjustment">The place of the charge's part in the invoice's <see cref="Documents.DocumentTotals.Adjustments"/>, from 0.</param>
/// <param name="Amount">How much; it holds tax where the invoice's prices do.</param>
/// <param name="Tax">The tax that goes with it.</param>
/// <param name="Taxes">The parts of <paramref name="Tax"/> by component, where the charge's tax has several; else empty.</param>
public sealed record CreditedCharge(
    int Adjustment,
    Money Amount,
    Money Tax,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<Money> Taxes = default);
