using Psa.Charges;

namespace Psa.SalesItems;

/// <summary>What billing a part comes to.</summary>
/// <param name="Items">The new items; empty when nothing is due.</param>
/// <param name="Ledger">The ledger to store, or <see langword="null"/> when it needn't change.</param>
/// <param name="Obstacles">Why the part, or a period of it, was left as it is.</param>
internal readonly record struct PartResult(IReadOnlyList<SalesItem> Items, PartLedger? Ledger, IReadOnlyList<Obstacle> Obstacles);
