using Psa.Customers;
using Psa.Quotes;
using Psa.Storage;

namespace Psa.Orders;

/// <summary>Orders in a store.</summary>
internal static class OrderRecords
{
    internal static Column<Order> Id { get; } = RecordType<Order>.Id;
    internal static Column<Order> Status { get; } = Column.Of(static (Order r) => r.Status);
    internal static Column<Order> ServedCustomer { get; } = Column.Of(static (Order r) => r.ServedCustomer);
    internal static Column<Order> Customer { get; } = Column.Of(static (Order r) => r.Customer);
    internal static Column<Order> Entity { get; } = Column.Of(static (Order r) => r.BillingEntity);
    internal static Column<Order> Quote { get; } = Column.Of(static (Order r) => r.Quote);
    internal static Column<Order> IssueDate { get; } = Column.Of(static (Order r) => r.IssueDate);
    private static readonly Column<Order> PriceBehaviour = Column.Of(static (Order r) => r.PriceBehaviour);
    internal static Column<Order> Fulfilled { get; } = Column.FollowingOf(static (Order r) => r.FulfilmentProgress);
    internal static Column<Order> Invoiced { get; } = Column.FollowingOf(static (Order r) => r.InvoicingProgress);
    internal static Column<Order> SubmittedOn { get; } = Column.Of(static (Order r) => r.SubmittedOn);
    internal static Column<Order> Number { get; } = Column.Of(static (Order r) => r.Number);
    internal static Column<Order> NumberFold { get; } = Column.FoldOf(static (Order r) => r.Number);

    private static readonly RecordIndex<Order> ByDate = new("by_date", IssueDate, Id);
    private static readonly RecordIndex<Order> ByCustomer = new("by_customer", ServedCustomer, IssueDate, Id);
    private static readonly RecordIndex<Order> ByPayer = new("by_payer", Customer, Status, Id);
    private static readonly RecordIndex<Order> ByQuote = new("by_quote", Quote, IssueDate, Id) { Only = [Quote.IsNot(null)] };
    private static readonly RecordIndex<Order> ByNumber = new("by_number", Number, Entity) { Only = [Number.IsNot(null)], Unique = "its number at its billing entity" };
    private static readonly RecordIndex<Order> Numbers = new("numbers", NumberFold, Number, Id);
    private static readonly RecordIndex<Order> ByProgress = new("by_progress", Status, Fulfilled, Invoiced, IssueDate, Id);
    private static readonly RecordIndex<Order> Following = new("following", Status, PriceBehaviour, Id);

    internal static RecordType<Order> Type { get; } = new("order", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByPayer, ByQuote, ByNumber, Numbers, ByProgress, Following);

    /// <summary>Those of a quote, by date.</summary>
    internal static Query<Order> OfQuote(Id<Quote> quote) => new(ByQuote, Quote.Is(quote));

    /// <summary>The submitted ones that some pay, in no order.</summary>
    internal static Query<Order> SubmittedOf(IReadOnlyCollection<Id<Customer>> payers) => new(ByPayer, Customer.IsOneOf(payers), Status.Is(OrderStatus.Submitted));

    /// <summary>Those for some customers, in no order.</summary>
    internal static Query<Order> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, ServedCustomer.IsOneOf(customers));

    /// <summary>The submitted ones that aren't fulfilled, in no order.</summary>
    internal static Query<Order> Unfulfilled { get; } = new(ByProgress, Status.Is(OrderStatus.Submitted), Fulfilled.IsOneOf([OrderProgress.None, OrderProgress.Part]));

    /// <summary>All active ones.</summary>
    internal static Query<Order> AllActive { get; } = new(Following, Status.Is(OrderStatus.Active));

    /// <summary>The active ones whose prices follow the catalog, behind one, in the order of their ids.</summary>
    internal static Query<Order> FollowingAfter(Id<Order>? after) =>
        new(Following, [Status.Is(OrderStatus.Active), PriceBehaviour.Is(Catalog.PriceBehaviour.UseCurrent), .. after is { } last ? [Id.After(last)] : Array.Empty<Condition<Order>>()]);

    /// <summary>Gives what is asked whatever the filter, for who sees only what is of some customers.</summary>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static IReadOnlyList<Condition<Order>> SeenBy(IReadOnlyCollection<Id<Customer>>? own) => own is null ? [] : [ServedCustomer.IsOneOf(own), SubmittedOn.IsNot(null)];

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own, who see what was submitted; nothing when all are.</param>
    internal static Listing<Order> Matching(OrderFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Order>>(SeenBy(own));
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
