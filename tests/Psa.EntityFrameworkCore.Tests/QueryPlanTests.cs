using Microsoft.Data.Sqlite;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Quotes;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;
using Psa.TestKit;
using Psa.Usage;
using Psa.Work;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>Every declared query finds its rows in an index, in the order wanted: none reads a whole table or sorts, however much is stored.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly SqliteStore _store;

    public QueryPlanTests() => _store = new SqliteStore(_file.Path);

    public static TheoryData<string, string> Queries => new(RecordKind.All.SelectMany(kind => kind.Queries, (kind, query) => (kind.Type.Name, query)));

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_query_is_a_search_in_an_index(string kind, string query)
    {
        var plan = await PlanAsync(session => RecordKind.Named(kind).AskAsync(session, query));
        Assert.Contains("SEARCH", plan, StringComparison.Ordinal);
        Assert.Contains("tenant=?", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);

        // a list that the query brings along, or the few values found by jumping through the index
        Assert.All(plan.Split('\n'), step => Assert.False(
            step.StartsWith("SCAN", StringComparison.Ordinal) && step is not ("SCAN jump" or "SCAN head") && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal), step));
    }

    /// <summary>Filters, the index that serves them, and whether what it finds, which is little, is sorted for each page.</summary>
    public static TheoryData<string, object, string, bool> Filters => new()
    {
        { "customer", new CustomerFilter(), "numbers (tenant=?", false },
        { "customer", new CustomerFilter { Order = CustomerOrder.Name, Descending = true }, "names (tenant=?", false },
        { "customer", new CustomerFilter { NameContains = "bakery" }, "numbers (tenant=?", false },
        { "customer", new CustomerFilter { Number = "10001" }, "numbers (tenant=? AND number_fold=?", false },
        { "customer", new CustomerFilter { ExternalId = "a" }, "by_external_id (tenant=? AND external_id_fold=?", true },
        { "customer", new CustomerFilter { Payer = Some.Id<Customer>(1) }, "by_payer (tenant=? AND payer=?", true },
        { "contract", new ContractFilter(), "numbers (tenant=?", false },
        { "contract", new ContractFilter { Customer = Some.Id<Customer>(1) }, "by_customer (tenant=? AND customer=?", true },
        { "contract_part", new ContractPartFilter { Customer = Some.Id<Customer>(1) }, "by_customer (tenant=? AND customer=?", false },
        { "contract_part", new ContractPartFilter { Product = Some.Id<Product>(1) }, "by_product (tenant=? AND product=?", false },
        { "product", new ProductFilter { Order = ProductOrder.Name }, "names (tenant=?", false },
        { "product", new ProductFilter { ServiceCode = "a" }, "services (tenant=? AND service_code_fold=?", true },
        { "invoice", new InvoiceFilter { Descending = true }, "by_date (tenant=?", false },
        { "invoice", new InvoiceFilter { IssuedFrom = Some.Day, IssuedThrough = Some.Day }, "by_date (tenant=? AND issue_date>? AND issue_date<?)", false },
        { "invoice", new InvoiceFilter { Customer = Some.Id<Customer>(1), Descending = true }, "by_customer (tenant=? AND customer=?", false },
        { "invoice", new InvoiceFilter { Order = InvoiceOrder.Number }, "numbers (tenant=?", false },
        { "invoice", new InvoiceFilter { Number = "INV-1" }, "numbers (tenant=? AND number_fold=?", true },
        { "invoice", new InvoiceFilter { Run = Some.Id<BillingRun>(1) }, "by_run (tenant=? AND run=?", false },
        { "sales_item", new SalesItemFilter { Descending = true }, "by_date (tenant=?", false },
        { "sales_item", new SalesItemFilter { Status = SalesItemStatus.Pending }, "open_by_date (tenant=?", false },
        { "sales_item", new SalesItemFilter { Customer = Some.Id<Customer>(1) }, "by_date (tenant=? AND billing_date=? AND customer=?", false },
        { "sales_item", new SalesItemFilter { Customer = Some.Id<Customer>(1), Status = SalesItemStatus.Draft }, "open (tenant=? AND status=? AND customer=?", false },
        { "sales_item", new SalesItemFilter { Run = Some.Id<BillingRun>(1) }, "by_run (tenant=? AND run=?", false },
        { "sales_item", new SalesItemFilter { Invoice = Some.Id<Invoice>(1) }, "by_invoice (tenant=? AND invoice=?", true },
        { "billing_run", new BillingRunFilter { Descending = true }, "all_by_time (tenant=?", false },
        { "billing_run", new BillingRunFilter { BillingEntity = Some.Id<BillingEntity>(1) }, "by_time (tenant=? AND billing_entity=?", false },
        { "usage", new UsageFilter { Customer = Some.Id<Customer>(1), From = Some.Day }, "by_customer (tenant=? AND customer=? AND date>?", false },
        { "usage_delivery", new UsageDeliveryFilter(), "by_scope (tenant=?", false },
        { "opportunity", new OpportunityFilter(), "names (tenant=?", false },
        { "opportunity", new OpportunityFilter { Customer = Some.Id<Customer>(1) }, "by_customer (tenant=? AND customer=?", false },
        { "quote", new QuoteFilter { Descending = true }, "by_date (tenant=?", false },
        { "quote", new QuoteFilter { Customer = Some.Id<Customer>(1), From = Some.Day }, "by_customer (tenant=? AND served_customer=? AND issue_date>?", false },
        { "quote", new QuoteFilter { Opportunity = Some.Id<Opportunity>(1) }, "by_opportunity (tenant=? AND opportunity=?", false },
        { "quote", new QuoteFilter { Number = "Q-1" }, "numbers (tenant=? AND number_fold=?", true },
        { "order", new OrderFilter { Descending = true }, "by_date (tenant=?", false },
        { "order", new OrderFilter { Customer = Some.Id<Customer>(1), From = Some.Day }, "by_customer (tenant=? AND served_customer=? AND issue_date>?", false },
        { "order", new OrderFilter { Quote = Some.Id<Quote>(1) }, "by_quote (tenant=? AND quote=?", false },
        { "order", new OrderFilter { Number = "O-1" }, "numbers (tenant=? AND number_fold=?", true },
        { "deposit", new DepositFilter { Descending = true }, "by_date (tenant=?", false },
        { "deposit", new DepositFilter { Order = Some.Id<Order>(1) }, "by_order (tenant=? AND order=?", false },
        { "deposit", new DepositFilter { Customer = Some.Id<Customer>(1) }, "by_customer (tenant=? AND served_customer=?", false },
        { "ticket", new TicketFilter { Descending = true }, "by_date (tenant=?", false },
        { "ticket", new TicketFilter { Customer = Some.Id<Customer>(1), From = Some.Day }, "by_customer (tenant=? AND customer=? AND opened_on>?", false },
        { "ticket", new TicketFilter { Number = "T-1" }, "numbers (tenant=? AND number_fold=?", true },
        { "ticket_comment", new TicketCommentFilter { Ticket = Some.Id<Ticket>(1) }, "by_ticket (tenant=? AND ticket=?", false },
        { "project", new ProjectFilter(), "by_date (tenant=?", false },
        { "project", new ProjectFilter { Customer = Some.Id<Customer>(1) }, "by_customer (tenant=? AND customer=?", false },
        { "project", new ProjectFilter { Number = "P-1" }, "numbers (tenant=? AND number_fold=?", true },
        { "time_entry", new TimeFilter { Descending = true }, "by_date (tenant=?", false },
        { "time_entry", new TimeFilter { Ticket = Some.Id<Ticket>(1) }, "by_ticket (tenant=? AND ticket=?", false },
        { "time_entry", new TimeFilter { Project = Some.Id<Project>(1) }, "by_project (tenant=? AND project=?", false },
        { "time_entry", new TimeFilter { User = Access.UserId.Of("ann") }, "by_user (tenant=? AND user=?", false },
        { "time_entry", new TimeFilter { Status = TimeStatus.Submitted }, "by_status (tenant=? AND status=?", false },
    };

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public async Task Every_page_of_a_list_is_a_search_in_an_index(string kind, object filter, string index, bool isSorted)
    {
        var plans = (await PlanAsync(session => RecordKind.Named(kind).AskListAsync(session, filter))).Split('\n').ToList();
        Assert.Contains(plans, step => step.Contains($"ix_psa_{kind}_{index}", StringComparison.Ordinal));

        // a place may be found in another index that has more of its columns, and the days to jump to in one that has little else
        var name = index[..(index.IndexOf(' ', StringComparison.Ordinal) + 1)];
        Assert.All(plans.Where(step => step.StartsWith("SEARCH", StringComparison.Ordinal)), step => Assert.True(
            step.Contains($"ix_psa_{kind}_{name}", StringComparison.Ordinal) || step.Contains("number=?", StringComparison.Ordinal) || step.Contains("=? AND id>?)", StringComparison.Ordinal)
            || step.Contains("COVERING INDEX", StringComparison.Ordinal), step));
        Assert.True(isSorted || !plans.Exists(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)));
        Assert.DoesNotContain(plans, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && step is not ("SCAN jump" or "SCAN head" or "SCAN found"));
    }

    [Fact]
    public async Task Events_are_found_by_their_place_their_record_and_their_kind()
    {
        Assert.Contains("(tenant=? AND sequence>?)", await PlanAsync(session => session.Events.ReadAfterAsync(5).CountAsync()), StringComparison.Ordinal);
        Assert.Contains("ix_psa_event_by_record (tenant=? AND record_id=? AND sequence>?)", await PlanAsync(session => session.Events.ReadAfterAsync(5, new() { RecordId = Guid.AllBitsSet }).CountAsync()), StringComparison.Ordinal);
        Assert.Contains("ix_psa_event_by_whole (tenant=? AND whole_id=? AND sequence>?)", await PlanAsync(session => session.Events.ReadAfterAsync(5, new() { WholeId = Guid.AllBitsSet }).CountAsync()), StringComparison.Ordinal);
        foreach (var (filter, index) in new[] { (new EventFilter(), "(tenant=? AND sequence<?)"), (new() { RecordId = Guid.AllBitsSet }, "by_record (tenant=? AND record_id=? AND sequence<?)"), (new() { WholeId = Guid.AllBitsSet }, "by_whole (tenant=? AND whole_id=? AND sequence<?)"), (new() { Kind = "x" }, "by_kind (tenant=? AND kind=? AND sequence<?)") })
        {
            var plan = await PlanAsync(session => session.Events.ReadBeforeAsync(500, 10, filter).CountAsync());
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }

        Assert.Contains("ix_psa_event_by_kind (tenant=? AND kind=? AND sequence>?)", await PlanAsync(session => session.Events.ReadAfterAsync(5, new() { Kind = "x" }).CountAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_are_found_without_passing_what_is_issued() =>
        Assert.Contains("ix_psa_invoice_drafts_of_run", await PlanAsync(session => RecordKind.Named("invoice").AskAsync(session, "DraftsOfRun")), StringComparison.Ordinal);

    [Fact]
    public async Task Usage_and_items_of_other_days_are_not_even_looked_at()
    {
        Assert.Contains("(tenant=? AND customer=? AND date>? AND date<?)", await PlanAsync(session => RecordKind.Named("usage").AskAsync(session, "OfCustomers")), StringComparison.Ordinal);
        Assert.Contains("(tenant=? AND period_start=? AND source=? AND source_id=?)", await PlanAsync(session => RecordKind.Named("sales_item").AskAsync(session, "OfSource")), StringComparison.Ordinal);
    }

    private async Task<string> PlanAsync(Func<IPsaSession, ValueTask<int>> ask) => await PlanAsync(async session => { await ask(session); });

    private async Task<string> PlanAsync(Func<IPsaSession, Task> ask)
    {
        await using var session = await _store.OpenAsync(Some.Tenant(), TestContext.Current.CancellationToken);
        using var plans = new Plans(_store.Database, Explain);
        await ask(session);
        Assert.NotEmpty(plans.All);
        return string.Join('\n', plans.All);
    }

    private string Explain(Question question)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
#pragma warning disable CA2100 // the library's own
        using var command = new SqliteCommand("EXPLAIN QUERY PLAN " + question.Text, connection);
#pragma warning restore CA2100
        for (var n = 1; n <= question.Values.Count; n++)
        {
            // a plan depends on no value
            command.Parameters.AddWithValue($"?{n}", DBNull.Value);
        }

        return Plans.Read(command, 3);
    }
}
