using System.Text.Json.Serialization;
using Psa.Access;
using Psa.Catalog;

namespace Psa.Work;

/// <summary>What a sales item bills of the time of a ticket or project, priced alike: as a difference to what earlier items bill of it, and whatever an override makes of the item's lines.</summary>
/// <param name="Activity">The hourly rate's product.</param>
/// <param name="Kind">The work kind.</param>
/// <param name="Rate">The price of an hour before the factor.</param>
/// <param name="Factor">The work kind's factor.</param>
/// <param name="Multiplier">By how much the minutes are multiplied where a lot of hours loses them.</param>
/// <param name="Minutes">The minutes, rounded up, less what lots took; shown to 15 decimals, and never computed from. Below zero where some are given back.</param>
/// <param name="Amount">What they come to.</param>
/// <param name="Entries">The entries whose minutes no earlier item bills.</param>
/// <param name="People">Who worked on what it bills and gives back.</param>
public sealed record WorkShare(Id<Product> Activity, Id<WorkKind> Kind, UnitPrice Rate, decimal Factor, decimal Multiplier, decimal Minutes, Money Amount, ValueList<Id<TimeEntry>> Entries, ValueList<UserId> People)
{
    /// <summary>Gets the work kind's factor.</summary>
    public decimal Factor { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Factor);

    /// <summary>Gets by how much the minutes are multiplied where a lot loses them.</summary>
    public decimal Multiplier { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Multiplier);

    /// <summary>Gets the minutes.</summary>
    public decimal Minutes { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Minutes);

    /// <summary>Gets the entries whose minutes earlier items bill, and which are taken back here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<TimeEntry>> Returned { get; init; }
}
