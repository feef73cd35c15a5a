using System.Text.Json.Serialization;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Returns;

/// <summary>What of returned goods stood on an issued document, and is given back by a credit note, or by an item where that can't be credited.</summary>
/// <param name="Item">The sales item that billed them.</param>
/// <param name="Quantity">How much of them it billed, in the return's unit.</param>
/// <param name="CreditNote">The credit note; <see langword="null"/> where nothing was left to be credited, nothing is to be, or an item gives it back.</param>
/// <param name="ChargedLess">What was charged again of it, and is no more: it stood on no issued invoice yet.</param>
/// <param name="GivenBack">What an item gives back of it, since a run's credit note billed it, or an invoice that comes to less.</param>
[method: JsonConstructor]
public sealed record ReturnCredit(Id<SalesItem> Item, decimal Quantity, Id<Invoice>? CreditNote = null, Money? ChargedLess = null, Money? GivenBack = null)
{
    /// <summary>Gets how much of them the item billed, in the return's unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
