namespace Psa.Adjustments;

/// <summary>What can happen to an adjustment.</summary>
internal enum AdjustmentAction
{
    /// <summary>Take its lines into account, and make its documents.</summary>
    Create = 0,

    /// <summary>Take all of that back.</summary>
    Cancel = 1,

    /// <summary>Throw a draft away.</summary>
    Discard = 2,
}
