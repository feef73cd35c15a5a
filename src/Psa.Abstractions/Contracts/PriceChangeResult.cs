namespace Psa.Contracts;

/// <summary>What a change of many prices did, or its withdrawal.</summary>
public sealed record PriceChangeResult
{
    /// <summary>Gets how many parts this call changed.</summary>
    public required int Changed { get; init; }

    /// <summary>Gets how many parts had been changed by an earlier call.</summary>
    public required int ChangedBefore { get; init; }

    /// <summary>Gets how many parts were left out; a preview says which, and why.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Gets what was refused, each with its reason. The others are done; make the call again when these are mended.</summary>
    public required ValueList<PriceChangeLine> Refused { get; init; }
}
