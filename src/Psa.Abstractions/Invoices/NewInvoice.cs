using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>What is needed to draft an invoice by hand: a line or an item at least.</summary>
public sealed record NewInvoice
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="priceBehaviour">See <see cref="PriceBehaviour"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NewInvoice(PriceBehaviour priceBehaviour = PriceBehaviour.UseCurrent) => PriceBehaviour = priceBehaviour;

    /// <summary>Gets the id that the invoice is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the invoice is drafted once.</summary>
    public Id<Invoice>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the customer that the lines are for; who pays for it is billed.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets which of the tenant's companies bills, or <see langword="null"/> for the customer's, else the tenant's default.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets the currency, or <see langword="null"/> for that of the billing information.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Gets the customer's contract whose terms apply to the lines, or <see langword="null"/>.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets the pending items that are put on it: of the same payer, seller, currency, terms, delivery, tax treatment and purchase-order number.</summary>
    public ValueList<Id<SalesItem>> Items { get; init; }

    /// <summary>Gets whether the prices of its products follow the catalog as long as it is a draft, or stay what they are when it is drafted; a locked one takes no free text. Default: they follow.</summary>
    public PriceBehaviour PriceBehaviour { get; init; }

    /// <summary>Gets what is written on it.</summary>
    public required InvoiceContent Content { get; init; }

    /// <summary>Gets the host's own keys that the invoice is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
