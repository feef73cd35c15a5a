using System.Text.Json.Serialization;
using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.SalesItems;

/// <summary>What is needed to write a sales item by hand.</summary>
public sealed record NewSalesItem
{
    /// <summary>Gets the id that the sales item is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the sales item is made once.</summary>
    public Id<SalesItem>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the customer; its billing information must be complete.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the number that people use, or <see langword="null"/>.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets which of the tenant's companies bills, or <see langword="null"/> for the customer's, else the tenant's default.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets the currency of all prices, or <see langword="null"/> for that of the billing information.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Gets the contract whose terms of payment apply, or <see langword="null"/>.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets the day from which it may be invoiced.</summary>
    public required LocalDate BillingDate { get; init; }

    /// <summary>Gets the days it is for, or <see langword="null"/>.</summary>
    public DatePeriod? Period { get; init; }

    /// <summary>Gets the lines, at least one that isn't a note.</summary>
    public required ValueList<NewDocumentLine> Lines { get; init; }

    /// <summary>Gets the host's own keys that the item is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
