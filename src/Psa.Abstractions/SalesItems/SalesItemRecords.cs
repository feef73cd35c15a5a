using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.Storage;

namespace Psa.SalesItems;

/// <summary>Sales items in a store.</summary>
internal static class SalesItemRecords
{
    internal static Column<SalesItem> Id { get; } = RecordType<SalesItem>.Id;
    internal static Column<SalesItem> Status { get; } = Column.Of(static (SalesItem r) => r.Status);
    internal static Column<SalesItem> Customer { get; } = Column.Of(static (SalesItem r) => r.Customer);
    internal static Column<SalesItem> BillingDate { get; } = Column.Of(static (SalesItem r) => r.BillingDate);
    private static readonly Column<SalesItem> PeriodStart = Column.Of(static (SalesItem r) => r.PeriodStart);
    internal static Column<SalesItem> Source { get; } = Column.Of(static (SalesItem r) => r.Source);
    private static readonly Column<SalesItem> SourceId = Column.Of(static (SalesItem r) => r.SourceId);
    private static readonly Column<SalesItem> Charge = Column.Of(static (SalesItem r) => r.Charge);
    private static readonly Column<SalesItem> Ordinal = Column.Of(static (SalesItem r) => r.Ordinal);
    internal static Column<SalesItem> Run { get; } = Column.Of(static (SalesItem r) => r.Run);
    private static readonly Column<SalesItem> Payer = Column.Of(static (SalesItem r) => r.Payer);
    internal static Column<SalesItem> Entity { get; } = Column.Of(static (SalesItem r) => r.BillingEntity);
    internal static Column<SalesItem> NumberFold { get; } = Column.FoldOf(static (SalesItem r) => r.Number);
    internal static Column<SalesItem> Invoice { get; } = Column.Of(static (SalesItem r) => r.Invoice);

    // A run adds items to old contracts as to new ones: an index in the order of customers or sources would spread them over as many pages as there are customers and
    // years, and writing pages is what a run takes longest for. So all indexes grow at their end, and only what isn't invoiced is found by customer.
    private static readonly RecordIndex<SalesItem> Open = new("open", Status, Customer, BillingDate, Id) { Only = [Status.IsNot(SalesItemStatus.Invoiced)] };
    private static readonly RecordIndex<SalesItem> ByPayer = new("by_payer", Payer, Status, Id) { Only = [Payer.IsNot(null), Status.IsNot(SalesItemStatus.Invoiced)] };
    private static readonly RecordIndex<SalesItem> BySource = new("by_source", PeriodStart, Source, SourceId, Charge, Ordinal, Id) { Only = [PeriodStart.IsNot(null)] };
    private static readonly RecordIndex<SalesItem> ByRun = new("by_run", Run, Id) { Only = [Run.IsNot(null)] };
    private static readonly RecordIndex<SalesItem> ByDate = new("by_date", BillingDate, Customer, Id);
    private static readonly RecordIndex<SalesItem> OpenByDate = new("open_by_date", BillingDate, Customer, Id) { Only = [Status.IsNot(SalesItemStatus.Invoiced)] };

    // lists that people sort by day: a day has many customers, and in an index by customers their ids come in no order
    private static readonly RecordIndex<SalesItem> ByDay = new("by_day", BillingDate, Id);
    private static readonly RecordIndex<SalesItem> OpenByDay = new("open_by_day", BillingDate, Id) { Only = [Status.IsNot(SalesItemStatus.Invoiced)] };

    private static readonly RecordIndex<SalesItem> Numbers = new("numbers", NumberFold, Id) { Only = [NumberFold.IsNot(null)] };
    private static readonly RecordIndex<SalesItem> ByInvoice = new("by_invoice", Invoice, Id) { Only = [Invoice.IsNot(null)] };

    internal static RecordType<SalesItem> Type { get; } = new("sales_item", static (r, v) => r with { Version = v }, Open, ByPayer, BySource, ByRun, ByInvoice, ByDate, OpenByDate, ByDay, OpenByDay, Numbers);

    /// <summary>Those of a range of customers and a status that are billed through a day, in the order of customer, billing date and id.</summary>
    internal static Query<SalesItem> OfCustomers(IdRange<Customer> customers, SalesItemStatus status, LocalDate through) =>
        new(Open, Status.Is(status), Customer.From(customers.First), Customer.Through(customers.Last), BillingDate.Through(through));

    /// <summary>Those of some customers and a status that are billed through a day, in no order.</summary>
    internal static Query<SalesItem> OfEach(IReadOnlyCollection<Id<Customer>> customers, SalesItemStatus status, LocalDate through) =>
        new(Open, Status.Is(status), Customer.IsOneOf(customers), BillingDate.Through(through));

    /// <summary>Those of a status that wait for a payer of their own, whoever their customer's is, in the order of their ids.</summary>
    internal static Query<SalesItem> OfPayer(Id<Customer> payer, SalesItemStatus status) => new(ByPayer, Payer.Is(payer), Status.Is(status));

    /// <summary>Those of a source whose period starts on a day or later, in the order of period, charge and ordinal.</summary>
    internal static Query<SalesItem> OfSource(SalesItemSource source, Guid sourceId, LocalDate from) =>
        new(BySource, PeriodStart.From(from), Source.Is(source), SourceId.Is(sourceId)) { IsSparse = true };

    /// <summary>Those of one period of a source, in the order of charge and ordinal.</summary>
    internal static Query<SalesItem> OfPeriod(SalesItemSource source, Guid sourceId, LocalDate period) =>
        new(BySource, PeriodStart.Is(period), Source.Is(source), SourceId.Is(sourceId));

    /// <summary>Those of a run after one of them, in the order of their ids.</summary>
    internal static Query<SalesItem> OfRun(Id<BillingRun> run, Id<SalesItem>? after) => new(ByRun, Run.Is(run), Id.After(after ?? default));

    /// <summary>All that a customer was ever billed, in the order of the billing date. Of all days, those on which somebody was billed are few.</summary>
    internal static Query<SalesItem> OfCustomer(Id<Customer> customer) => new(ByDate, BillingDate.From(LocalDate.MinIsoValue), Customer.Is(customer)) { IsSparse = true };

    /// <summary>Those on some documents, in no order.</summary>
    internal static Query<SalesItem> OnInvoices(IReadOnlyCollection<Id<Invoice>> invoices) => new(ByInvoice, Invoice.IsOneOf(invoices));

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<SalesItem> Matching(SalesItemFilter filter)
    {
        var where = new List<Condition<SalesItem>>();
        where.AddIs(Invoice, filter.Invoice);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Run, filter.Run);
        where.AddIs(Status, filter.Status);
        where.AddIs(Customer, filter.Customer);
        where.AddIs(Entity, filter.BillingEntity);
        where.AddIs(Source, filter.Source);
        where.AddBetween(BillingDate, filter.BillingFrom, filter.BillingThrough);
        if (filter is { Run: not null, Invoice: null, Number: null })
        {
            return new(ByRun, where, [Id], filter.Descending);
        }

        if (filter.Invoice is not null || filter.Number is { Length: > 0 })
        {
            return new(filter.Invoice is not null ? ByInvoice : Numbers, where, ByDate.Columns, filter.Descending);
        }

        var isOpen = filter.Status is not null && filter.Status != SalesItemStatus.Invoiced;
        if (filter.Customer is null)
        {
            return new(isOpen ? OpenByDate : ByDate, where, ByDate.Columns, filter.Descending);
        }

        if (isOpen)
        {
            return new(Open, where, ByDate.Columns, filter.Descending);
        }

        // of all days, those on which somebody was billed are few, and a customer's are found in each of them
        if (filter.BillingFrom is null)
        {
            where.Add(BillingDate.From(LocalDate.MinIsoValue));
        }

        return new Listing<SalesItem>(ByDate, where, ByDate.Columns, filter.Descending).Sparse();
    }
}
