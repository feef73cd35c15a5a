using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Contracts;
using Psa.Domain.Tests.Payments;
using Psa.Domain.Tests.Quotes;
using Psa.Domain.Tests.Services;
using Psa.Invoices;
using Psa.Lists;
using Psa.Orders;
using Psa.Quotes;
using Psa.Services;
using Psa.Storage;
using Psa.Work;

namespace Psa.Domain.Tests.Lists;

/// <summary>The lists of invoices, contracts, tickets, quotes and orders as a test reads them: their fields, and records by chance.</summary>
internal static class RecordLists
{
    private static readonly string[] Progress = ["None", "Part", "Full"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<IRecordWorld> MakeAsync(ListKind list, Random random, int count, string? store = null)
    {
        var dice = new Dice(random);
        return list switch
        {
            ListKind.Invoices => RecordWorld<Invoice>.MakeAsync(dice, Invoices(dice), _ => AnInvoice(dice), static (on, request, page) => Service<InvoiceService>(on).SearchAsync(AnOffice.Ann, request, page, Token), count, store),
            ListKind.Contracts => RecordWorld<Contract>.MakeAsync(dice, Contracts(dice), _ => AContractOf(dice), static (on, request, page) => Service<ContractService>(on).SearchAsync(AnOffice.Ann, request, page, Token), count, store),
            ListKind.Tickets => RecordWorld<Ticket>.MakeAsync(dice, Tickets(dice), _ => ATicket(dice), static (on, request, page) => Service<TicketService>(on).SearchAsync(AnOffice.Ann, request, page, Token), count, store),
            ListKind.Quotes => RecordWorld<Quote>.MakeAsync(dice, Quotes(dice), _ => AQuote(dice), static (on, request, page) => Service<QuoteService>(on).SearchAsync(AnOffice.Ann, request, page, Token), count, store),
            _ => RecordWorld<Order>.MakeAsync(dice, Orders(dice), _ => AnOrder(dice), static (on, request, page) => Service<OrderService>(on).SearchAsync(AnOffice.Ann, request, page, Token), count, store),
        };
    }

    private static T Service<T>(IPsaStore store) => (T)ServiceFactory.Create(typeof(T), store, new TestClock(default), new OrderedIdGenerator(new TestClock(default)));

    private static PlainField<T> Field<T>(string name, string kind, Func<T, object?> read) => new(name, kind, one => [read(one)]);

    private static PlainField<T> Choice<T>(string name, string[] choices, Func<T, string?> read) => new(name, "choice", one => [read(one) is { } choice ? Array.IndexOf(choices, choice) : null], Choices: choices);

    private static decimal Age(LocalDate date) => (decimal)Period.DaysBetween(date, ListedWorld.Day);

    private static PlainField<T>[] OfLines<T>(Func<T, ValueList<DocumentLine>> lines) =>
    [
        new("product", "id", one => [.. lines(one).Select(static line => (object?)line.Product?.Value)], IsMany: true),
        new("lineText", "text", one => [.. lines(one).Select(static line => line.Text)], IsMany: true),
    ];

    private static PlainList<Invoice> Invoices(Dice dice) => new(
        "issueDate",
        ["number", "customerName", "lineText"],
        [
            Field<Invoice>("number", "text", static one => one.Number),
            Choice<Invoice>("documentKind", ["Invoice", "CreditNote"], static one => one.Kind.ToString()),
            Choice<Invoice>("status", ["Draft", "Issued", "Deleted"], static one => one.Status.Name),
            Field<Invoice>("customer", "id", static one => one.Customer.Value),
            Field<Invoice>("customerName", "text", one => dice.NameOf(one.Customer)),
            Field<Invoice>("billingEntity", "id", static one => one.BillingEntity.Value),
            Field<Invoice>("run", "id", static one => one.Run?.Value),
            Field<Invoice>("issueDate", "date", static one => one.IssueDate),
            Field<Invoice>("dueDate", "date", static one => one.DueDate),
            Field<Invoice>("age", "number", static one => Age(one.IssueDate)),
            Field<Invoice>("currency", "text", static one => one.Currency.Code),
            Field<Invoice>("net", "money", static one => one.Totals.TotalWithoutTax),
            Field<Invoice>("total", "money", static one => one.Totals.TotalWithTax),
            Field<Invoice>("title", "text", static one => one.Title),
            Field<Invoice>("purchaseOrderNumber", "text", static one => one.PurchaseOrderNumber),
            Field<Invoice>("held", "truth", static one => one.Hold is not null),
            .. OfLines<Invoice>(static one => one.Lines),
        ]);

    private static PlainList<Contract> Contracts(Dice dice) => new(
        "number",
        ["number", "name", "customerName"],
        Field<Contract>("number", "text", static one => one.Number),
        Field<Contract>("name", "text", static one => one.Name),
        Choice<Contract>("status", ["Draft", "Active", "Suspended", "Terminated", "Expired", "Discarded"], static one => one.Status.Name),
        Field<Contract>("customer", "id", static one => one.Customer.Value),
        Field<Contract>("customerName", "text", one => dice.NameOf(one.Customer)),
        Field<Contract>("billingEntity", "id", static one => one.BillingEntity.Value),
        Field<Contract>("currency", "text", static one => one.Currency.Code),
        Field<Contract>("effectiveFrom", "date", static one => one.EffectiveFrom),
        Field<Contract>("lastDay", "date", static one => one.LastDay),
        Field<Contract>("purchaseOrderNumber", "text", static one => one.PurchaseOrderNumber),
        Field<Contract>("separateInvoice", "truth", static one => one.SeparateInvoice),
        Field<Contract>("renews", "truth", static one => one.Renewal is not null),
        Field<Contract>("terminated", "truth", static one => one.Termination is not null));

    private static PlainList<Ticket> Tickets(Dice dice) => new(
        "openedOn",
        ["number", "title", "customerName"],
        Field<Ticket>("number", "text", static one => one.Number),
        Field<Ticket>("title", "text", static one => one.Title),
        Choice<Ticket>("status", ["New", "InProgress", "Waiting", "Solved", "Closed", "Reopened"], static one => one.Status.Name),
        Choice<Ticket>("waitingFor", ["Customer", "Vendor", "Approval"], static one => one.WaitingFor?.ToString()),
        Choice<Ticket>("priority", ["Low", "Normal", "High", "Urgent"], static one => one.Priority.ToString()),
        Field<Ticket>("category", "text", static one => one.Category),
        Field<Ticket>("customer", "id", static one => one.Customer.Value),
        Field<Ticket>("customerName", "text", one => dice.NameOf(one.Customer)),
        Field<Ticket>("contact", "id", static one => one.Contact?.Value),
        Field<Ticket>("openedOn", "date", static one => one.OpenedOn),
        Field<Ticket>("age", "number", static one => Age(one.OpenedOn)),
        Field<Ticket>("openedBy", "text", static one => one.OpenedBy.Value),
        Field<Ticket>("free", "truth", static one => one.IsFree),
        Field<Ticket>("part", "id", static one => one.Part?.Value),
        Field<Ticket>("activity", "id", static one => one.Activity?.Value));

    private static PlainList<Quote> Quotes(Dice dice) => new(
        "issueDate",
        ["number", "customerName", "lineText"],
        [
            Field<Quote>("number", "text", static one => one.Number),
            Field<Quote>("revision", "number", static one => (decimal)one.Revision),
            Choice<Quote>("status", ["Draft", "Active", "Won", "Lost", "Canceled", "Expired", "Revised", "Discarded"], static one => one.Status.Name),
            Field<Quote>("customer", "id", static one => one.ServedCustomer.Value),
            Field<Quote>("customerName", "text", one => dice.NameOf(one.ServedCustomer)),
            Field<Quote>("payer", "id", static one => one.Customer.Value),
            Field<Quote>("billingEntity", "id", static one => one.BillingEntity.Value),
            Field<Quote>("opportunity", "id", static one => one.Opportunity?.Value),
            Field<Quote>("issueDate", "date", static one => one.IssueDate),
            Field<Quote>("lastDay", "date", static one => one.LastDay),
            Field<Quote>("closedOn", "date", static one => one.ClosedOn),
            Field<Quote>("age", "number", static one => Age(one.IssueDate)),
            Field<Quote>("currency", "text", static one => one.Currency.Code),
            Field<Quote>("net", "money", static one => one.Totals.TotalWithoutTax),
            Field<Quote>("total", "money", static one => one.Totals.TotalWithTax),
            Field<Quote>("title", "text", static one => one.Title),
            Field<Quote>("author", "text", static one => one.AuthorName),
            Field<Quote>("purchaseOrderNumber", "text", static one => one.PurchaseOrderNumber),
            .. OfLines<Quote>(static one => one.Lines),
        ]);

    private static PlainList<Order> Orders(Dice dice) => new(
        "issueDate",
        ["number", "customerName", "lineText"],
        [
            Field<Order>("number", "text", static one => one.Number),
            Choice<Order>("status", ["Active", "Submitted", "Closed", "Canceled"], static one => one.Status.Name),

            // each order has one quantity for all its lines of two
            Choice<Order>("fulfilment", Progress, static one => Progress[(int)one.Quantities[0].Shipped]),
            Choice<Order>("invoicing", Progress, static one => Progress[(int)one.Quantities[0].Invoiced]),
            Field<Order>("customer", "id", static one => one.ServedCustomer.Value),
            Field<Order>("customerName", "text", one => dice.NameOf(one.ServedCustomer)),
            Field<Order>("payer", "id", static one => one.Customer.Value),
            Field<Order>("billingEntity", "id", static one => one.BillingEntity.Value),
            Field<Order>("quote", "id", static one => one.Quote?.Value),
            Field<Order>("opportunity", "id", static one => one.Opportunity?.Value),
            Field<Order>("issueDate", "date", static one => one.IssueDate),
            Field<Order>("submittedOn", "date", static one => one.SubmittedOn),
            Field<Order>("age", "number", static one => Age(one.IssueDate)),
            Field<Order>("currency", "text", static one => one.Currency.Code),
            Field<Order>("net", "money", static one => one.Totals.TotalWithoutTax),
            Field<Order>("total", "money", static one => one.Totals.TotalWithTax),
            Field<Order>("title", "text", static one => one.Title),
            Field<Order>("purchaseOrderNumber", "text", static one => one.PurchaseOrderNumber),
            .. OfLines<Order>(static one => one.Lines),
        ]);

    private static Invoice AnInvoice(Dice dice)
    {
        var currency = dice.Any(ListedWorld.Currencies);
        var document = Issued.Document("N", dice.Toss() ? InvoiceKind.Invoice : InvoiceKind.CreditNote, dice.Day(), Money.Of(1m, currency));
        return document with
        {
            Id = dice.Id<Invoice>(),
            Tenant = AnOffice.Tenant,
            Version = 0,
            Number = dice.Next(4) == 0 ? null : dice.Number(),
            Status = dice.Any(InvoiceStatus.Draft, InvoiceStatus.Issued, InvoiceStatus.Deleted),
            Customer = dice.Customer(),
            BillingEntity = new(ListedWorld.Guid(dice.Next(2))),
            Run = dice.Few<Psa.Runs.BillingRun>(),
            DueDate = dice.Day(),
            Title = dice.TextOrNone(),
            PurchaseOrderNumber = dice.TextOrNone(),
            Hold = dice.Toss() ? null : new("wait", "Ann", default),
            Lines = dice.Lines(currency),
            Totals = document.Totals with { TotalWithoutTax = dice.Amount(currency), TotalWithTax = dice.Amount(currency) },
        };
    }

    private static Contract AContractOf(Dice dice) => AContract.Active with
    {
        Id = dice.Id<Contract>(),
        Tenant = AnOffice.Tenant,
        Number = dice.Number(),
        Name = dice.Text(),
        Status = dice.Any(ContractStatus.All.AsEnumerable()),
        Customer = dice.Customer(),
        BillingEntity = new(ListedWorld.Guid(dice.Next(2))),
        Currency = dice.Any(ListedWorld.Currencies),
        EffectiveFrom = dice.Day(),
        LastDay = dice.DayOrNone(),
        PurchaseOrderNumber = dice.TextOrNone(),
        SeparateInvoice = dice.Toss(),
        Renewal = dice.Toss() ? null : new(12, 30),
        Termination = dice.Toss() ? null : new(dice.Day(), "gone"),
    };

    private static Ticket ATicket(Dice dice) => new()
    {
        Id = dice.Id<Ticket>(),
        Tenant = AnOffice.Tenant,
        Number = dice.Number(),
        Title = dice.Text(),
        Status = dice.Any(TicketStatus.All.AsEnumerable()),
        WaitingFor = dice.Toss() ? null : dice.Any(Enum.GetValues<TicketWaiting>()),
        Priority = dice.Any(Enum.GetValues<TicketPriority>()),
        Category = dice.TextOrNone(),
        Customer = dice.Customer(),
        Contact = dice.Few<Contact>(),
        OpenedOn = dice.Day(),
        OpenedBy = UserId.Of(dice.Any("ann", "Ann", "bo")),
        IsFree = dice.Toss(),
        Part = dice.Few<ContractPart>(),
        Activity = dice.Few<Product>(),
    };

    private static Quote AQuote(Dice dice)
    {
        var currency = dice.Any(ListedWorld.Currencies);
        var quote = AWonQuote.Of([]);
        return quote with
        {
            Id = dice.Id<Quote>(),
            Tenant = AnOffice.Tenant,
            Number = dice.Next(4) == 0 ? null : dice.Number(),
            Revision = dice.Next(3),
            Status = dice.Any(QuoteStatus.All.AsEnumerable()),
            ServedCustomer = dice.Customer(),
            Customer = dice.Customer(),
            BillingEntity = new(ListedWorld.Guid(dice.Next(2))),
            Opportunity = dice.Few<Opportunity>(),
            IssueDate = dice.Day(),
            LastDay = dice.Day(),
            ClosedOn = dice.DayOrNone(),
            Currency = currency,
            Title = dice.TextOrNone(),
            AuthorName = dice.Text(),
            PurchaseOrderNumber = dice.TextOrNone(),
            Lines = dice.Lines(currency),
            Totals = quote.Totals with { TotalWithoutTax = dice.Amount(currency), TotalWithTax = dice.Amount(currency) },
        };
    }

    private static Order AnOrder(Dice dice)
    {
        var currency = dice.Any(ListedWorld.Currencies);
        var quote = AWonQuote.Of([AWonQuote.Line(1m, 10m)]);
        var order = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], []));
        var (lines, quantity) = (dice.Lines(currency, atLeast: 1), new OrderQuantities(dice.Next(3), 0m, dice.Next(3)));
        return order with
        {
            Id = dice.Id<Order>(),
            Tenant = AnOffice.Tenant,
            Number = dice.Next(4) == 0 ? null : dice.Number(),
            Status = dice.Any(OrderStatus.All.AsEnumerable()),
            ServedCustomer = dice.Customer(),
            Customer = dice.Customer(),
            BillingEntity = new(ListedWorld.Guid(dice.Next(2))),
            Quote = dice.Few<Quote>(),
            Opportunity = dice.Few<Opportunity>(),
            IssueDate = dice.Day(),
            SubmittedOn = dice.DayOrNone(),
            Currency = currency,
            Title = dice.TextOrNone(),
            PurchaseOrderNumber = dice.TextOrNone(),
            Lines = lines,
            Quantities = [.. Enumerable.Repeat(quantity, lines.Count)],
            Totals = order.Totals with { TotalWithoutTax = dice.Amount(currency), TotalWithTax = dice.Amount(currency) },
        };
    }
}
