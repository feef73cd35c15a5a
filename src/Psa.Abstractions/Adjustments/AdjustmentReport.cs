namespace Psa.Adjustments;

/// <summary>An adjustment for people to read, before or after it is made: both panes, the totals of each buyer, currency and tax code, and what becomes of the differences.</summary>
/// <param name="Number">The number, or <see langword="null"/> before it is made.</param>
/// <param name="Customer">The customer's number and name.</param>
/// <param name="Period">The days that are adjusted.</param>
/// <param name="Rows">The lines of both panes, left ones first.</param>
/// <param name="Totals">The totals and differences.</param>
public sealed record AdjustmentReport(string? Number, string Customer, DatePeriod Period, ValueList<AdjustmentReportRow> Rows, ValueList<AdjustmentReportTotal> Totals);
