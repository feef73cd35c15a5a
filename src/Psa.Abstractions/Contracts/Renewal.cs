namespace Psa.Contracts;

/// <summary>A contract that goes on by itself when its term ends, unless it is terminated in time.</summary>
/// <param name="Months">By how many months it goes on, each time.</param>
/// <param name="NoticeDays">How many days before the end a termination must be given.</param>
public sealed record Renewal(int Months, int NoticeDays);
