using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Usage;

namespace Psa.Charges;

/// <summary>All that decides what a part is charged, whatever was billed of it before.</summary>
internal abstract record ChargeFacts
{
    private TermsTimeline? _timeline;

    private protected ChargeFacts()
    {
    }

    /// <summary>Gets the contract; for usage that no part covers, terms made up from the catalog.</summary>
    public required Contract Contract { get; init; }

    /// <summary>Gets the part.</summary>
    public required ContractPart Part { get; init; }

    /// <summary>Gets the terms of the part, resolved once.</summary>
    internal TermsTimeline Timeline => _timeline is { } known && known.IsOf(Contract, Part) ? known : _timeline = TermsTimeline.Of(Contract, Part);

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Product? Product { get; init; }

    /// <summary>Gets the price lists assigned to the customer.</summary>
    public ValueList<PriceListAssignment> PriceListsOfCustomer { get; init; }

    /// <summary>Gets the price lists assigned to who pays for the customer, which hold when the customer has none.</summary>
    public ValueList<PriceListAssignment> PriceListsOfPayer { get; init; }

    /// <summary>Gets the last day of the customer's trial, included.</summary>
    public LocalDate? TrialLastDay { get; init; }

    /// <summary>Gets what the part's counter reported, ascending by date.</summary>
    public IReadOnlyList<UsageRecord> Usage { get; init; } = [];
}
