using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>
/// A statement of account for some days (R-ACCOUNT). Opening balance and lines add up to the closing balance; asked at one moment, that is the opening balance of the days that follow.
/// Who records something with an earlier date changes both.
/// </summary>
public sealed record AccountStatement
{
    /// <summary>Gets whose account it is.</summary>
    public required Id<Customer> Payer { get; init; }

    /// <summary>Gets which of the tenant's companies it is with.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the first day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Gets the last day, included.</summary>
    public required LocalDate Through { get; init; }

    /// <summary>Gets the open amount before the first day; below zero, the payer had more to get than to pay.</summary>
    public required Money Opening { get; init; }

    /// <summary>Gets what happened, by date; of one day documents first. What only moves within the account isn't listed: credit that is applied, and credit notes that are set off.</summary>
    public required ValueList<StatementLine> Lines { get; init; }

    /// <summary>Gets the open amount after the last day.</summary>
    public required Money Closing { get; init; }
}
