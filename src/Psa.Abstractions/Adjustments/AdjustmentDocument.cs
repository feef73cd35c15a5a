using System.Text.Json.Serialization;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Adjustments;

/// <summary>What an adjustment made of differences: a sales item that charges them, a credit note of one invoice, or a sales item below zero that gives back what a run charged on a credit note.</summary>
/// <param name="Buyer">Who is charged or credited.</param>
/// <param name="TaxCodes">The tax codes of the differences, in the order of the item's lines; of a credit note those that it credits.</param>
/// <param name="Net">What it comes to without tax. A credit note that charges back what a correction of a run gave back may come to nothing.</param>
/// <param name="Item">The sales item, or <see langword="null"/>.</param>
/// <param name="CreditNote">The credit note, or <see langword="null"/>.</param>
/// <param name="Credited">What a credit note, or an item below zero, credits of each of the tax codes, in their order, without tax, below zero where lines below zero are charged back; empty for what charges.</param>
/// <param name="GivenBack">Of which lines of the credit note of a run an item below zero gives back something: their places, in the order of the item's lines.</param>
/// <param name="Exchanged">What of <paramref name="Credited"/> is credited in exchange.</param>
/// <param name="Charged">What an item charges of each of the tax codes, in their order, without tax, where a credit note charges back the rest of one of the differences; else empty, and it charges them whole.</param>
public sealed record AdjustmentDocument(
    Id<Customer> Buyer,
    ValueList<string> TaxCodes,
    Money Net,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Id<SalesItem>? Item = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Id<Invoice>? CreditNote = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<Money> Credited = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<int> GivenBack = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<ExchangedLine> Exchanged = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<Money> Charged = default);
