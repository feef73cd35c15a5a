using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Usage;

namespace Psa.Charges;

/// <summary>All that decides what a part is charged, whatever was billed of it before.</summary>
internal abstract record ChargeFacts
{
    private protected ChargeFacts()
    {
    }

    /// <summary>Gets the contract; for usage that no part covers, terms made up from the catalog.</summary>
    public required Contract Contract { get; init; }

    /// <summary>Gets the part.</summary>
    public required ContractPart Part { get; init; }

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Product? Product { get; init; }

    /// <summary>Gets the last day of the customer's trial, included.</summary>
    public LocalDate? TrialLastDay { get; init; }

    /// <summary>Gets what the part's counter reported, ascending by date.</summary>
    public IReadOnlyList<UsageRecord> Usage { get; init; } = [];
}
