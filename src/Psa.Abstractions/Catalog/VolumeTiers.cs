using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Catalog;

/// <summary>The tiers of a volume discount that hold from a day until the next ones start.</summary>
/// <param name="From">The first day.</param>
/// <param name="Tiers">The tiers, ascending; below the first nothing is taken off.</param>
[method: JsonConstructor]
public sealed record VolumeTiers(LocalDate From, ValueList<VolumeTier> Tiers);
