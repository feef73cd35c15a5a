using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>
/// A revision of a quote. Its content can be changed while it is a draft; from Active on it is what the customer holds, and what becomes of it stands beside: sendings, acceptance, what was ordered.
/// <see cref="Document.Totals"/> is of what is chosen and sold once; what recurs has totals of its own, which are never added to it.
/// </summary>
public sealed record Quote : Document, IEntity<Quote>
{
    /// <inheritdoc/>
    public required Id<Quote> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required QuoteStatus Status { get; init; }

    /// <summary>Gets the revision, from 0.</summary>
    public int Revision { get; init; }

    /// <summary>Gets how many drafts were made to take its place, discarded ones included.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Revisions { get; init; }

    /// <summary>Gets the customer that it is for; who pays for it would be billed.</summary>
    public required Id<Customer> ServedCustomer { get; init; }

    /// <summary>Gets the opportunity that it belongs to, or <see langword="null"/>.</summary>
    public Id<Opportunity>? Opportunity { get; init; }

    /// <summary>Gets the customer's contract whose price lists hold for it, or <see langword="null"/>.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets the day from which it holds, or <see langword="null"/> for its date.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>Gets the last day on which it can be accepted.</summary>
    public required LocalDate LastDay { get; init; }

    /// <summary>Gets who wrote its content last.</summary>
    public required UserId Author { get; init; }

    /// <summary>Gets all who wrote its content since it was drafted, each once: none of them approves it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<UserId> Authors { get; init; }

    /// <summary>Gets the name of who wrote its content last.</summary>
    public required string AuthorName { get; init; }

    /// <summary>Gets what its chosen recurring lines come to in a full period, one entry a cycle, in the order of their lengths.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<RecurringTotals> Recurring { get; init; }

    /// <summary>Gets where its approval stands, or <see langword="null"/> when nobody was asked. It is of its content: any change ends it.</summary>
    public QuoteApproval? Approval { get; init; }

    /// <summary>Gets to whom it was sent, in the order of time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<QuoteSending> Sendings { get; init; }

    /// <summary>Gets how it was accepted, or <see langword="null"/>.</summary>
    public QuoteAcceptance? Acceptance { get; init; }

    /// <summary>
    /// Gets the places of the lines that were for choice and chosen when it was accepted or won, from 0; <see langword="null"/> where that is what it offered. What the customer holds doesn't change by it.
    /// </summary>
    public ValueList<int>? Choice { get; init; }

    /// <summary>Gets how many units of each line stand on orders, in the order of the lines; empty when none do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<decimal> Ordered { get; init; }

    /// <summary>Gets when it became active, or <see langword="null"/>.</summary>
    public Instant? ActivatedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets the day on which it was won, lost, canceled or closed as expired, or <see langword="null"/>.</summary>
    public LocalDate? ClosedOn { get; init; }

    /// <summary>Gets why it was lost or canceled, or <see langword="null"/>.</summary>
    public string? CloseReason { get; init; }
}
