using Psa.Charges;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>What is new of one customer, before anything is put on a document.</summary>
internal sealed record CustomerBilling
{
    /// <summary>Gets the new sales items.</summary>
    internal IReadOnlyList<SalesItem> Items { get; init; } = [];

    /// <summary>Gets the ledgers that are new or change.</summary>
    internal IReadOnlyList<PartLedger> Ledgers { get; init; } = [];

    /// <summary>Gets what could not be billed.</summary>
    internal IReadOnlyList<RunObstacle> Obstacles { get; init; } = [];

    /// <summary>Gets the exceptions behind obstacles, to be logged.</summary>
    internal IReadOnlyList<Exception> Faults { get; init; } = [];
}
