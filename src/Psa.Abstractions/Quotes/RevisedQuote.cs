namespace Psa.Quotes;

/// <summary>What the event of a revised quote says, so that those are told who have it.</summary>
/// <param name="Draft">The draft that takes its place.</param>
/// <param name="Revision">The revision that the draft is.</param>
/// <param name="SentTo">To whom the quote was sent that was revised.</param>
public sealed record RevisedQuote(Id<Quote> Draft, int Revision, ValueList<QuoteSending> SentTo);
