namespace Psa.Benchmarks.Micro;

/// <summary>Marks the second baseline of a group: the same in integers that are ready made, unchecked, which is as fast as it can be.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BareIntegersAttribute : Attribute;
