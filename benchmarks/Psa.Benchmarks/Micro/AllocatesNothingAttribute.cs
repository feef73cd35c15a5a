namespace Psa.Benchmarks.Micro;

/// <summary>Marks a benchmark that may allocate nothing: when it does, the command fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AllocatesNothingAttribute : Attribute;
