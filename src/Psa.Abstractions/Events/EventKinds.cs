namespace Psa.Events;

/// <summary>What can happen, as <see cref="PsaEvent.Kind"/> says it: lower-case words, a dot between record and happening. Kinds are stored and never reused.</summary>
public static partial class EventKinds
{
    // Customers

    /// <summary>A customer was created.</summary>
    public const string CustomerCreated = "customer.created";

    /// <summary>A customer was changed; when that gave customers another payer, its data is a <see cref="Customers.PayerMove"/>.</summary>
    public const string CustomerChanged = "customer.changed";

    /// <summary>A customer's personal data was taken out; none of it stands in the event.</summary>
    public const string CustomerErased = "customer.erased";

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

    /// <summary>A work kind was added or changed.</summary>
    public const string WorkKindChanged = "work_kind.changed";

    /// <summary>A unit group was added or changed.</summary>
    public const string UnitGroupChanged = "unit_group.changed";

    /// <summary>What a bundle holds was changed.</summary>
    public const string BundleChanged = "bundle.changed";

    /// <summary>A volume discount was added or changed.</summary>
    public const string VolumeDiscountChanged = "volume_discount.changed";

    /// <summary>A price list that nothing used was deleted.</summary>
    public const string PriceListDeleted = "price_list.deleted";

    /// <summary>A document was priced anew, since the catalog says other prices; its data is a <see cref="Documents.RepricedDocument"/>.</summary>
    public const string DocumentRepriced = "document.repriced";

    /// <summary>The prices of a document were locked.</summary>
    public const string DocumentLocked = "document.locked";

    /// <summary>The prices of a document follow the catalog again.</summary>
    public const string DocumentUnlocked = "document.unlocked";

    /// <summary>A tax table was added or changed.</summary>
    public const string TaxTableChanged = "tax_table.changed";

    /// <summary>What holds for the tenant as a whole was changed.</summary>
    public const string SettingsChanged = "settings.changed";

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

    /// <summary>A template of contracts was saved.</summary>
    public const string ContractTemplateSaved = "contract_template.saved";

    /// <summary>A template of contracts was given another name.</summary>
    public const string ContractTemplateRenamed = "contract_template.renamed";

    /// <summary>A template of contracts was deleted.</summary>
    public const string ContractTemplateDeleted = "contract_template.deleted";

    /// <summary>A part was added to a contract.</summary>
    public const string ContractPartAdded = "contract.part_added";

    /// <summary>A part was changed. When it is an entry of its terms that was recorded or withdrawn, the data is that entry, a <c>PartTerms</c>.</summary>
    public const string ContractPartChanged = "contract.part_changed";

    /// <summary>A part was removed from a contract.</summary>
    public const string ContractPartRemoved = "contract.part_removed";

    // Usage

    /// <summary>A batch of vendor usage was imported; the record is the import: its data is a <see cref="Usage.UsageImported"/>.</summary>
    public const string UsageImported = "usage.imported";

    /// <summary>A delivery of usage took effect; the record is the delivery: its data is a <see cref="Usage.UsageReplaced"/>.</summary>
    public const string UsageReplaced = "usage.replaced";

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

    /// <summary>A host set its own keys on a sales item.</summary>
    public const string SalesItemMetadataSet = "sales_item.metadata_set";

    /// <summary>An invoice was drafted by hand; those of a run are in its <see cref="BillingRunBatch"/>.</summary>
    public const string InvoiceDrafted = "invoice.drafted";

    /// <summary>A draft by hand was changed.</summary>
    public const string InvoiceChanged = "invoice.changed";

    /// <summary>A draft was held back from the issue of its run, with a reason.</summary>
    public const string InvoiceHeld = "invoice.held";

    /// <summary>A draft that was held back is issued with its run.</summary>
    public const string InvoiceUnheld = "invoice.unheld";

    /// <summary>A single document was issued; those that a run issues are in its <see cref="BillingRunBatch"/>.</summary>
    public const string InvoiceIssued = "invoice.issued";

    /// <summary>A single draft was deleted; those that a run removes are in its <see cref="BillingRunBatch"/>.</summary>
    public const string InvoiceDeleted = "invoice.deleted";

    /// <summary>A host set its own keys on a document.</summary>
    public const string InvoiceMetadataSet = "invoice.metadata_set";

    /// <summary>Something of a sales item was credited by hand, with a reason.</summary>
    public const string SalesItemCredited = "sales_item.credited";

    /// <summary>A credit note of an invoice was drafted, with a reason.</summary>
    public const string CreditNoteDrafted = "credit_note.drafted";

    /// <summary>The draft of a credit note was thrown away.</summary>
    public const string CreditNoteDeleted = "credit_note.deleted";

    /// <summary>A credit note of an invoice was issued, with a reason.</summary>
    public const string CreditNoteIssued = "credit_note.issued";

    /// <summary>Nothing of a credit note is left to be settled: it was set off, refunded, or became customer credit.</summary>
    public const string CreditNoteSettled = "credit_note.settled";

    /// <summary>A document was sent: to whom and how stands in its <see cref="Invoices.InvoiceFlags"/>.</summary>
    public const string InvoiceSent = "invoice.sent";

    /// <summary>A document was exported for accounting, for the first time or on another day.</summary>
    public const string InvoiceExported = "invoice.exported";

    /// <summary>Where a document can be paid online was set, or taken away.</summary>
    public const string InvoicePaymentLinkSet = "invoice.payment_link_set";

    // Lists

    /// <summary>Somebody saved a filter of a list, anew or in place of their own of the same name.</summary>
    public const string SavedFilterSaved = "saved_filter.saved";

    /// <summary>A saved filter was deleted.</summary>
    public const string SavedFilterDeleted = "saved_filter.deleted";

    // Quotes

    /// <summary>An opportunity was added, changed, won or lost.</summary>
    public const string OpportunityChanged = "opportunity.changed";

    /// <summary>A template of quotes was added or changed.</summary>
    public const string QuoteTemplateChanged = "quote_template.changed";

    /// <summary>A quote was drafted.</summary>
    public const string QuoteCreated = "quote.created";

    /// <summary>The content of a draft quote was changed, or a draft was discarded.</summary>
    public const string QuoteChanged = "quote.changed";

    /// <summary>Somebody is asked to approve a quote.</summary>
    public const string QuoteApprovalRequested = "quote.approval_requested";

    /// <summary>A quote was approved as it is.</summary>
    public const string QuoteApproved = "quote.approved";

    /// <summary>A quote was sent back to its author, with a note.</summary>
    public const string QuoteRejected = "quote.rejected";

    /// <summary>A quote became active, or took its place again since the next draft was discarded.</summary>
    public const string QuoteActivated = "quote.activated";

    /// <summary>A quote was sent: to whom and how stands in its <see cref="Quotes.Quote.Sendings"/>.</summary>
    public const string QuoteSent = "quote.sent";

    /// <summary>A customer accepted a quote: who and what stands in its <see cref="Quotes.Quote.Acceptance"/>.</summary>
    public const string QuoteAccepted = "quote.accepted";

    /// <summary>A draft was made that takes a quote's place; the record is the quote that was revised, and its data the <see cref="Quotes.RevisedQuote"/>, with those to whom it was sent.</summary>
    public const string QuoteRevised = "quote.revised";

    /// <summary>A quote was won.</summary>
    public const string QuoteWon = "quote.won";

    /// <summary>A quote was lost or canceled, with a reason, or expired.</summary>
    public const string QuoteClosed = "quote.closed";

    /// <summary>The host's own keys of a quote were set.</summary>
    public const string QuoteMetadataSet = "quote.metadata_set";

    // Orders

    // Work

    /// <summary>A ticket was opened, changed or commented, or its status was.</summary>
    public const string TicketChanged = "ticket.changed";

    /// <summary>A project was opened or changed, or its status was.</summary>
    public const string ProjectChanged = "project.changed";

    /// <summary>Time was logged, changed, written anew after it was rejected, or deleted as a draft.</summary>
    public const string TimeLogged = "time.logged";

    /// <summary>Time was submitted.</summary>
    public const string TimeSubmitted = "time.submitted";

    /// <summary>Time was approved.</summary>
    public const string TimeApproved = "time.approved";

    /// <summary>Time was rejected, with a reason.</summary>
    public const string TimeRejected = "time.rejected";

    /// <summary>An approval of time was taken back.</summary>
    public const string TimeUnapproved = "time.unapproved";

    /// <summary>What is consumed of a lot of hours reached a threshold of its part, which is what it changed to, as a percentage; the part is the whole. Once each, and again only after an approval was taken back below it.</summary>
    public const string BlockThreshold = "block_hours.threshold";

    // Orders

    /// <summary>An order was drafted.</summary>
    public const string OrderCreated = "order.created";

    /// <summary>The content of an order was changed.</summary>
    public const string OrderChanged = "order.changed";

    /// <summary>An order was submitted.</summary>
    public const string OrderSubmitted = "order.submitted";

    /// <summary>Something of an order was delivered.</summary>
    public const string OrderFulfilled = "order.fulfilled";

    /// <summary>Something of an order was billed.</summary>
    public const string OrderInvoiced = "order.invoiced";

    /// <summary>Nothing of an order is left, or, from Closed to Submitted, something is open again.</summary>
    public const string OrderClosed = "order.closed";

    /// <summary>An order, or the rest of it, was canceled, with a reason.</summary>
    public const string OrderCanceled = "order.canceled";

    /// <summary>A deposit was made.</summary>
    public const string DepositMade = "deposit.made";

    /// <summary>Something of a deposit was deducted from what its order bills.</summary>
    public const string DepositDeducted = "deposit.deducted";

    /// <summary>A deposit was closed.</summary>
    public const string DepositClosed = "deposit.closed";

    // Credit limits

    /// <summary>The credit limits of a payer were changed.</summary>
    public const string CreditLimitsChanged = "credit.limits_changed";

    /// <summary>A payer owes more than its limit, and didn't before; the record is the customer: its data is a <see cref="Payments.CreditExposure"/>.</summary>
    public const string CreditLimitExceeded = "credit.limit_exceeded";

    /// <summary>A payer no longer owes more than its limit, or has none any more; the record is the customer: its data is a <see cref="Payments.CreditExposure"/>.</summary>
    public const string CreditLimitKept = "credit.limit_kept";

    /// <summary>A payer is held, by hand or by itself; the record is the customer: its data is a <see cref="Payments.CreditHold"/>.</summary>
    public const string CreditHeld = "credit.held";

    /// <summary>A hold of a payer ended, by hand or by itself; the record is the customer: its data is the <see cref="Payments.CreditHold"/>, or of one that ended by itself nothing.</summary>
    public const string CreditReleased = "credit.released";

    // Adjustments

    /// <summary>A service document was written or changed, or its status was.</summary>
    public const string ServiceDocumentChanged = "service_document.changed";

    /// <summary>An adjustment was drafted or changed, or discarded as a draft.</summary>
    public const string AdjustmentDrafted = "adjustment.drafted";

    /// <summary>An adjustment was made: its documents, or it is settled without one.</summary>
    public const string AdjustmentMade = "adjustment.made";

    /// <summary>An adjustment was canceled, with a reason: what it took into account is offered again.</summary>
    public const string AdjustmentCanceled = "adjustment.canceled";

    // Billing

    /// <summary>A billing run was planned.</summary>
    public const string BillingRunPlanned = "billing_run.planned";

    /// <summary>A billing run was calculated, all of it: its data is the <see cref="Runs.RunCounts"/>.</summary>
    public const string BillingRunCalculated = "billing_run.calculated";

    /// <summary>A run committed a batch: its data is a <see cref="Runs.RunBatch"/>.</summary>
    public const string BillingRunBatch = "billing_run.batch";

    /// <summary>All documents of a run were issued: its data is the <see cref="Runs.RunCounts"/>.</summary>
    public const string BillingRunIssued = "billing_run.issued";

    /// <summary>A run was rolled back, all of it.</summary>
    public const string BillingRunRolledBack = "billing_run.rolled_back";

    /// <summary>A planned run was canceled.</summary>
    public const string BillingRunCanceled = "billing_run.canceled";

    // Payments

    /// <summary>A payment was recorded; the record is its first entry, a part of the payer's account: its data is a <see cref="Payments.AccountChange"/>.</summary>
    public const string PaymentRecorded = "payment.recorded";

    /// <summary>A payment was reversed, with a reason: its data is a <see cref="Payments.AccountChange"/>.</summary>
    public const string PaymentReversed = "payment.reversed";

    /// <summary>Money was refunded: its data is a <see cref="Payments.AccountChange"/>.</summary>
    public const string PaymentRefunded = "payment.refunded";

    /// <summary>What was open was written off, with a reason: its data is a <see cref="Payments.AccountChange"/>.</summary>
    public const string PaymentWrittenOff = "payment.written_off";

    /// <summary>A payer's credit changed, by whatever it was: its data is a <see cref="Payments.CreditChange"/>.</summary>
    public const string CustomerCreditChanged = "customer_credit.changed";

    /// <summary>A billing entity was added or changed.</summary>
    public const string BillingEntityChanged = "billing_entity.changed";

    /// <summary>A number series was set up.</summary>
    public const string NumberSeriesCreated = "number_series.created";

    /// <summary>A number series was confirmed.</summary>
    public const string NumberSeriesConfirmed = "number_series.confirmed";

    /// <summary>A number series was changed.</summary>
    public const string NumberSeriesChanged = "number_series.changed";

    /// <summary>A number series was retired, with a reason.</summary>
    public const string NumberSeriesRetired = "number_series.retired";
}
