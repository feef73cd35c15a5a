using System.Text.Json.Serialization;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>A line of a pane, compared with what was taken into account of it before.</summary>
/// <param name="Pane">The pane.</param>
/// <param name="Line">The line.</param>
/// <param name="Buyer">Who bears its difference.</param>
/// <param name="TaxCode">The tax code under which it counts.</param>
/// <param name="Difference">What of it wasn't taken into account yet, in its own currency: its value of the period now, less what was taken of that. Zero where nothing is offered.</param>
/// <param name="Taken">What taking it now adds to what was taken into account.</param>
/// <param name="Before">What was taken into account of it before, on whatever days and under whatever tax codes.</param>
/// <param name="Into">The currency into which it was converted before, in which its difference counts too; <see langword="null"/> where it wasn't.</param>
/// <param name="Rate">By which rate it was converted then, which holds where none is given.</param>
public sealed record ComparedLine(
    AdjustmentPane Pane,
    AdjustmentLine Line,
    Id<Customer> Buyer,
    string TaxCode,
    ExactAmount Difference,
    ValueList<ConsideredValue> Taken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<ConsideredValue> Before = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Currency? Into = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Rate = null);
