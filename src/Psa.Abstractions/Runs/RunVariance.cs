using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>One part of one customer beside what the entity's run before billed of it. All amounts hold tax; credit notes count negative.</summary>
public sealed record RunVariance
{
    /// <summary>Gets the number of who is billed, in whose order variances come.</summary>
    public required string PayerNumber { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets where the items come from.</summary>
    public required SalesItemSource Source { get; init; }

    /// <summary>Gets the id of the source: of the contract part, of the service that nothing covers, or of the item itself where it was written by hand.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>Gets what the first line says.</summary>
    public required string Text { get; init; }

    /// <summary>Gets how it compares.</summary>
    public required RunVarianceKind Kind { get; init; }

    /// <summary>Gets what the run before billed, with tax.</summary>
    public required Money Before { get; init; }

    /// <summary>Gets what the run bills, with tax.</summary>
    public required Money After { get; init; }

    /// <summary>Gets the causes that make a difference; they sum to <see cref="After"/> − <see cref="Before"/>.</summary>
    public required ValueList<RunVarianceAmount> Causes { get; init; }
}
