using NodaTime;

namespace Psa.Domain.Tests.Borne;

/// <summary>All facts of one contract part that decide what it costs, in plain types. Days that are called last are included.</summary>
internal sealed record PlainPart
{
    /// <summary>Gets how many decimals the currency has.</summary>
    public int Digits { get; init; } = 2;

    public required LocalDate ContractStart { get; init; }

    public LocalDate? ContractLastDay { get; init; }

    /// <summary>Gets the last day that is billed, of a contract that was terminated.</summary>
    public LocalDate? TerminatedOn { get; init; }

    public LocalDate? PartStart { get; init; }

    public LocalDate? PartLastDay { get; init; }

    public LocalDate? TrialLastDay { get; init; }

    public LocalDate? BillFrom { get; init; }

    /// <summary>Gets whether what is used is billed, instead of a fixed quantity.</summary>
    public bool IsUsage { get; init; }

    /// <summary>Gets how the readings of a period become one quantity.</summary>
    public PlainAggregation Aggregation { get; init; }

    public IReadOnlyList<PlainSuspension> Suspensions { get; init; } = [];

    /// <summary>Gets the entries of the part's terms, in the order in which they were recorded.</summary>
    public required IReadOnlyList<PlainTerms> Terms { get; init; }

    /// <summary>Gets the entries of the contract's cycle, in the order in which they were recorded.</summary>
    public IReadOnlyList<PlainCycleTerms> Cycles { get; init; } = [];

    public IReadOnlyList<PlainEscalation> Escalations { get; init; } = [];

    public IReadOnlyList<PlainUsage> Usage { get; init; } = [];

    /// <summary>Gets the part's first day.</summary>
    public LocalDate Start => PartStart is { } start && start > ContractStart ? start : ContractStart;
}

/// <summary>A suspension; without a last day it goes on.</summary>
internal sealed record PlainSuspension(LocalDate From, LocalDate? LastDay = null);

/// <summary>What was used, or its reversal: a reading of a counter at an hour.</summary>
internal sealed record PlainUsage(LocalDate Day, decimal Quantity, decimal Cost = 0, string Counter = "", int Hour = 0, string Id = "");

internal enum PlainAggregation
{
    Sum,
    Last,
    Maximum,
    Average,
}

/// <summary>An agreed rise in percent; it holds until the next one begins.</summary>
internal sealed record PlainEscalation(LocalDate From, decimal Percent, int EveryMonths);

/// <summary>An entry of the part's terms; what is empty stays as before.</summary>
internal sealed record PlainTerms(LocalDate EffectiveFrom)
{
    public decimal? Quantity { get; init; }

    public decimal? Price { get; init; }

    public PlainDiscount? Discount { get; init; }

    public PlainScheme? Scheme { get; init; }

    public decimal? MinimumQuantity { get; init; }

    public bool IsWithdrawn { get; init; }
}

/// <summary>A discount in percent or as an amount of a full period.</summary>
internal sealed record PlainDiscount(decimal Percent, decimal Amount)
{
    public static PlainDiscount None { get; } = new(0, 0);
}

/// <summary>An entry of the contract's cycle terms; what is empty stays as before.</summary>
internal sealed record PlainCycleTerms(LocalDate EffectiveFrom)
{
    public PlainCycle? Cycle { get; init; }

    public bool? InAdvance { get; init; }

    public PlainPolicy? Proration { get; init; }
}

/// <summary>
/// Every so many months, from the first day of its entry or from a day of the calendar; or every so many weeks, from an anchor.
/// </summary>
internal sealed record PlainCycle(int Months, int? CalendarDay = null, int Weeks = 0, LocalDate? WeekAnchor = null)
{
    public static PlainCycle Monthly { get; } = new(1);

    public static PlainCycle OfWeeks(int weeks, LocalDate anchor) => new(0, null, weeks, anchor);
}

/// <summary>How days become money.</summary>
internal sealed record PlainPolicy(PlainBasis Basis = PlainBasis.ActualDays, int FixedDays = 0)
{
    /// <summary>Gets whether each run of days with the same terms is rounded by itself, instead of the period's running total.</summary>
    public bool PerPiece { get; init; }

    /// <summary>Gets whether the date of an entry is the last day of the old terms, instead of the first of the new ones.</summary>
    public bool DateIsLastOfOld { get; init; }
}

internal enum PlainBasis
{
    ActualDays,
    Thirty360,
    FixedDaysOfMonth,
    FixedDaysOfYear,
    MonthsThenDays,
    FullPeriod,
    Waive,
}
