using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Work;

/// <summary>Who approved time, and as what: what was logged stands beside it and stays. What was found when it was approved is kept, whatever changes in the contract or the catalog later.</summary>
public sealed record TimeApproval
{
    /// <summary>Gets who approved it.</summary>
    public required UserId User { get; init; }

    /// <summary>Gets the name of who approved it, as it was then.</summary>
    public required string By { get; init; }

    /// <summary>Gets when.</summary>
    public required Instant At { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets the minutes that are billable: the approver's, else those that were logged.</summary>
    public required int Minutes { get; init; }

    /// <summary>Gets the work kind: the approver's, else the logged one.</summary>
    public required Id<WorkKind> Kind { get; init; }

    /// <summary>Gets the hourly rate: the approver's, else the logged one, else the ticket's; <see langword="null"/> where none was needed.</summary>
    public Id<Product>? Activity { get; init; }

    /// <summary>Gets what became of the minutes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeCover Cover { get; init; }

    /// <summary>Gets the managed part that covers them, or <see langword="null"/>.</summary>
    public Id<ContractPart>? Part { get; init; }

    /// <summary>Gets the minutes that count for what is billed: lifted to the work kind's minimum, and not rounded yet. 0 where they aren't priced.</summary>
    public int Counted { get; init; }

    /// <summary>Gets the rounded minutes that it takes of the running total of what is priced or taken alike: lots lose them, and what they don't cover is priced. 0 where they are neither.</summary>
    public int Taken { get; init; }

    /// <summary>Gets by how much its minutes are multiplied where a lot loses them: the activity's multiplier times the work kind's factor.</summary>
    public decimal Multiplier { get; init => field = Decimals.Trimmed(value); } = 1m;

    /// <summary>Gets what lots lost to it, in the order in which it was taken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<BlockShare> Blocks { get; init; }

    /// <summary>Gets the price of an hour before the factor, or <see langword="null"/> where they aren't priced.</summary>
    public UnitPrice? Rate { get; init; }

    /// <summary>Gets the work kind's factor on the worked date; 1 where they aren't priced.</summary>
    public decimal Factor { get; init => field = Decimals.Trimmed(value); } = 1m;
}
