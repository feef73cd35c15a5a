namespace Psa.Documents;

/// <summary>What becomes of the prices of a document in a state.</summary>
internal enum PriceMovement
{
    /// <summary>They never move again.</summary>
    Frozen = 0,

    /// <summary>They stay until somebody lets them follow the catalog.</summary>
    Keeps = 1,

    /// <summary>They follow the catalog.</summary>
    Follows = 2,
}
