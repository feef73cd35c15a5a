using NodaTime;
using Psa.Catalog;

namespace Psa.Work;

/// <summary>What somebody writes of time that they worked, all of it.</summary>
public sealed record TimeContent
{
    /// <summary>Gets the day of the work, today at the latest.</summary>
    public required LocalDate WorkedOn { get; init; }

    /// <summary>Gets the minute of the day in which the work began, from 0 to 1439, or <see langword="null"/> to say nothing of it.</summary>
    public int? StartMinute { get; init; }

    /// <summary>Gets the whole minutes: 0 to 1440. Work that goes past business hours is two entries.</summary>
    public required int Minutes { get; init; }

    /// <summary>Gets the work kind, or <see langword="null"/> for regular work.</summary>
    public Id<WorkKind>? Kind { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the hourly rate, or <see langword="null"/> for that of the ticket when it is approved.</summary>
    public Id<Product>? Activity { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets whether it isn't charged, or <see langword="null"/> for what the ticket says.</summary>
    public bool? IsFree { get; init; }

    /// <summary>Gets what was done.</summary>
    public required string Text { get; init => field = TextEnds.Trim(value); }
}
