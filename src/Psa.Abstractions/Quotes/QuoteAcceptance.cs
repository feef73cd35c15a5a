using System.Text.Json.Serialization;
using NodaTime;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>How a customer accepted a quote: its content and totals are those of the quote, as it was chosen.</summary>
/// <param name="ByName">Who accepted it.</param>
/// <param name="ContentHash">The hash of what was accepted.</param>
/// <param name="Chosen">The places of the chosen lines that were for choice, from 0.</param>
/// <param name="Email">Their e-mail address, or <see langword="null"/>.</param>
/// <param name="Note">What they said, or <see langword="null"/>.</param>
public sealed record QuoteAcceptance(string ByName, string ContentHash, ValueList<int> Chosen, string? Email = null, string? Note = null)
{
    /// <summary>Gets what came to be bought once, as they chose.</summary>
    public required DocumentTotals Totals { get; init; }

    /// <summary>Gets what came to recur, as they chose.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<RecurringTotals> Recurring { get; init; }

    /// <summary>Gets when they accepted.</summary>
    public required Instant At { get; init => field = value.ToMicroseconds(); }
}
