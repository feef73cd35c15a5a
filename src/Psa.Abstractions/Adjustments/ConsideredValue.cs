namespace Psa.Adjustments;

/// <summary>What adjustments took into account of a line, or one of them did: an amount as a whole, or for some of the days of its period the net that was split over it.</summary>
/// <param name="TaxCode">The tax code under which it was taken.</param>
/// <param name="Value">Exactly what was taken; of a line with a period the net of all of it.</param>
/// <param name="Period">The days that the net is for, or <see langword="null"/>.</param>
/// <param name="Days">The days of the period whose share was taken: a run of days. <see langword="null"/> without a period.</param>
/// <param name="Times">How often it was taken: below zero where a later adjustment put another net in its place while the earlier one was taken back.</param>
/// <param name="Divisor">What the value is divided by where no decimals say it exactly, as of twenty minutes at a price an hour; else <see langword="null"/>.</param>
public sealed record ConsideredValue(
    string TaxCode,
    ExactAmount Value,
    DatePeriod? Period = null,
    DatePeriod? Days = null,
    int Times = 1,
    decimal? Divisor = null);
