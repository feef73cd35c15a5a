using Psa.Storage;

namespace Psa.Inventory;

/// <summary>What must hold of locations: their names are unique, and exactly one is the default.</summary>
internal static class StockLocations
{
    /// <summary>Gives a location as it is saved, and the other ones that it changes.</summary>
    /// <param name="saved">What is to be saved.</param>
    /// <param name="before">What was saved of it, or <see langword="null"/>.</param>
    /// <param name="all">All locations as they are stored.</param>
    /// <exception cref="RuleViolationException"><c>location.bad_value</c>, <c>location.duplicate</c>.</exception>
    internal static (StockLocation After, IReadOnlyList<StockLocation> Others) Save(StockLocation saved, StockLocation? before, IEnumerable<StockLocation> all)
    {
        var after = saved with { Name = TextEnds.Trim(saved.Name) ?? string.Empty };
        StockLocation? known = null;
        foreach (var other in all)
        {
            if (other.Id == after.Id)
            {
                continue;
            }

            known = other.IsDefault ? other : known;
            if (TextFold.Of(other.Name) == TextFold.Of(after.Name))
            {
                throw new RuleViolationException(InventoryErrors.LocationDuplicate, $"Another location is called {after.Name}.", after.Id.Value, other.Id.Value);
            }
        }

        // the first warehouse that takes goods is the default one until another is
        after = known is null && before is null && after is { IsActive: true, Kind: LocationKind.Warehouse } ? after with { IsDefault = true } : after;
        if (Problem(after, before) is { } problem)
        {
            throw new RuleViolationException(InventoryErrors.BadLocation, problem, after.Id.Value);
        }

        return (after, after.IsDefault && known is not null ? [known with { IsDefault = false }] : []);
    }

    private static string? Problem(StockLocation after, StockLocation? before) =>
        after.Name.Length == 0 ? "A location has a name."
        : before is not null && before.Kind != after.Kind ? "What a location is stays so: make another."
        : after.Owner is not null && after.Kind != LocationKind.Van ? "Only a van has an owner."
        : after.IsDefault && (after.Owner is not null || after.Kind is not (LocationKind.Warehouse or LocationKind.Van)) ? "The default location is a warehouse or a van of nobody."
        : after.IsDefault && !after.IsActive ? "The default location stays active: make another the default first."
        : before is { IsDefault: true } && !after.IsDefault ? "One location is the default: make another so."
        : null;
}
