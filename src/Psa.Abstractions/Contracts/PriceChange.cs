using NodaTime;
using Psa.Catalog;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>
/// A change of the agreed prices of many contracts from a day on: 3 % more on all of them from January. It becomes one dated entry a part, which can be withdrawn, alone or with all
/// others of the change. What isn't said leaves all contracts.
/// </summary>
public sealed record PriceChange
{
    /// <summary>Gets the id of the change: the ids of its entries derive from it, so that the same call made again changes nothing, and by it the whole is withdrawn. Another change has another id.</summary>
    public required Id<PriceChange> Id { get; init; }

    /// <summary>Gets the day from which the new prices hold; may be back-dated, and then the next run bills the difference.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Gets by how much prices rise, of what they would be on that day: 3 %; below 0 to lower them, above -100 %. A new price is rounded half up to 6 decimals, or to 12 where the old one is below 1.</summary>
    public required Percent Rate { get; init; }

    /// <summary>Gets the contracts whose prices change; empty for all.</summary>
    public ValueList<Id<Contract>> Contracts { get; init; }

    /// <summary>Gets the product whose prices change, or <see langword="null"/> for all parts.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets the billing entity whose contracts change, or <see langword="null"/> for all.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets the currency of the contracts that change, or <see langword="null"/> for all.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Gets why, shown in explanations and events, or <see langword="null"/>.</summary>
    public string? Note { get; init; }
}
