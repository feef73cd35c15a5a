namespace Psa.Architecture.Tests.Examples;

/// <summary>Credit notes of docs/credit-notes.md.</summary>
internal sealed class CreditExamples(Desk desk) : Example(desk)
{
    internal async Task Credited()
    {
        await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(49.50m) });
        var run = await BillWithoutPaperAsync(new(2026, 3, 1));
        var invoice = await runs.InvoicesAsync(actor, run.Id).SingleAsync();

        // begin
        var draft = await creditNotes.DraftAsync(actor, new() { Invoice = invoice.Id, Reason = "two were never set up", Lines = [new(0, Quantity: 2)] });
        var note = await creditNotes.IssueAsync(actor, draft.Id);
        WriteDocument(note);
        var left = await creditNotes.CreditableAsync(actor, invoice.Id);
        var balance = await payments.BalanceAsync(actor, invoice.Id);
        Write($"{note.Number} credits {invoice.Number}: {balance!.Open} are open, {left.Lines[0].Quantity} workplaces could still be credited.");

        // end
    }
}
