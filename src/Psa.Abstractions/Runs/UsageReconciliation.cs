using Psa.Contracts;
using Psa.Customers;

namespace Psa.Runs;

/// <summary>What a customer used of a vendor's service in a period, beside what it was billed for that: by one part, or by the catalog where no part reads the counter.</summary>
public sealed record UsageReconciliation
{
    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the customer's number.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>Gets the vendor's service; empty where the customer as a whole can't be read.</summary>
    public required string ServiceCode { get; init; }

    /// <summary>Gets the part that reads the counter, or <see langword="null"/> for what no part reads.</summary>
    public Id<ContractPart>? Part { get; init; }

    /// <summary>Gets the period of the part's cycle; a calendar month for what no part reads.</summary>
    public required DatePeriod Period { get; init; }

    /// <summary>Gets the unit in which it was counted, or <see langword="null"/> for none, or several.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets how much was used, by the part's aggregation, on all days on which the part reads the counter: billed, in trial or suspended.</summary>
    public required decimal Used { get; init; }

    /// <summary>Gets what the vendor charges for that, one entry a currency; readings without a cost add nothing.</summary>
    public ValueList<ExactAmount> Cost { get; init; }

    /// <summary>Gets how much stands on items for which the customer bears anything, corrections included: not on canceled ones, nor on those that were credited in full.</summary>
    public required decimal BilledQuantity { get; init; }

    /// <summary>Gets what the customer bears of all items of the period: their nets, less what was credited.</summary>
    public required Money Billed { get; init; }

    /// <summary>Gets what the facts come to, whatever was decided; <see langword="null"/> where something is in the way.</summary>
    public Money? Expected { get; init; }

    /// <summary>Gets what the run would bill now, or give back: the nets of its new items.</summary>
    public required Money WouldBill { get; init; }

    /// <summary>Gets why used and billed differ: the quantities sum to <see cref="QuantityDifference"/>, and the money to <see cref="Difference"/> where that is known.</summary>
    public ValueList<UsageGap> Gaps { get; init; }

    /// <summary>Gets how much was used and isn't billed; negative for what is billed and wasn't used.</summary>
    public decimal QuantityDifference => Used - BilledQuantity;

    /// <summary>Gets what the facts come to, less what the customer bears; <see langword="null"/> where something is in the way.</summary>
    public Money? Difference => Expected - Billed;
}
