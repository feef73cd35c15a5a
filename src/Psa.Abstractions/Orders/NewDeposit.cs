using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>What is needed to ask for a deposit on an order: a percent of its nets, or an amount with tax.</summary>
public sealed record NewDeposit
{
    /// <summary>Gets the id that the deposit is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the deposit is made once.</summary>
    public Id<Deposit>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the order, active or submitted.</summary>
    public required Id<Order> Order { get; init; }

    /// <summary>Gets which part of the order's nets it is, above 0 up to 100 %; <see langword="null"/> where it is an amount.</summary>
    public Percent? Percent { get; init; }

    /// <summary>Gets what it is with tax, above zero; <see langword="null"/> where it is a percent. With the rounding of each tax code it may come to one minor unit a code more or less.</summary>
    public Money? Amount { get; init; }

    /// <summary>Gets how invoices of the order deduct it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DepositDeduction Deduction { get; init; }

    /// <summary>Gets whether its invoice is drafted at once; else it waits for a billing run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtOnce { get; init; }

    /// <summary>Gets the host's own keys that the deposit is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
