using Psa.Payments;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>What becomes of an invoice: a part of it is credited, its direct debit bounces, a payment in advance pays another, and the statement of account shows it all.</summary>
internal static class AftermathStep
{
    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        if (context.World.Aftermath is not { } aftermath || context.Through != context.World.Through || await FindAsync(context, aftermath.Customer, cancellationToken) is not { } invoice)
        {
            return;
        }

        context.Screen.Step($"What becomes of {invoice.Number} for {invoice.Buyer.Name}");
        var note = await CreditAsync(context, aftermath, invoice, cancellationToken);
        await BounceAsync(context, invoice, invoice.Totals.Payable - note.Totals.Payable, cancellationToken);
        await PayInAdvanceAsync(context, aftermath, invoice, cancellationToken);
        await StateAsync(context, invoice, cancellationToken);
    }

    private static async Task<Invoice?> FindAsync(DemoContext context, Id<Customer> customer, CancellationToken cancellationToken) =>
        await PageRequest.AllAsync(page => context.Invoices.ListAsync(context.Actor, new() { Customer = customer, Kind = InvoiceKind.Invoice, IssuedFrom = context.Through, Order = InvoiceOrder.Number }, page, cancellationToken), cancellationToken)
            .FirstOrDefaultAsync(invoice => invoice.Run is not null, cancellationToken);

    // one unit of the first line: its tax follows, and no run gives it back again
    private static async Task<Invoice> CreditAsync(DemoContext context, Aftermath aftermath, Invoice invoice, CancellationToken cancellationToken)
    {
        var wanted = new NewCreditNote { Id = aftermath.CreditNote, Invoice = invoice.Id, Reason = "one server was turned off in February", Date = invoice.IssueDate, Lines = [new(0, Quantity: 1m)] };
        var draft = await context.CreditNotes.DraftAsync(context.Actor, wanted, cancellationToken);
        var note = await context.CreditNotes.IssueAsync(context.Actor, draft.Id, cancellationToken: cancellationToken);
        context.Screen.Say($"{note.Number} credits 1 of {invoice.Lines[0].Quantity:0} × {invoice.Lines[0].Text}, {note.Credit!.Reason}: {note.Totals.TotalWithoutTax} and {note.Totals.TaxTotal} tax.");
        return note;
    }

    private static async Task BounceAsync(DemoContext context, Invoice invoice, Money due, CancellationToken cancellationToken)
    {
        var debit = new NewPayment { Key = $"debit of {invoice.Number}", Amount = due, Date = invoice.DueDate, Method = PaymentMethod.DirectDebit, Parts = [new(invoice.Id, due)] };
        var paid = await context.Payments.RecordAsync(context.Actor, debit, cancellationToken);
        await context.Payments.ReverseAsync(
            context.Actor, new() { Key = $"return of {invoice.Number}", Payment = paid[0].Id, Date = invoice.DueDate.PlusDays(2), Reason = "bounced: account closed" }, cancellationToken);
        var balance = await context.Payments.BalanceAsync(context.Actor, invoice.Id, cancellationToken);
        context.Screen.Say($"A direct debit of {due} bounces: {balance!.Open} is open again, {balance.Status.Name}.");
    }

    private static async Task PayInAdvanceAsync(DemoContext context, Aftermath aftermath, Invoice invoice, CancellationToken cancellationToken)
    {
        var advance = new NewPayment { Key = $"advance of {invoice.CustomerNumber}", Amount = Money.Of(50m, invoice.Currency), Date = invoice.IssueDate, Payer = invoice.Customer, BillingEntity = context.Entity };
        await context.Payments.RecordAsync(context.Actor, advance, cancellationToken);
        var content = new InvoiceContent { IssueDate = invoice.IssueDate, Lines = [new() { Text = "Visit on site", Quantity = 1.5m, Unit = "HUR", UnitPrice = UnitPrice.Of(80m, invoice.Currency) }] };
        var draft = await context.Invoices.DraftAsync(context.Actor, new() { Id = aftermath.Visit, Customer = aftermath.Customer, Content = content }, cancellationToken);
        var visit = await context.Invoices.IssueAsync(context.Actor, draft.Id, cancellationToken: cancellationToken);
        context.Screen.Say($"{visit.Number} for a visit comes to {visit.Totals.TotalWithTax}: {visit.Totals.Prepaid} were paid in advance, {visit.Totals.Payable} are due.");
    }

    private static async Task StateAsync(DemoContext context, Invoice invoice, CancellationToken cancellationToken)
    {
        var (from, through) = (invoice.IssueDate.With(DateAdjusters.StartOfMonth), invoice.DueDate.PlusDays(2));
        var statement = await context.Accounts.StatementAsync(context.Actor, invoice.Customer, context.Entity, invoice.Currency, from, through, cancellationToken);
        context.Screen.Say($"Statement of account, {from:R} to {through:R}: opening balance {statement.Opening}, closing balance {statement.Closing}.");
        context.Screen.Table(["date", "what", "document", ">amount", ">balance"], statement.Lines.AsEnumerable().Select(Row));
    }

    private static string[] Row(StatementLine line) =>
        [$"{line.Date:R}", line.DocumentKind?.ToString() ?? $"{line.EntryKind}", line.Number ?? "in advance", line.Amount.AmountText(), line.Balance.AmountText()];
}
