using NodaTime;

namespace Psa.Quotes;

/// <summary>How a customer accepts a quote.</summary>
public sealed record AcceptQuote
{
    /// <summary>Gets who accepts it, in at most 400 characters.</summary>
    public required string ByName { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets their e-mail address, of at most 320 characters, or <see langword="null"/>.</summary>
    public string? Email { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets when they accepted, not in the future, or <see langword="null"/> for now. Whether the quote still held is asked by today, not by this.</summary>
    public Instant? At { get; init => field = value.ToMicroseconds(); }

    /// <summary>
    /// Gets the places of the chosen lines that were for choice, in <see cref="Documents.Document.Lines"/>, from 0, of a bundle that of its heading; <see langword="null"/> to choose what the quote proposes.
    /// </summary>
    public ValueList<int>? Chosen { get; init; }

    /// <summary>Gets what they said, in at most 10,000 characters, or <see langword="null"/>.</summary>
    public string? Note { get; init => field = TextEnds.Trim(value); }
}
