using Psa.Catalog;
using Psa.Work;

namespace Psa.SalesItems;

/// <summary>What the items of a ticket or project are made of.</summary>
/// <param name="Source">What is billed.</param>
/// <param name="Entries">All its time, as the step leaves it.</param>
/// <param name="Items">All items it ever had, by ordinal.</param>
/// <param name="Products">The hourly rates that its time was approved with, for what lines say.</param>
/// <param name="Kinds">The work kinds, likewise.</param>
/// <param name="Rounding">How the seller rounds.</param>
internal sealed record WorkFacts(
    WorkSource Source,
    IReadOnlyCollection<TimeEntry> Entries,
    IReadOnlyList<SalesItem> Items,
    IReadOnlyDictionary<Id<Product>, Product> Products,
    IReadOnlyDictionary<Id<WorkKind>, WorkKind> Kinds,
    Rounding Rounding);
