namespace Psa.Work;

/// <summary>What there is of a lot on a day: bought = consumed + remaining + expired, none of them below zero.</summary>
internal readonly record struct LotState(decimal Bought, decimal Consumed, decimal Remaining, decimal Expired);
