namespace Psa.Samples.BillingRun.Focus;

/// <summary>What billing needs of one row of a FOCUS table.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="SourceId">The row's own id, by which importing it again changes nothing.</param>
/// <param name="SubAccountId">Who is charged: becomes the customer's number.</param>
/// <param name="SubAccountName">Its name.</param>
/// <param name="ServiceName">The vendor's service.</param>
/// <param name="Date">The day the charge period starts, in UTC.</param>
/// <param name="Quantity">How much was consumed; may be negative.</param>
/// <param name="Unit">The unit of the quantity.</param>
/// <param name="Cost">The billed cost of the whole row; may be negative.</param>
public sealed record FocusRow(
    int Line, string SourceId, string SubAccountId, string SubAccountName, string ServiceName, LocalDate Date, decimal Quantity, string Unit, UnitPrice Cost);

/// <summary>A row that can't be used.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Reason">Why.</param>
public sealed record RejectedRow(int Line, string Reason);
