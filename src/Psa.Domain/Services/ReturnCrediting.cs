using System.Linq;
using NodaTime;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Orders;
using Psa.Returns;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Gives customers their money for what comes back, and charges it again when it doesn't after all.</summary>
internal static class ReturnCrediting
{
    /// <summary>Settles a return for its money: what no issued invoice bills isn't billed, the rest is given back by drafts of credit notes.</summary>
    internal static async Task<GoodsReturn> CreditAsync(this Step step, GoodsReturn before, DemandInHand hand, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        if (before.IsSettled || before.Kind != ReturnKind.Return)
        {
            return before;
        }

        var items = await hand.ItemsAsync(step, cancellationToken).ConfigureAwait(false);
        var issued = await DemandInHand.IssuedAsync(step, items, cancellationToken).ConfigureAwait(false);
        var billable = hand.Charge is { } charge ? ChargeItems.UpTo(charge, hand.Demand.Delivered(), items) : OrderInvoicing.MostOf(hand.Order!, hand.Demand.Source.Line);
        var own = hand.Charge is { IsFree: true } ? [] : ReturnCredits.Of(before.Quantity(), billable, issued.Keys);
        var notes = await step.DraftAsync(before, own, issued, drafts, cancellationToken).ConfigureAwait(false);
        var changed = own.ConvertAll(static one => one.Item with { Returned = one.Item.Returned + one.Quantity });
        var withdrawn = await step.SettleAsync(hand, before.Quantity(), changed, items, drafts, ids, wanted: 0m, cancellationToken).ConfigureAwait(false);
        return before with
        {
            IsSettled = true,
            Withdrawn = withdrawn,
            Credits = own.ConvertAll(one => new ReturnCredit(one.Item.Id, one.Quantity, notes.TryGetValue(issued[one.Item].Id, out var note) ? note : null)).ToValueList(),
        };
    }

    /// <summary>Takes that back, since the goods don't come: drafts are deleted, and what issued credit notes gave back is charged again.</summary>
    internal static async Task<GoodsReturn> ChargeAgainAsync(this Step step, GoodsReturn before, DemandInHand hand, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        if (!before.IsSettled)
        {
            return before;
        }

        var again = new Dictionary<Id<SalesItem>, Money>();
        foreach (var id in before.Credits.AsEnumerable().Select(static credit => credit.CreditNote).OfType<Id<Invoice>>().Distinct())
        {
            if (await step.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } note)
            {
                continue;
            }

            if (note.Status == InvoiceStatus.Draft)
            {
                await CreditNoteDrafts.DeleteAsync(step, note, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var invoice = await step.Of<Invoice>().RequireAsync(note.Credit!.Invoice, cancellationToken).ConfigureAwait(false);
            var credited = await CreditNoteDrafts.ItemsAsync(step, invoice, await step.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            foreach (var (item, amount) in credited.CreditedOf(note))
            {
                again[item.Id] = amount;
            }
        }

        var items = await hand.ItemsAsync(step, cancellationToken).ConfigureAwait(false);
        var changed = new List<SalesItem>();
        foreach (var credit in before.Credits)
        {
            var item = items.Find(one => one.Id == credit.Item)!;
            changed.Add(item with
            {
                Returned = item.Returned - credit.Quantity,
                ChargedAgain = again.TryGetValue(item.Id, out var amount) ? item.ChargedAgain is { } earlier ? earlier + amount : amount : item.ChargedAgain,
            });
        }

        await step.SettleAsync(hand, -before.Quantity(), changed, items, drafts, ids, before.Withdrawn, cancellationToken).ConfigureAwait(false);
        return before with { IsSettled = false };
    }

    private static async Task<Dictionary<Id<Invoice>, Id<Invoice>>> DraftAsync(
        this Step step, GoodsReturn before, List<(SalesItem Item, decimal Quantity)> own, Dictionary<SalesItem, Invoice> issued, CreditNoteDrafts drafts, CancellationToken cancellationToken)
    {
        var (lines, left) = (new List<(Id<Invoice>, CreditLine, Money)>(), new Dictionary<Id<Invoice>, CreditableInvoice>());
        foreach (var (item, quantity) in own)
        {
            var invoice = issued[item];
            if (!left.TryGetValue(invoice.Id, out var open))
            {
                var balance = await step.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
                open = CreditedParts.Left(invoice, balance, (await CreditNoteDrafts.ItemsAsync(step, invoice, balance, cancellationToken).ConfigureAwait(false)).BorneLeft);
                left.Add(invoice.Id, open);
            }

            if (ReturnCredits.LineOf(invoice, open, item, quantity) is { } credit)
            {
                lines.Add((invoice.Id, credit.Line, credit.Amount));
            }
        }

        var notes = new Dictionary<Id<Invoice>, Id<Invoice>>();
        foreach (var ofInvoice in ReturnCredits.AtMost(lines, before.MostCredited).GroupBy(static line => line.Invoice))
        {
            var note = await drafts.DraftAsync(step, new() { Invoice = ofInvoice.Key, Reason = before.Reason, Lines = [.. ofInvoice.Select(static line => line.Line)] }, cancellationToken).ConfigureAwait(false);
            notes.Add(ofInvoice.Key, note.Id);
        }

        return notes;
    }

    // how much was taken off what is invoiced of an order
    private static async Task<decimal> SettleAsync(
        this Step step, DemandInHand hand, decimal returned, List<SalesItem> changed, List<SalesItem> items, CreditNoteDrafts drafts, IIdGenerator ids, decimal wanted, CancellationToken cancellationToken)
    {
        var noted = 0m;
        foreach (var item in changed)
        {
            noted += item.Released ? 0m : item.Returned - items.Find(one => one.Id == item.Id)!.Returned;
            step.Keep(step.Of<SalesItem>().Update(item));
        }

        if (hand.Charge is { } charge)
        {
            var now = step.Of<StockCharge>().Update(charge with { Returned = charge.Returned + returned });
            await step.SettleAsync(now, hand.Demand.Delivered(), items.ConvertAll(item => step.Items.GetValueOrDefault(item.Id, item)), cancellationToken).ConfigureAwait(false);
            return 0m;
        }

        var (before, line) = (hand.Order!, OrderedLine.At(hand.Order!, hand.Demand.Source.Line));
        var quantities = before.Quantities[line.Place];
        var after = line.With(before, quantities with { Returned = quantities.Returned + returned, Noted = quantities.Noted + noted });
        var upTo = OrderInvoicing.Settled(after);
        upTo[line.Place] = Math.Min(OrderInvoicing.MostOf(after, line.Place), upTo[line.Place] + wanted);
        var settled = await step.SettleAsync(before, after, drafts, ids, cancellationToken, upTo).ConfigureAwait(false);
        return quantities.Invoiced - settled.Quantities[line.Place].Invoiced;
    }
}
