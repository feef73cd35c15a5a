using NodaTime;
using Psa.Customers;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Invoices;

/// <summary>Invoices and credit notes in a store.</summary>
internal static class InvoiceRecords
{
    internal static Column<Invoice> Id { get; } = RecordType<Invoice>.Id;
    internal static Column<Invoice> Run { get; } = Column.Of(static (Invoice r) => r.Run);
    internal static Column<Invoice> Status { get; } = Column.Of(static (Invoice r) => r.Status);
    internal static Column<Invoice> Customer { get; } = Column.Of(static (Invoice r) => r.Customer);
    private static readonly Column<Invoice> CustomerNumber = Column.Of(static (Invoice r) => r.CustomerNumber);
    private static readonly Column<Invoice> GroupingKey = Column.Of(static (Invoice r) => r.GroupingKey);
    internal static Column<Invoice> Entity { get; } = Column.Of(static (Invoice r) => r.BillingEntity);
    internal static Column<Invoice> IssueDate { get; } = Column.Of(static (Invoice r) => r.IssueDate);
    internal static Column<Invoice> Kind { get; } = Column.Of(static (Invoice r) => r.Kind);
    private static readonly Column<Invoice> PriceBehaviour = Column.Of(static (Invoice r) => r.PriceBehaviour);
    internal static Column<Invoice> Number { get; } = Column.Of(static (Invoice r) => r.Number);
    internal static Column<Invoice> NumberFold { get; } = Column.FoldOf(static (Invoice r) => r.Number);

    private static readonly RecordIndex<Invoice> ByRun = new("by_run", Run, CustomerNumber, GroupingKey, Id) { Only = [Run.IsNot(null)] };
    private static readonly RecordIndex<Invoice> Drafts = new("drafts_of_run", Run, Status, CustomerNumber, GroupingKey, Id) { Only = [Status.Is(InvoiceStatus.Draft), Run.IsNot(null)] };
    private static readonly RecordIndex<Invoice> DraftsOf = new("drafts_of_customer", Customer, Id) { Only = [Status.Is(InvoiceStatus.Draft)] };
    private static readonly RecordIndex<Invoice> Following = new("following", PriceBehaviour, Id) { Only = [Status.Is(InvoiceStatus.Draft)] };
    private static readonly RecordIndex<Invoice> ByDate = new("by_date", IssueDate, Id);
    private static readonly RecordIndex<Invoice> ByCustomer = new("by_customer", Customer, IssueDate, Id);
    private static readonly RecordIndex<Invoice> Numbers = new("numbers", NumberFold, Number, Id);
    private static readonly RecordIndex<Invoice> ByNumber = new("by_number", Number, Entity) { Only = [Number.IsNot(null)], Unique = "its number at its billing entity" };

    internal static RecordType<Invoice> Type { get; } = new("invoice", static (r, v) => r with { Version = v }, ByRun, Drafts, DraftsOf, Following, ByDate, ByCustomer, ByNumber, Numbers);

    /// <summary>The drafts of a run in the order in which they get their numbers: customer number, grouping key, id.</summary>
    internal static Query<Invoice> DraftsOfRun(Id<BillingRun> run) => new(Drafts, Run.Is(run), Status.Is(InvoiceStatus.Draft));

    /// <summary>The drafts of a customer that is billed, in the order of their ids.</summary>
    internal static Query<Invoice> DraftsOfCustomer(Id<Customer> customer) => new(DraftsOf, Customer.Is(customer), Status.Is(InvoiceStatus.Draft));

    /// <summary>The drafts of some customers that are billed, in no order.</summary>
    internal static Query<Invoice> DraftsOfCustomers(IReadOnlyCollection<Id<Customer>> customers) => new(DraftsOf, Customer.IsOneOf(customers), Status.Is(InvoiceStatus.Draft));

    /// <summary>All drafts, in the order of customer and id.</summary>
    internal static Query<Invoice> AllDrafts { get; } = new(DraftsOf);

    /// <summary>The drafts whose prices follow the catalog, behind one, in the order of their ids.</summary>
    internal static Query<Invoice> FollowingAfter(Id<Invoice>? after) =>
        new(Following, [PriceBehaviour.Is(Catalog.PriceBehaviour.UseCurrent), .. after is { } last ? [Id.After(last)] : Array.Empty<Condition<Invoice>>()]);

    /// <summary>The documents of a run in the order of their numbers.</summary>
    internal static Query<Invoice> OfRun(Id<BillingRun> run) => new(ByRun, Run.Is(run));

    /// <summary>The documents of a run whose customer's number comes after one, in the order of their numbers.</summary>
    internal static Query<Invoice> OfRunAfter(Id<BillingRun> run, string after) => new(ByRun, Run.Is(run), CustomerNumber.After(after));

    /// <summary>The documents of a run for one customer, in the order of their numbers.</summary>
    internal static Query<Invoice> OfRunAndCustomer(Id<BillingRun> run, string number) => new(ByRun, Run.Is(run), CustomerNumber.Is(number));

    /// <summary>The documents of who is billed through a day, by date.</summary>
    internal static Query<Invoice> OfCustomer(Id<Customer> customer, LocalDate through) => new(ByCustomer, Customer.Is(customer), IssueDate.Through(through));

    /// <summary>The documents of who is billed from a day on, drafts too, by date.</summary>
    internal static Query<Invoice> OfCustomerFrom(Id<Customer> customer, LocalDate from) => new(ByCustomer, Customer.Is(customer), IssueDate.From(from));

    /// <summary>The documents of exactly this number, one an entity.</summary>
    internal static Query<Invoice> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>The documents that some pay, drafts too, dated up to a day, in no order.</summary>
    internal static Query<Invoice> OfPayers(IReadOnlyCollection<Id<Customer>> payers, LocalDate through) => new(ByCustomer, Customer.IsOneOf(payers), IssueDate.Through(through));

    /// <summary>The documents of some days, drafts too, in the order of date and id.</summary>
    internal static Query<Invoice> Between(LocalDate from, LocalDate through) => new(ByDate, IssueDate.From(from), IssueDate.Through(through));

    /// <summary>Gives what is asked whatever the filter, for who sees only what is of some customers.</summary>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static IReadOnlyList<Condition<Invoice>> SeenBy(IReadOnlyCollection<Id<Customer>>? own) => own is null ? [] : [Customer.IsOneOf(own), Status.Is(InvoiceStatus.Issued)];

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own, who see what is issued; nothing when all are.</param>
    internal static Listing<Invoice> Matching(InvoiceFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Invoice>>(SeenBy(own));
        where.AddIs(Customer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Run, filter.Run);
        where.AddIs(Entity, filter.BillingEntity);
        where.AddIs(Kind, filter.Kind);
        where.AddIs(Status, filter.Status);
        where.AddBetween(IssueDate, filter.IssuedFrom, filter.IssuedThrough);
        var order = filter.Order == InvoiceOrder.Number ? Numbers : filter is { Order: null, Run: not null } ? ByRun : ByDate;
        var by = own is not null || filter.Customer is not null ? ByCustomer
            : filter.Number is not null ? Numbers
            : filter.Run is not null ? ByRun
            : order;
        return new(by, where, order == ByRun ? [CustomerNumber, GroupingKey, Id] : order.Columns, filter.Descending);
    }
}
