using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>
/// What a part of kind <see cref="PartKind.Block"/> sells: hours, which come into being as a lot with the sales item of their price, and what becomes of them.
/// It stays once the part was billed: end the part and add another.
/// </summary>
public sealed record BlockTerms
{
    /// <summary>Gets the percentages at which a warning is usual: 80, 95, and exhausted.</summary>
    public static ValueList<int> UsualThresholds { get; } = [80, 95, 100];

    /// <summary>Gets the minutes of a lot: above 0. A broken period has all of them, or as much as its proration policy charges of the price, rounded up to whole minutes.</summary>
    public required int Minutes { get; init; }

    /// <summary>Gets how many unused minutes of a lot stay valid to the end of the next one's period: 0 for none, as many as a lot has for all.</summary>
    public int CarryOverMinutes { get; init; }

    /// <summary>Gets for how many months from its first day a lot is valid, 1 to 120; <see langword="null"/> for its period. It ends with its part whatever this says.</summary>
    public int? ValidMonths { get; init; }

    /// <summary>Gets whether it is sold once, with the period that holds the part's first day, and not each period as a retainer.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Gets the price of an hour that no lot covers, for all activities; <see langword="null"/> for the contract's rate of the activity, or the catalog's.</summary>
    public UnitPrice? OverageRate { get; init; }

    /// <summary>Gets the price list of hours that no lot covers, or <see langword="null"/>. Say it or a rate, not both.</summary>
    public Id<PriceList>? OveragePriceList { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets at which percentages of a lot's minutes an event is raised, ascending, 1 to 100; none raises nothing.</summary>
    public ValueList<int> Thresholds { get; init; }
}
