using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Payments;

/// <summary>Entries of accounts in a store.</summary>
internal static class PaymentEntryRecords
{
    private static readonly Column<PaymentEntry> Id = RecordType<PaymentEntry>.Id;
    private static readonly Column<PaymentEntry> Invoice = Column.Of(static (PaymentEntry r) => r.Invoice);
    private static readonly Column<PaymentEntry> Payer = Column.Of(static (PaymentEntry r) => r.Payer);
    private static readonly Column<PaymentEntry> Date = Column.Of(static (PaymentEntry r) => r.Date);
    private static readonly Column<PaymentEntry> Key = Column.Of(static (PaymentEntry r) => r.Key);
    private static readonly Column<PaymentEntry> Place = Column.Of(static (PaymentEntry r) => r.Place);
    private static readonly RecordIndex<PaymentEntry> ByInvoice = new("by_invoice", Invoice, Id) { Only = [Invoice.IsNot(null)] };
    private static readonly RecordIndex<PaymentEntry> ByPayer = new("by_payer", Payer, Date, Id);
    private static readonly Column<PaymentEntry> Entity = Column.Of(static (PaymentEntry r) => r.BillingEntity);
    private static readonly RecordIndex<PaymentEntry> ByDate = new("by_date", Entity, Date, Id);
    private static readonly RecordIndex<PaymentEntry> ByKey = new("by_key", Key, Place) { Unique = "its key and place" };

    internal static RecordType<PaymentEntry> Type { get; } = new("payment_entry", static (r, v) => r with { Version = v }, ByInvoice, ByPayer, ByDate, ByKey);

    /// <summary>Those of a document, in the order they were recorded.</summary>
    internal static Query<PaymentEntry> OfInvoice(Id<Invoice> invoice) => new(ByInvoice, Invoice.Is(invoice));

    /// <summary>Those of a payer through a day, in the order of date and id.</summary>
    internal static Query<PaymentEntry> OfPayer(Id<Customer> payer, LocalDate through) => new(ByPayer, Payer.Is(payer), Date.Through(through));

    /// <summary>Those of some payers, dated up to a day, in no order.</summary>
    internal static Query<PaymentEntry> OfPayers(IReadOnlyCollection<Id<Customer>> payers, LocalDate through) => new(ByPayer, Payer.IsOneOf(payers), Date.Through(through));

    /// <summary>Those of an entity of some days, in the order of date and id.</summary>
    internal static Query<PaymentEntry> Between(Id<BillingEntity> entity, LocalDate from, LocalDate through) =>
        new(ByDate, Entity.Is(entity), Date.From(from), Date.Through(through));

    /// <summary>Those of a call, in their order.</summary>
    internal static Query<PaymentEntry> OfKey(string key) => new(ByKey, Key.Is(key));
}
