using Psa.Quotes;

namespace Psa.Orders;

/// <summary>A document of which something was merged, as it is now.</summary>
public sealed record MergedDocument
{
    /// <summary>Gets the quote, or <see langword="null"/>.</summary>
    public Id<Quote>? Quote { get; init; }

    /// <summary>Gets the order, or <see langword="null"/>.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets its number; <see langword="null"/> when the actor doesn't view it.</summary>
    public string? Number { get; init; }

    /// <summary>Gets its version, on which the device bases what it does next; <see langword="null"/> when the actor doesn't view it.</summary>
    public long? Version { get; init; }
}
