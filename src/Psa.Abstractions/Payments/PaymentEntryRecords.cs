using NodaTime;
using Psa.Customers;
using Psa.Invoices;
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
    private static readonly Column<PaymentEntry> Kind = Column.Of(static (PaymentEntry r) => r.Kind);
    private static readonly Column<PaymentEntry> Entity = Column.Of(static (PaymentEntry r) => r.BillingEntity);
    private static readonly Column<PaymentEntry> Of = Column.Of(static (PaymentEntry r) => r.Of);
    private static readonly Column<PaymentEntry> Place = Column.Of(static (PaymentEntry r) => r.Place);
    private static readonly RecordIndex<PaymentEntry> ByInvoice = new("by_invoice", Invoice, Id) { Only = [Invoice.IsNot(null)] };
    private static readonly RecordIndex<PaymentEntry> ByPayer = new("by_payer", Payer, Date, Id);
    private static readonly RecordIndex<PaymentEntry> ByDate = new("by_date", Date, Id);
    private static readonly RecordIndex<PaymentEntry> ByKind = new("by_kind", Payer, Kind, Id);
    private static readonly RecordIndex<PaymentEntry> ByOf = new("by_of", Of, Id) { Only = [Of.IsNot(null)] };
    private static readonly RecordIndex<PaymentEntry> ByKey = new("by_key", Key, Place) { Unique = "its key and place" };

    internal static RecordType<PaymentEntry> Type { get; } = new("payment_entry", static (r, v) => r with { Version = v }, ByInvoice, ByPayer, ByDate, ByKind, ByOf, ByKey);

    /// <summary>Those of a document, in the order they were recorded.</summary>
    internal static Query<PaymentEntry> OfInvoice(Id<Invoice> invoice) => new(ByInvoice, Invoice.Is(invoice));

    /// <summary>Those of a payer through a day, in the order of date and id.</summary>
    internal static Query<PaymentEntry> OfPayer(Id<Customer> payer, LocalDate through) => new(ByPayer, Payer.Is(payer), Date.Through(through));

    /// <summary>Those of some payers, dated up to a day, in no order.</summary>
    internal static Query<PaymentEntry> OfPayers(IReadOnlyCollection<Id<Customer>> payers, LocalDate through) => new(ByPayer, Payer.IsOneOf(payers), Date.Through(through));

    /// <summary>Those of some days, in the order of date and id.</summary>
    internal static Query<PaymentEntry> Between(LocalDate from, LocalDate through) => new(ByDate, Date.From(from), Date.Through(through));

    /// <summary>Those by which a payer's credit was applied after an entry, the newest first.</summary>
    internal static Query<PaymentEntry> AppliedAfter(Id<Customer> payer, Id<PaymentEntry> after) =>
        new(ByKind, Payer.Is(payer), Kind.Is(PaymentKind.CreditIn), Id.After(after)) { Descending = true };

    /// <summary>Those that reverse, or hang on, any of some entries.</summary>
    internal static Query<PaymentEntry> OnEach(IReadOnlyCollection<Id<PaymentEntry>> entries) => new(ByOf, Of.IsOneOf(entries));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static Listing<PaymentEntry> Matching(PaymentFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<PaymentEntry>>();
        if (own is not null)
        {
            where.Add(Payer.IsOneOf(own));
        }

        where.AddIs(Payer, filter.Payer);
        where.AddIs(Entity, filter.BillingEntity);
        where.AddIs(Kind, filter.Kind);
        where.AddBetween(Date, filter.From, filter.Through);
        return new(own is not null || filter.Payer is not null ? ByPayer : ByDate, where, [Date, Id], filter.Descending);
    }

    /// <summary>Those of a call, in their order.</summary>
    internal static Query<PaymentEntry> OfKey(string key) => new(ByKey, Key.Is(key));
}
