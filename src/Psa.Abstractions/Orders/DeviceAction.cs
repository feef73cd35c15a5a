using NodaTime;
using Psa.Quotes;

namespace Psa.Orders;

/// <summary>Something that was done on a device. It is done again where it is merged, by whoever merges it and by the rules of that day.</summary>
public sealed record DeviceAction
{
    /// <summary>Gets the id of this action, made on the device: with it, it is done once, whatever file brings it again.</summary>
    public required Id<DeviceEntry> Id { get; init; }

    /// <summary>Gets what was done.</summary>
    public required DeviceActionKind Kind { get; init; }

    /// <summary>Gets the quote, for actions on one.</summary>
    public Id<Quote>? Quote { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the order, for actions on one.</summary>
    public Id<Order>? Order { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the version of the stored document that the device had; not needed, and not read, after an entry of the same file on the document, since what that left counts.</summary>
    public long? Version { get; init; }

    /// <summary>Gets who accepted, and how.</summary>
    public AcceptQuote? Acceptance { get; init; }

    /// <summary>Gets how a quote is won, or <see langword="null"/> for what is usual.</summary>
    public WinQuote? Win { get; init; }

    /// <summary>Gets how much of which line is delivered so far, with what was before.</summary>
    public OrderedQuantity? Delivered { get; init; }

    /// <summary>Gets the day of a delivery, or <see langword="null"/> for the day on which it is merged.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Gets why a quote was lost or something canceled.</summary>
    public string? Reason { get; init; }
}
