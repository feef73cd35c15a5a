namespace Psa.Samples.BillingRun.Focus;

/// <summary>One row of a bill: what billing needs of it, or why it can't be used.</summary>
/// <param name="Place">Its place in all files given together: the line, counted on from file to file.</param>
/// <param name="File">The name of the file.</param>
/// <param name="Line">The line it starts on, from 1.</param>
internal sealed record FocusLine(long Place, string File, int Line)
{
    /// <summary>Gets the row, or <see langword="null"/> when it can't be used.</summary>
    internal FocusRow? Row { get; init; }

    /// <summary>Gets why it can't be used; empty when it can.</summary>
    internal string Problem { get; init; } = string.Empty;

    /// <summary>Gets the delivery that it belongs to, or <see langword="null"/> when that can't be told.</summary>
    internal FocusDelivery? Delivery { get; init; }

    /// <summary>Gets what it costs, or <see langword="null"/> when that can't be told.</summary>
    internal ExactAmount? Cost { get; init; }
}

/// <summary>What billing needs of a row.</summary>
/// <param name="Customer">Who is charged, the sub-account or else the billing account: becomes the customer's number.</param>
/// <param name="CustomerName">Its name.</param>
/// <param name="ServiceName">The vendor's service.</param>
/// <param name="ResourceId">The resource, or <see langword="null"/>.</param>
/// <param name="Start">When the charge period starts.</param>
/// <param name="Quantity">How much was consumed; may be negative.</param>
/// <param name="IsRounded">Whether the quantity had more decimals than the library takes.</param>
/// <param name="Unit">The unit of the quantity.</param>
/// <param name="Cost">The billed cost of the whole row; may be negative.</param>
/// <param name="Currency">Its currency.</param>
internal sealed record FocusRow(
    string Customer, string CustomerName, string ServiceName, string? ResourceId, FocusMoment Start, decimal Quantity, bool IsRounded, string Unit, decimal Cost, Currency Currency);

/// <summary>Of what a delivery is all.</summary>
/// <param name="Scope">The billing account, or what the command line names.</param>
/// <param name="Period">The billing period.</param>
internal sealed record FocusDelivery(string Scope, DatePeriod Period);

/// <summary>A row that was not imported.</summary>
/// <param name="Place">Its place in all files given together.</param>
/// <param name="File">The name of its file.</param>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Cost">What it costs, where that can be read.</param>
public sealed record RejectedRow(long Place, string File, int Line, string Reason, ExactAmount? Cost)
{
    internal static RejectedRow Of(FocusLine line, string reason) => new(line.Place, line.File, line.Line, reason, line.Cost);
}
