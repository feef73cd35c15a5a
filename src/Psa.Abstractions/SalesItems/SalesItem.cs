using System.Text.Json.Serialization;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Runs;
using Psa.Sellers;
using Psa.Work;

namespace Psa.SalesItems;

/// <summary>
/// A service or good that was supplied to a customer and must be billed. What a run makes carries an id derived from what it bills,
/// so it can't exist twice.
/// </summary>
public sealed record SalesItem : IEntity<SalesItem>, IFresh
{
    // what a run says of an item after it made it: see PutOnDraft
    private long _version;
    private SalesItemStatus? _status;
    private ValueList<DocumentLine> _lines;
    private Id<Invoice>? _invoice;
    private Id<Customer>? _payer;

    /// <inheritdoc/>
    public required Id<SalesItem> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version
    {
        get => _version;
        init => _version = value;
    }

    /// <summary>Gets the number that people use, or <see langword="null"/> for items that a run made.</summary>
    public string? Number { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the currency of all lines.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets where the item comes from.</summary>
    public required SalesItemSource Source { get; init; }

    /// <summary>Gets the id of the source: of the contract part, of the service that nothing covers, of the order, deposit, ticket, project or stock charge; empty for items written by hand.</summary>
    public Guid SourceId { get; init; }

    /// <summary>Gets the place of the line in its source, from 0: of an order's line; <see langword="null"/> for an order's freight, and for all other sources.</summary>
    public int? SourceLine { get; init; }

    /// <summary>Gets how many units of its source's line the item bills, whatever an override makes of its own lines: of an order's line or stock charge, and below zero where some are given back; <see langword="null"/> for all else.</summary>
    public decimal? SourceQuantity { get; init; }

    /// <summary>Gets what the item bills of the time of its ticket or project, whatever an override makes of its own lines; empty for all else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<WorkShare> Work { get; init; }

    /// <summary>Gets what the item says itself of how it is invoiced, or <see langword="null"/>.</summary>
    public ItemTerms? Terms { get; init; }

    /// <summary>Gets the contract whose terms of payment apply, or <see langword="null"/>.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets which charge of the source and period this is.</summary>
    public ChargeKind Charge { get; init; }

    /// <summary>Gets the day that names the period of the source: its first, whatever part of it is covered.</summary>
    public LocalDate? PeriodStart { get; init; }

    /// <summary>Gets how many items the source, charge and period had before.</summary>
    public int Ordinal { get; init; }

    /// <summary>Gets the days the item is for, or <see langword="null"/>.</summary>
    public DatePeriod? Period { get; init; }

    /// <summary>Gets the day from which it may be invoiced.</summary>
    public required LocalDate BillingDate { get; init; }

    /// <summary>Gets where the item stands; only its lifecycle changes it.</summary>
    public required SalesItemStatus Status
    {
        get => _status!;
        init => _status = value;
    }

    /// <summary>Gets the lines.</summary>
    public required ValueList<DocumentLine> Lines
    {
        get => _lines;
        init => _lines = value;
    }

    /// <summary>Gets Σ quantity × unit price, before discounts and proration: what lists show.</summary>
    public required Money TotalBeforeDiscount { get; init; }

    /// <summary>
    /// Gets what was computed: what the facts came to, less what was computed before. It counts as billed even when a user overrode, canceled or credited the item, unless the item was released.
    /// </summary>
    public required Money Computed { get; init; }

    /// <summary>Gets what an invoice bills: what was computed, less what decisions on earlier items of the period have to say, or what a user set instead.</summary>
    public required Money Net { get; init; }

    /// <summary>Gets what credit notes took of its lines by hand, charged back what was below zero; all of it is the net. <see langword="null"/> for nothing.</summary>
    public Money? Credited { get; init; }

    /// <summary>Gets how much of <see cref="SourceQuantity"/> came back since it was invoiced, and is given back by credit notes, or later items: it stays billed by the item.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal Returned { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets how much of <see cref="Credited"/> is charged again by later items, since what it was for didn't come back after all; <see langword="null"/> when none of it is.</summary>
    public Money? ChargedAgain { get; init; }

    /// <summary>Gets how much of what it billed of <see cref="Returned"/> later items give back, since no credit note of its document can; <see langword="null"/> for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? GivenBack { get; init; }

    /// <summary>Gets what had been billed for the period before: not zero on corrections.</summary>
    public Money? BilledBefore { get; init; }

    /// <summary>Gets what the charge was computed from, or <see langword="null"/> for items written by hand.</summary>
    public ChargeBasis? Basis { get; init; }

    /// <summary>Gets what the charge had been computed from before a correction.</summary>
    public ChargeBasis? PreviousBasis { get; init; }

    /// <summary>Gets the user's override of the price, or <see langword="null"/>.</summary>
    public PriceOverride? Override { get; init; }

    /// <summary>Gets whether the item no longer counts as billed, so that a run bills its period again.</summary>
    public bool Released { get; init; }

    /// <summary>Gets why the item was canceled, or <see langword="null"/>.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Gets the run that made the item, or <see langword="null"/>.</summary>
    public Id<BillingRun>? Run { get; init; }

    /// <summary>Gets the invoice it stands on, or <see langword="null"/>.</summary>
    public Id<Invoice>? Invoice
    {
        get => _invoice;
        init => _invoice = value;
    }

    /// <summary>Gets who is invoiced: set once it stands on a document, and on a correction of what stands on an issued one; <see langword="null"/> for the customer's payer as it is when a document is drafted.</summary>
    public Id<Customer>? Payer
    {
        get => _payer;
        init => _payer = value;
    }

    /// <summary>Gets whether <see cref="Payer"/> is who was invoiced for what the item corrects: then it stays, whatever becomes of drafts.</summary>
    public bool KeepsPayer { get; init; }

    /// <summary>Gets the invoices that the item corrects.</summary>
    public ValueList<Id<Invoice>> Corrects { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }

    /// <summary>Puts the item on a draft without a copy. Only for the run that just made it, while nobody else has seen it.</summary>
    internal void PutOnDraft(SalesItemStatus status, Id<Invoice> draft, Id<Customer> payer, ValueList<DocumentLine> taxed) =>
        (_status, _invoice, _payer, _lines) = (status, draft, payer, taxed);

    void IFresh.SetVersion(long version) => _version = version;
}
