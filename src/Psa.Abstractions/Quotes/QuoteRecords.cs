using NodaTime;
using Psa.Customers;
using Psa.Storage;

namespace Psa.Quotes;

/// <summary>Quotes in a store, one record a revision.</summary>
internal static class QuoteRecords
{
    internal static Column<Quote> Id { get; } = RecordType<Quote>.Id;
    internal static Column<Quote> Status { get; } = Column.Of(static (Quote r) => r.Status);
    internal static Column<Quote> ServedCustomer { get; } = Column.Of(static (Quote r) => r.ServedCustomer);
    internal static Column<Quote> Entity { get; } = Column.Of(static (Quote r) => r.BillingEntity);
    internal static Column<Quote> Opportunity { get; } = Column.Of(static (Quote r) => r.Opportunity);
    internal static Column<Quote> IssueDate { get; } = Column.Of(static (Quote r) => r.IssueDate);
    internal static Column<Quote> LastDay { get; } = Column.Of(static (Quote r) => r.LastDay);
    private static readonly Column<Quote> PriceBehaviour = Column.Of(static (Quote r) => r.PriceBehaviour);
    internal static Column<Quote> Number { get; } = Column.Of(static (Quote r) => r.Number);
    internal static Column<Quote> NumberFold { get; } = Column.FoldOf(static (Quote r) => r.Number);
    private static readonly Column<Quote> Revision = Column.Of(static (Quote r) => r.Revision);

    private static readonly RecordIndex<Quote> ByDate = new("by_date", IssueDate, Id);
    private static readonly RecordIndex<Quote> ByCustomer = new("by_customer", ServedCustomer, IssueDate, Id);
    private static readonly RecordIndex<Quote> ByOpportunity = new("by_opportunity", Opportunity, IssueDate, Id) { Only = [Opportunity.IsNot(null)] };
    private static readonly RecordIndex<Quote> Revisions = new("revisions", Number, Entity, Revision) { Only = [Number.IsNot(null)], Unique = "its number and revision at its billing entity" };
    private static readonly RecordIndex<Quote> Live = new("live", Number, Entity)
    {
        Only =
        [
            Number.IsNot(null),
            Status.IsNot(QuoteStatus.Won),
            Status.IsNot(QuoteStatus.Lost),
            Status.IsNot(QuoteStatus.Canceled),
            Status.IsNot(QuoteStatus.Expired),
            Status.IsNot(QuoteStatus.Revised),
        ],
        Unique = "the number of its live revision at its billing entity",
    };

    private static readonly RecordIndex<Quote> Numbers = new("numbers", NumberFold, Number, Id);
    private static readonly RecordIndex<Quote> Open = new("open", Status, LastDay, Id);
    private static readonly RecordIndex<Quote> Following = new("following", Status, PriceBehaviour, Id);

    internal static RecordType<Quote> Type { get; } = new("quote", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByOpportunity, Revisions, Live, Numbers, Open, Following);

    /// <summary>The revisions of a number at an entity, the latest first.</summary>
    internal static Query<Quote> OfNumber(string number, Id<Sellers.BillingEntity> entity) => new(Revisions, Number.Is(number), Entity.Is(entity)) { Descending = true };

    /// <summary>Those of an opportunity, by date.</summary>
    internal static Query<Quote> OfOpportunity(Id<Opportunity> opportunity) => new(ByOpportunity, Opportunity.Is(opportunity));

    /// <summary>The active ones whose last day is before a day, in the order of last day and id.</summary>
    internal static Query<Quote> Overdue(LocalDate today) => new(Open, Status.Is(QuoteStatus.Active), LastDay.Before(today));

    /// <summary>Those for some customers, in no order.</summary>
    internal static Query<Quote> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, ServedCustomer.IsOneOf(customers));

    /// <summary>All drafts.</summary>
    internal static Query<Quote> AllDrafts { get; } = new(Following, Status.Is(QuoteStatus.Draft));

    /// <summary>The drafts whose prices follow the catalog, behind one, in the order of their ids.</summary>
    internal static Query<Quote> FollowingAfter(Id<Quote>? after) =>
        new(Following, [Status.Is(QuoteStatus.Draft), PriceBehaviour.Is(Catalog.PriceBehaviour.UseCurrent), .. after is { } last ? [Id.After(last)] : Array.Empty<Condition<Quote>>()]);

    /// <summary>Gives what is asked whatever the filter, for who sees only what is of some customers.</summary>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static IReadOnlyList<Condition<Quote>> SeenBy(IReadOnlyCollection<Id<Customer>>? own) => own is null ? [] : [ServedCustomer.IsOneOf(own), Status.IsNot(QuoteStatus.Draft)];

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own, who see what was activated; nothing when all are.</param>
    internal static Listing<Quote> Matching(QuoteFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Quote>>(SeenBy(own));
        where.AddIs(ServedCustomer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Entity, filter.BillingEntity);
        where.AddIs(Status, filter.Status);
        where.AddIs(Opportunity, filter.Opportunity);
        where.AddBetween(IssueDate, filter.From, filter.Through);
        var by = own is not null || filter.Customer is not null ? ByCustomer
            : filter.Opportunity is not null ? ByOpportunity
            : filter.Number is not null ? Numbers
            : ByDate;
        return new(by, where, ByDate.Columns, filter.Descending);
    }
}
