using System.Text.Json.Serialization;

namespace Psa.Features;

/// <summary>Whether a tenant has a feature.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="IsOn">Whether it is on.</param>
/// <param name="IsInEdition">Whether the edition has it, so that it can be switched.</param>
/// <param name="IsReadOnly">Whether what is there of it can still be read, though the edition no longer has it.</param>
[method: JsonConstructor]
public sealed record FeatureState(Feature Feature, bool IsOn, bool IsInEdition, bool IsReadOnly);
