using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Adjustments;

/// <summary>A line of a pane in a report.</summary>
/// <param name="Pane">The pane.</param>
/// <param name="Source">The kind of what it is of.</param>
/// <param name="Document">The number of its document, or <see langword="null"/>.</param>
/// <param name="Date">The date of the document, or the day of the service.</param>
/// <param name="Customer">The customer's number and name.</param>
/// <param name="Text">What it says.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Unit">The unit.</param>
/// <param name="TaxCode">The tax code.</param>
/// <param name="Amount">What of it counts now, without tax, in its own currency; <see langword="null"/> where it has no price, or can't be taxed.</param>
/// <param name="Value">What the line comes to in the adjusted days; <see langword="null"/> where it doesn't say that itself.</param>
/// <param name="Before">What of that earlier adjustments took into account: the value less that is the amount.</param>
public sealed record AdjustmentReportRow(
    AdjustmentPane Pane, string Source, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Document, LocalDate Date, string Customer, string Text, decimal Quantity, string Unit, string TaxCode, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ExactAmount? Amount, ExactAmount? Value = null, ExactAmount? Before = null);
