using Psa.Sellers;

namespace Psa.Runs;

/// <summary>Which billing runs are listed, in the order in which they were planned. What is left open asks for nothing; what is given must all hold.</summary>
public sealed record BillingRunFilter
{
    /// <summary>Gets whose they are.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets their status.</summary>
    public BillingRunStatus? Status { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
