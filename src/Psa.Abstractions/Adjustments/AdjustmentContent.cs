using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Adjustments;

/// <summary>What somebody wants adjusted: for whom, which days, and which lines.</summary>
public sealed record AdjustmentContent
{
    /// <summary>Gets the first day.</summary>
    public required LocalDate FirstDay { get; init; }

    /// <summary>Gets the last day, which is included.</summary>
    public required LocalDate LastDay { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets whether all customers below it are looked at too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WithChildren { get; init; }

    /// <summary>Gets whether all customers that it pays for are looked at too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WithPayees { get; init; }

    /// <summary>Gets the kinds of what was billed that are looked at; empty for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<string> BilledKinds { get; init; }

    /// <summary>Gets the kinds of what was performed that are looked at; empty for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<string> PerformedKinds { get; init; }

    /// <summary>Gets which of the tenant's companies adjusts what it billed, or <see langword="null"/> for the one that bills the customer.</summary>
    public Id<BillingEntity>? BillingEntity { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the product of the lines that charge a difference, or <see langword="null"/> for free text; a service is recommended.</summary>
    public Id<Product>? Item { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets what those lines say, or <see langword="null"/> for the product's name, or the words of the document's language.</summary>
    public string? Text { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the tax code of those lines, or <see langword="null"/> for that of their difference. Credits keep rate and category of what they credit.</summary>
    public string? TaxCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets whether invoices are drafted at once; else their items wait for the next run. Items that give back what a run charged on a credit note of its own wait for a run all the same, which takes them off a document.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtOnce { get; init; }

    /// <summary>Gets the date of the documents, or <see langword="null"/> for the day on which they are made.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Gets whether a period that isn't over is adjusted all the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Force { get; init; }

    /// <summary>Gets the rates by which what was performed in other currencies is converted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ExchangeRate> Rates { get; init; }

    /// <summary>Gets the lines that are selected, as they were offered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<SelectedLine> Selection { get; init; }
}
