namespace Psa.Quotes;

/// <summary>What can happen to a quote.</summary>
internal enum QuoteAction
{
    /// <summary>Make it read-only, to be sent.</summary>
    Activate = 0,

    /// <summary>Keep to whom it was sent.</summary>
    Send = 1,

    /// <summary>Keep that the customer accepted it.</summary>
    Accept = 2,

    /// <summary>Agree; orders and contracts follow.</summary>
    Win = 3,

    /// <summary>Keep that the customer declined.</summary>
    Lose = 4,

    /// <summary>Take it back.</summary>
    Cancel = 5,

    /// <summary>Close it, since its last day passed.</summary>
    Expire = 6,

    /// <summary>Make a draft that takes its place.</summary>
    Revise = 7,

    /// <summary>Take its place again, since the next draft was discarded.</summary>
    Reinstate = 8,

    /// <summary>Close it instead, since it expired meanwhile.</summary>
    ReinstateExpired = 9,

    /// <summary>Throw a draft away.</summary>
    Discard = 10,
}
