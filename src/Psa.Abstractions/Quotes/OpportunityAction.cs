namespace Psa.Quotes;

/// <summary>What can happen to an opportunity.</summary>
internal enum OpportunityAction
{
    /// <summary>It became business.</summary>
    Win = 0,

    /// <summary>It did not.</summary>
    Lose = 1,
}
