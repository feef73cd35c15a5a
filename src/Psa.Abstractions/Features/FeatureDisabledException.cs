namespace Psa.Features;

/// <summary>What was called belongs to a feature that the tenant hasn't. Code <c>feature.disabled</c>, or <c>feature.not_in_edition</c>.</summary>
/// <param name="feature">The feature.</param>
/// <param name="isInEdition">Whether the edition has it, so that it can be switched on.</param>
public sealed class FeatureDisabledException(Feature feature, bool isInEdition) : PsaException(
    isInEdition ? FeatureErrors.Disabled : FeatureErrors.NotInEdition,
    isInEdition ? $"{feature} is off: an administrator can switch it on." : $"The edition doesn't have {feature}: it needs another one.",
    [])
{
    /// <summary>Gets the feature.</summary>
    public Feature Feature { get; } = feature;
}
