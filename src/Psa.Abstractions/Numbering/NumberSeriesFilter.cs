using Psa.Sellers;

namespace Psa.Numbering;

/// <summary>Which number series are listed: by billing entity, those of one in the order in which they succeeded each other. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record NumberSeriesFilter
{
    /// <summary>Gets whose they are.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets what they number.</summary>
    public NumberPurpose? Purpose { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
