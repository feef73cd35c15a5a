using Psa.Invoices;
using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <content>What was paid, and came back.</content>
internal sealed partial class WorldMaking
{
    private async Task SettleAsync()
    {
        var invoices = new List<Invoice>();
        await using (var session = await office.Store.OpenAsync(tenant))
        {
            await foreach (var invoice in session.Of<Invoice>().QueryAsync(RecordType<Invoice>.All))
            {
                if (invoice.Customer == _first.Id && invoice.Status == InvoiceStatus.Issued && invoice.Kind == InvoiceKind.Invoice && invoice.Totals.Payable > Eur(100m))
                {
                    invoices.Add(invoice);
                }
            }
        }

        var (paid, open) = (invoices[0], invoices[1]);
        var all = (await office.Payments.BalanceAsync(_ann, paid.Id))!.Open;
        await office.Payments.RecordAsync(_ann, new() { Key = "bank 1", Amount = all + Eur(400m), Date = new(2026, 3, 10), Parts = [new(paid.Id, all)] });
        var bounced = await office.Payments.RecordAsync(_ann, new() { Key = "bank 2", Amount = Eur(40m), Date = new(2026, 3, 10), Reference = "INV", Parts = [new(open.Id, Eur(40m))] });
        await office.Payments.ReverseAsync(_ann, new() { Key = "bank 3", Payment = bounced[0].Id, Amount = Eur(15m), Date = new(2026, 3, 12), Reason = "bounced" });
        await office.Payments.ApplyCreditAsync(_ann, new() { Key = "desk 1", Payer = _first.Id, BillingEntity = Main, Invoice = open.Id, Amount = Eur(20m), Date = new(2026, 3, 13) });
        await office.Payments.WriteOffAsync(_ann, new() { Key = "desk 2", Invoice = open.Id, Amount = Eur(1m), Date = new(2026, 3, 13), Reason = "small" });
        await OweAsync(paid);
        await office.Payments.RefundAsync(_ann, new() { Key = "bank 4", Invoice = paid.Id, Amount = Eur(2m), Date = new(2026, 3, 14), Reason = "credited" });
        await office.Payments.MoveToCreditAsync(_ann, new() { Key = "desk 3", Invoice = paid.Id, Amount = Eur(3m), Date = new(2026, 3, 14) });
    }

    private async Task OweAsync(Invoice invoice)
    {
        var note = await office.CreditNotes.DraftAsync(_ann, new() { Invoice = invoice.Id, Reason = "too much", Amount = Eur(60m) });
        await office.CreditNotes.IssueAsync(_ann, note.Id);
    }

    private static Money Eur(decimal amount) => Money.Of(amount, Currency.EUR);
}
