namespace Psa.Events;

/// <summary>What can happen, as <see cref="PsaEvent.Kind"/> says it: lower-case words, a dot between record and happening. Kinds are stored and never reused.</summary>
public static class EventKinds
{
    // Customers

    /// <summary>A customer was created.</summary>
    public const string CustomerCreated = "customer.created";

    /// <summary>A customer was changed.</summary>
    public const string CustomerChanged = "customer.changed";

    /// <summary>A customer's billing information became complete: their draft sales items became pending.</summary>
    public const string BillingInformationCompleted = "billing_information.completed";

    /// <summary>A customer's billing information was changed.</summary>
    public const string BillingInformationChanged = "billing_information.changed";

    /// <summary>A customer's billing information was removed.</summary>
    public const string BillingInformationRemoved = "billing_information.removed";

    // Catalog

    /// <summary>A product was added or changed.</summary>
    public const string ProductChanged = "product.changed";

    /// <summary>A price list was added or changed.</summary>
    public const string PriceListChanged = "price_list.changed";

    /// <summary>A tax table was added or changed.</summary>
    public const string TaxTableChanged = "tax_table.changed";

    // Contracts

    /// <summary>A contract was drafted.</summary>
    public const string ContractCreated = "contract.created";

    /// <summary>A contract's own fields were changed.</summary>
    public const string ContractChanged = "contract.changed";

    /// <summary>A contract became active.</summary>
    public const string ContractActivated = "contract.activated";

    /// <summary>A contract was suspended.</summary>
    public const string ContractSuspended = "contract.suspended";

    /// <summary>A suspended contract became active again.</summary>
    public const string ContractResumed = "contract.resumed";

    /// <summary>A contract was terminated.</summary>
    public const string ContractTerminated = "contract.terminated";

    /// <summary>A termination was taken back, or an expired contract came into force again.</summary>
    public const string ContractReinstated = "contract.reinstated";

    /// <summary>A contract reached its end.</summary>
    public const string ContractExpired = "contract.expired";

    /// <summary>A contract was renewed for another term.</summary>
    public const string ContractRenewed = "contract.renewed";

    /// <summary>A draft contract was discarded.</summary>
    public const string ContractDiscarded = "contract.discarded";

    /// <summary>A part was added to a contract.</summary>
    public const string ContractPartAdded = "contract.part_added";

    /// <summary>A part's terms were changed.</summary>
    public const string ContractPartChanged = "contract.part_changed";

    /// <summary>A part was removed from a contract.</summary>
    public const string ContractPartRemoved = "contract.part_removed";

    /// <summary>A block of hours passed a threshold: 80 %, 95 %, exhausted.</summary>
    public const string BlockHoursThreshold = "block_hours.threshold";

    // Tickets, time and usage

    /// <summary>A ticket changed its status.</summary>
    public const string TicketChanged = "ticket.changed";

    /// <summary>Time was logged.</summary>
    public const string TimeLogged = "time.logged";

    /// <summary>Time was submitted for approval.</summary>
    public const string TimeSubmitted = "time.submitted";

    /// <summary>Time was approved.</summary>
    public const string TimeApproved = "time.approved";

    /// <summary>Time was rejected, with a reason.</summary>
    public const string TimeRejected = "time.rejected";

    /// <summary>An approval of time was taken back.</summary>
    public const string TimeUnapproved = "time.unapproved";

    /// <summary>Vendor usage was imported.</summary>
    public const string UsageImported = "usage.imported";

    // Sales items

    /// <summary>A sales item was created.</summary>
    public const string SalesItemCreated = "sales_item.created";

    /// <summary>A sales item's net was overridden by a user.</summary>
    public const string SalesItemOverridden = "sales_item.overridden";

    /// <summary>A sales item was moved to another customer.</summary>
    public const string SalesItemMoved = "sales_item.moved";

    /// <summary>A sales item was changed.</summary>
    public const string SalesItemChanged = "sales_item.changed";

    /// <summary>A sales item was canceled, with a reason.</summary>
    public const string SalesItemCanceled = "sales_item.canceled";

    /// <summary>A settled sales item was released to be billed again.</summary>
    public const string SalesItemReleased = "sales_item.released";

    // Quotes and orders

    /// <summary>An opportunity changed its status.</summary>
    public const string OpportunityChanged = "opportunity.changed";

    /// <summary>A quote was drafted.</summary>
    public const string QuoteCreated = "quote.created";

    /// <summary>A quote was edited.</summary>
    public const string QuoteChanged = "quote.changed";

    /// <summary>A quote became active.</summary>
    public const string QuoteActivated = "quote.activated";

    /// <summary>A quote was revised: a new draft replaces it.</summary>
    public const string QuoteRevised = "quote.revised";

    /// <summary>A quote was won.</summary>
    public const string QuoteWon = "quote.won";

    /// <summary>A quote was closed: lost, canceled or expired.</summary>
    public const string QuoteClosed = "quote.closed";

    /// <summary>An order was created.</summary>
    public const string OrderCreated = "order.created";

    /// <summary>An order changed its status or lines.</summary>
    public const string OrderChanged = "order.changed";

    // Billing

    /// <summary>A billing run was planned.</summary>
    public const string BillingRunPlanned = "billing_run.planned";

    /// <summary>A billing run was calculated.</summary>
    public const string BillingRunCalculated = "billing_run.calculated";

    /// <summary>A run committed a batch: drafts and sales items.</summary>
    public const string BillingRunBatchCommitted = "billing_run.batch_committed";

    /// <summary>All invoices of a run were issued.</summary>
    public const string BillingRunIssued = "billing_run.issued";

    /// <summary>A run was rolled back.</summary>
    public const string BillingRunRolledBack = "billing_run.rolled_back";

    /// <summary>A planned run was canceled.</summary>
    public const string BillingRunCanceled = "billing_run.canceled";

    /// <summary>A billing entity was added or changed.</summary>
    public const string BillingEntityChanged = "billing_entity.changed";

    /// <summary>A number series was set up.</summary>
    public const string NumberSeriesCreated = "number_series.created";

    /// <summary>A number series was confirmed.</summary>
    public const string NumberSeriesConfirmed = "number_series.confirmed";

    /// <summary>A number series was changed.</summary>
    public const string NumberSeriesChanged = "number_series.changed";

    // Invoices

    /// <summary>An invoice was drafted.</summary>
    public const string InvoiceDrafted = "invoice.drafted";

    /// <summary>A draft invoice was deleted.</summary>
    public const string InvoiceDeleted = "invoice.deleted";

    /// <summary>An invoice was issued and numbered.</summary>
    public const string InvoiceIssued = "invoice.issued";

    /// <summary>An invoice was sent.</summary>
    public const string InvoiceSent = "invoice.sent";

    /// <summary>An invoice was exported.</summary>
    public const string InvoiceExported = "invoice.exported";

    /// <summary>A payment was recorded.</summary>
    public const string PaymentRecorded = "payment.recorded";

    /// <summary>A credit note was issued and numbered.</summary>
    public const string CreditNoteIssued = "credit_note.issued";

    /// <summary>Billed and performed were adjusted to each other.</summary>
    public const string AdjustmentMade = "adjustment.made";

    // Set-up

    /// <summary>A feature was switched on or off.</summary>
    public const string FeatureChanged = "feature.changed";

    /// <summary>The access table was changed.</summary>
    public const string AccessTableChanged = "access.table_changed";

    /// <summary>Settings of the tenant were changed.</summary>
    public const string SettingsChanged = "settings.changed";
}
