using System.Linq;
using Psa.Documents;
using Psa.Events;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Orders;
using Psa.Returns;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Gives customers their money for what comes back, and charges it again when it doesn't after all.</summary>
internal static class ReturnCrediting
{
    /// <summary>Settles a return for its money: what no issued document bills isn't billed, the rest is given back by drafts of credit notes, and by an item where its document can't be credited.</summary>
    internal static async Task<GoodsReturn> CreditAsync(this Step step, GoodsReturn before, DemandInHand hand, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        if (before.IsSettled || before.Kind != ReturnKind.Return)
        {
            return before;
        }

        var (paid, _) = await step.PaidAsync(hand, cancellationToken).ConfigureAwait(false);
        return await step.CreditAsync(before, before.Quantity(), paid, drafts, ids, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settles what came back to be replaced for its money, once the charge by which others were to go out is canceled: as much as didn't. It is that of the charge by which the first goods were billed.</summary>
    /// <param name="step">The step.</param>
    /// <param name="canceled">The charge.</param>
    /// <param name="quantity">How much doesn't go out after all.</param>
    /// <param name="reason">Why.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task CreditInsteadAsync(
        this Step step, DemandInHand canceled, decimal quantity, string reason, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        var (hand, replaced) = await step.PaidAsync(canceled, cancellationToken).ConfigureAwait(false);
        if (replaced is { } back)
        {
            step.Append(EventKinds.ReturnChanged, back.Id, reason: reason);
            step.Of<GoodsReturn>().Update(await step.CreditAsync(back, quantity, hand, drafts, ids, cancellationToken).ConfigureAwait(false));
        }
    }

    // what goes out in place of what came back costs nothing: the money is that of the first goods
    private static async Task<(DemandInHand Hand, GoodsReturn? Replaced)> PaidAsync(this Step step, DemandInHand hand, CancellationToken cancellationToken)
    {
        var (paid, replaced) = (hand, default(GoodsReturn));
        while (paid.Charge is { } charge && await step.Of<GoodsReturn>().FirstAsync(GoodsReturnRecords.OfReplacement(charge.Id), cancellationToken).ConfigureAwait(false) is { } first)
        {
            (paid, replaced) = (await DemandInHand.ReadAsync(step, first.Source, cancellationToken).ConfigureAwait(false), first);
        }

        if (replaced is not null)
        {
            // whoever delivers it, or takes that back, meanwhile is met
            step.Of<Demand>().Update(paid.Demand);
        }

        return (paid, replaced);
    }

    private static async Task<GoodsReturn> CreditAsync(this Step step, GoodsReturn before, decimal quantity, DemandInHand hand, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        var items = await hand.ItemsAsync(step, cancellationToken).ConfigureAwait(false);
        var issued = await DemandInHand.IssuedAsync(step, items, cancellationToken).ConfigureAwait(false);
        var billable = hand.Charge is { } charge ? ChargeItems.UpTo(charge, hand.Demand.Delivered(), items) : OrderInvoicing.MostOf(hand.Order!, hand.Demand.Source.Line);
        var own = hand.Charge is { IsFree: true } ? [] : ReturnCredits.Of(quantity, billable, issued.Keys);
        var parts = new ReturnParts(step, issued);
        var held = ChargeItems.HeldOf(items);
        var left = Math.Min(held, billable - quantity + own.Sum(static one => one.Quantity));
        if (own is [var (first, _), ..] && left < held)
        {
            var (line, rounding) = (hand.Charge?.Line ?? hand.Order!.Lines[OrderedLine.At(hand.Order!, hand.Demand.Source.Line).Place], issued[first].Rounding);
            parts.TakeUnbilled(first, LineParts.UpTo(line, held, rounding) - LineParts.UpTo(line, left, rounding));
        }

        foreach (var (item, part) in own)
        {
            await parts.AddAsync(item, part, cancellationToken).ConfigureAwait(false);
        }

        var (notes, given, all) = await step.DraftAsync(before, parts.All, issued, drafts, cancellationToken).ConfigureAwait(false);
        var credits = own.ConvertAll(one => new ReturnCredit(one.Item.Id, one.Quantity, Find(notes, one.Item.Id), Find(parts.Less, one.Item.Id), Find(given, one.Item.Id)));
        var changed = own.Zip(credits, static (one, credit) => one.Item with
        {
            Returned = one.Item.Returned + one.Quantity,
            ChargedAgain = ReturnCredits.Sum(one.Item.ChargedAgain, -credit.ChargedLess),
            GivenBack = ReturnCredits.Sum(one.Item.GivenBack, credit.GivenBack),
        }).ToList();
        var withdrawn = await step.SettleAsync(hand, quantity, changed, items, drafts, ids, wanted: 0m, cancellationToken).ConfigureAwait(false);
        return before with { IsSettled = true, Withdrawn = withdrawn, Notes = [.. before.Notes, .. all], Credits = [.. before.Credits, .. credits] };
    }

    /// <summary>Takes that back, since the goods don't come: drafts are deleted, and what issued credit notes gave back is charged again.</summary>
    internal static async Task<GoodsReturn> ChargeAgainAsync(this Step step, GoodsReturn before, DemandInHand hand, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        if (!before.IsSettled)
        {
            return before;
        }

        var (paid, _) = await step.PaidAsync(hand, cancellationToken).ConfigureAwait(false);
        var items = await paid.ItemsAsync(step, cancellationToken).ConfigureAwait(false);
        var again = await step.UncreditAsync(before, cancellationToken).ConfigureAwait(false);
        var changed = new Dictionary<Id<SalesItem>, SalesItem>();
        foreach (var credit in before.Credits)
        {
            var item = changed.GetValueOrDefault(credit.Item) ?? items.Find(one => one.Id == credit.Item)!;
            changed[item.Id] = item with { Returned = item.Returned - credit.Quantity, ChargedAgain = ReturnCredits.Sum(item.ChargedAgain, credit.ChargedLess), GivenBack = ReturnCredits.Sum(item.GivenBack, -credit.GivenBack) };
        }

        foreach (var (id, amount) in again)
        {
            var item = changed.TryGetValue(id, out var known) ? known : items.Find(one => one.Id == id)!;
            changed[id] = item with { ChargedAgain = ReturnCredits.Sum(item.ChargedAgain, amount) };
        }

        await step.SettleAsync(paid, -before.Quantity(), [.. changed.Values], items, drafts, ids, before.Withdrawn, cancellationToken).ConfigureAwait(false);
        return before with { IsSettled = false };
    }

    private static T? Find<T>(Dictionary<Id<SalesItem>, T> of, Id<SalesItem> item)
        where T : struct => of.TryGetValue(item, out var found) ? found : null;

    // what issued notes gave back, by items; drafts are deleted
    private static async Task<Dictionary<Id<SalesItem>, Money>> UncreditAsync(this Step step, GoodsReturn before, CancellationToken cancellationToken)
    {
        var again = new Dictionary<Id<SalesItem>, Money>();
        foreach (var id in before.Notes)
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
                again[item.Id] = again.TryGetValue(item.Id, out var earlier) ? earlier + amount : amount;
            }
        }

        return again;
    }

    // the notes, by the items that billed the goods, and what items give back of these
    private static async Task<(Dictionary<Id<SalesItem>, Id<Invoice>> Notes, Dictionary<Id<SalesItem>, Money> Given, List<Id<Invoice>> All)> DraftAsync(
        this Step step, GoodsReturn before, List<ReturnedPart> parts, Dictionary<SalesItem, Invoice> issued, CreditNoteDrafts drafts, CancellationToken cancellationToken)
    {
        var (notes, given, all) = (new Dictionary<Id<SalesItem>, Id<Invoice>>(), new Dictionary<Id<SalesItem>, Money>(), new List<Id<Invoice>>());
        foreach (var ofDocument in ReturnCredits.AtMost(parts, before.MostCredited).GroupBy(static part => part.Document.Id))
        {
            var document = ofDocument.First().Document;
            var balance = await step.BalanceAsync(document, cancellationToken).ConfigureAwait(false);
            var items = await CreditNoteDrafts.ItemsAsync(step, document, balance, cancellationToken).ConfigureAwait(false);
            var (wanted, credited) = (new NewCreditNote { Invoice = document.Id, Reason = before.Reason }, new List<Id<SalesItem>>());
            foreach (var part in ofDocument)
            {
                // what its document can't credit is given back by an item
                if (wanted with { Lines = wanted.Lines.Add(part.Line) } is var more && CreditNotes.Allows(document, balance, items, more))
                {
                    wanted = more;
                    credited.AddRange(issued[part.Item].Id == document.Id ? [part.Item.Id] : []);
                }
                else
                {
                    given[part.Item.Id] = ReturnCredits.Sum(Find(given, part.Item.Id), items.OfItem(part.Line.Line, part.OnDocument)!.Value.Amount)!.Value;
                }
            }

            if (!wanted.Lines.IsEmpty)
            {
                all.Add((await drafts.DraftAsync(step, wanted, cancellationToken).ConfigureAwait(false)).Id);
                credited.ForEach(item => notes[item] = all[^1]);
            }
        }

        return (notes, given, all);
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
            await step.SettleAsync(now, hand.Demand.Delivered(), items.ConvertAll(item => step.Items.GetValueOrDefault(item.Id, item)), await step.TodayAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
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
