using Psa.Customers;
using Psa.Quotes;
using Psa.Storage;

namespace Psa.Orders;

/// <summary>Orders in a store.</summary>
internal static class OrderRecords
{
    private static readonly Column<Order> Id = RecordType<Order>.Id;
    private static readonly Column<Order> Status = Column.Of(static (Order r) => r.Status);
    private static readonly Column<Order> ServedCustomer = Column.Of(static (Order r) => r.ServedCustomer);
    private static readonly Column<Order> Customer = Column.Of(static (Order r) => r.Customer);
    private static readonly Column<Order> Entity = Column.Of(static (Order r) => r.BillingEntity);
    private static readonly Column<Order> Quote = Column.Of(static (Order r) => r.Quote);
    private static readonly Column<Order> IssueDate = Column.Of(static (Order r) => r.IssueDate);
    private static readonly Column<Order> PriceBehaviour = Column.Of(static (Order r) => r.PriceBehaviour);
    private static readonly Column<Order> Fulfilled = Column.FollowingOf(static (Order r) => r.FulfilmentProgress);
    private static readonly Column<Order> Invoiced = Column.FollowingOf(static (Order r) => r.InvoicingProgress);
    private static readonly Column<Order> SubmittedOn = Column.Of(static (Order r) => r.SubmittedOn);
    private static readonly Column<Order> Number = Column.Of(static (Order r) => r.Number);
    private static readonly Column<Order> NumberFold = Column.FoldOf(static (Order r) => r.Number);

    private static readonly RecordIndex<Order> ByDate = new("by_date", IssueDate, Id);
    private static readonly RecordIndex<Order> ByCustomer = new("by_customer", ServedCustomer, IssueDate, Id);
    private static readonly RecordIndex<Order> ByPayer = new("by_payer", Customer, Status, Id);
    private static readonly RecordIndex<Order> ByQuote = new("by_quote", Quote, IssueDate, Id) { Only = [Quote.IsNot(null)] };
    private static readonly RecordIndex<Order> ByNumber = new("by_number", Number, Entity) { Only = [Number.IsNot(null)], Unique = "its number at its billing entity" };
    private static readonly RecordIndex<Order> Numbers = new("numbers", NumberFold, Id);
    private static readonly RecordIndex<Order> ByProgress = new("by_progress", Status, Fulfilled, Invoiced, IssueDate, Id);
    private static readonly RecordIndex<Order> Following = new("following", Status, PriceBehaviour, Id);

    internal static RecordType<Order> Type { get; } = new("order", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByPayer, ByQuote, ByNumber, Numbers, ByProgress, Following);

    /// <summary>Those of a quote, by date.</summary>
    internal static Query<Order> OfQuote(Id<Quote> quote) => new(ByQuote, Quote.Is(quote));

    /// <summary>The submitted ones that some pay, in no order.</summary>
    internal static Query<Order> SubmittedOf(IReadOnlyCollection<Id<Customer>> payers) => new(ByPayer, Customer.IsOneOf(payers), Status.Is(OrderStatus.Submitted));

    /// <summary>Those for some customers, in no order.</summary>
    internal static Query<Order> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, ServedCustomer.IsOneOf(customers));

    /// <summary>All active ones.</summary>
    internal static Query<Order> AllActive { get; } = new(Following, Status.Is(OrderStatus.Active));

    /// <summary>The active ones whose prices follow the catalog, behind one, in the order of their ids.</summary>
    internal static Query<Order> FollowingAfter(Id<Order>? after) =>
        new(Following, [Status.Is(OrderStatus.Active), PriceBehaviour.Is(Catalog.PriceBehaviour.UseCurrent), .. after is { } last ? [Id.After(last)] : Array.Empty<Condition<Order>>()]);

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own, who see what was submitted; nothing when all are.</param>
    internal static Listing<Order> Matching(OrderFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Order>>();
        if (own is not null)
        {
            where.Add(ServedCustomer.IsOneOf(own));
            where.Add(SubmittedOn.IsNot(null));
        }

        where.AddIs(ServedCustomer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Entity, filter.BillingEntity);
        where.AddIs(Status, filter.Status);
        where.AddIs(Fulfilled, filter.FulfilmentProgress);
        where.AddIs(Invoiced, filter.InvoicingProgress);
        where.AddIs(Quote, filter.Quote);
        where.AddBetween(IssueDate, filter.From, filter.Through);
        var by = own is not null || filter.Customer is not null ? ByCustomer
            : filter.Quote is not null ? ByQuote
            : filter.Number is not null ? Numbers
            : ByDate;
        return new(by, where, ByDate.Columns, filter.Descending);
    }
}
