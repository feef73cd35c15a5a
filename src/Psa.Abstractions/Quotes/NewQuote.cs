using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Quotes;

/// <summary>What is needed to draft a quote.</summary>
public sealed record NewQuote
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="priceBehaviour">See <see cref="PriceBehaviour"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NewQuote(PriceBehaviour priceBehaviour = PriceBehaviour.UseCurrent) => PriceBehaviour = priceBehaviour;

    /// <summary>Gets the id that the quote is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the quote is drafted once.</summary>
    public Id<Quote>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the customer that it is for; who pays for it would be billed.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets which of the tenant's companies sells, or <see langword="null"/> for the customer's, else the tenant's default.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets the currency, or <see langword="null"/> for that of the opportunity, else of the billing information.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Gets the opportunity that it belongs to, or <see langword="null"/>.</summary>
    public Id<Opportunity>? Opportunity { get; init; }

    /// <summary>Gets the customer's contract whose price lists hold for it, or <see langword="null"/>.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets whether the prices of its products follow the catalog as long as it is a draft, or stay what they are when it is drafted; a locked one takes no free text. Default: they follow.</summary>
    public PriceBehaviour PriceBehaviour { get; init; }

    /// <summary>Gets what is written on it.</summary>
    public required QuoteContent Content { get; init; }

    /// <summary>Gets the host's own keys that the quote is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
