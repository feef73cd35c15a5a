using NodaTime;
using Psa.Customers;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Invoices;

/// <summary>Invoices and credit notes in a store.</summary>
internal static class InvoiceRecords
{
    private static readonly Column<Invoice> Id = RecordType<Invoice>.Id;
    private static readonly Column<Invoice> Run = Column.Of(static (Invoice r) => r.Run);
    private static readonly Column<Invoice> Status = Column.Of(static (Invoice r) => r.Status);
    private static readonly Column<Invoice> Customer = Column.Of(static (Invoice r) => r.Customer);
    private static readonly Column<Invoice> CustomerNumber = Column.Of(static (Invoice r) => r.CustomerNumber);
    private static readonly Column<Invoice> GroupingKey = Column.Of(static (Invoice r) => r.GroupingKey);
    private static readonly Column<Invoice> Entity = Column.Of(static (Invoice r) => r.BillingEntity);
    private static readonly Column<Invoice> IssueDate = Column.Of(static (Invoice r) => r.IssueDate);
    private static readonly Column<Invoice> Number = Column.Of(static (Invoice r) => r.Number);

    private static readonly RecordIndex<Invoice> ByRun = new("by_run", Run, CustomerNumber, GroupingKey, Id) { Only = [Run.IsNot(null)] };
    private static readonly RecordIndex<Invoice> Drafts = new("drafts_of_run", Run, Status, CustomerNumber, GroupingKey, Id) { Only = [Status.Is(InvoiceStatus.Draft), Run.IsNot(null)] };
    private static readonly RecordIndex<Invoice> DraftsOf = new("drafts_of_customer", Customer, Id) { Only = [Status.Is(InvoiceStatus.Draft)] };
    private static readonly RecordIndex<Invoice> ByDate = new("by_date", Entity, IssueDate, Number, Id);
    private static readonly RecordIndex<Invoice> ByNumber = new("by_number", Number, Entity) { Only = [Number.IsNot(null)], Unique = "its number at its billing entity" };

    internal static RecordType<Invoice> Type { get; } = new("invoice", static (r, v) => r with { Version = v }, ByRun, Drafts, DraftsOf, ByDate, ByNumber);

    /// <summary>The drafts of a run in the order in which they get their numbers: customer number, grouping key, id.</summary>
    internal static Query<Invoice> DraftsOfRun(Id<BillingRun> run) => new(Drafts, Run.Is(run), Status.Is(InvoiceStatus.Draft));

    /// <summary>The drafts of a customer that is billed, in the order of their ids.</summary>
    internal static Query<Invoice> DraftsOfCustomer(Id<Customer> customer) => new(DraftsOf, Customer.Is(customer), Status.Is(InvoiceStatus.Draft));

    /// <summary>The documents of a run in the order of their numbers.</summary>
    internal static Query<Invoice> OfRun(Id<BillingRun> run) => new(ByRun, Run.Is(run));

    /// <summary>The documents of a run whose customer's number comes after one, in the order of their numbers.</summary>
    internal static Query<Invoice> OfRunAfter(Id<BillingRun> run, string after) => new(ByRun, Run.Is(run), CustomerNumber.After(after));

    /// <summary>The documents of a run for one customer, in the order of their numbers.</summary>
    internal static Query<Invoice> OfRunAndCustomer(Id<BillingRun> run, string number) => new(ByRun, Run.Is(run), CustomerNumber.Is(number));

    /// <summary>The documents of an invoice date, drafts first, then in the order of their numbers.</summary>
    internal static Query<Invoice> OfDate(Id<BillingEntity> entity, LocalDate issueDate) => new(ByDate, Entity.Is(entity), IssueDate.Is(issueDate));

    /// <summary>The documents of exactly this number, one an entity.</summary>
    internal static Query<Invoice> OfNumber(string number) => new(ByNumber, Number.Is(number));
}
