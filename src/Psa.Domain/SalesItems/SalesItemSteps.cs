using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;

namespace Psa.SalesItems;

/// <summary>What a billing run does to sales items.</summary>
internal static class SalesItemSteps
{
    /// <summary>Puts an item on a draft, with its lines as they are taxed there.</summary>
    internal static SalesItem PutOn(this SalesItem item, Id<Invoice> draft, Id<Customer> payer, ValueList<DocumentLine> taxed) => item with
    {
        Status = SalesItemLifecycle.Table.Next(item.Status, SalesItemAction.Invoice, item.Id.Value),
        Invoice = draft,
        Payer = payer,
        Lines = taxed,
    };

    /// <summary>Takes an item off a draft that vanishes.</summary>
    internal static SalesItem TakeOffInvoice(this SalesItem item) => item with
    {
        Status = SalesItemLifecycle.Table.Next(item.Status, SalesItemAction.Return, item.Id.Value),
        Invoice = null,
        Payer = item.KeepsPayer ? item.Payer : null,
        Lines = Untaxed(item.Lines),
    };

    /// <summary>Tells whether an item that waits corrects others, and it isn't known yet who is invoiced for it.</summary>
    internal static bool IsOpenCorrection(this SalesItem item) => item is { BilledBefore: not null, PeriodStart: not null, KeepsPayer: false } && item.IsEditable();

    /// <summary>Gives a correction to who was invoiced for what it corrects: once that is issued, and to nobody yet while it waits with it.</summary>
    /// <param name="item">The correction.</param>
    /// <param name="corrected">What it corrects; none of it stands on a draft.</param>
    internal static SalesItem Correcting(this SalesItem item, BilledPeriod corrected) =>
        item with { Payer = corrected.Payer, KeepsPayer = corrected.Payer is not null, Corrects = corrected.InvoicesOf(item.BillingEntity) };

    /// <summary>Leaves it open who is invoiced for a correction of what stands on a draft.</summary>
    internal static SalesItem LeftOpen(this SalesItem item) => item with { Payer = null, KeepsPayer = false, Corrects = [] };

    /// <summary>Gives a new item the status that who will be invoiced allows; what waits for nothing keeps its own.</summary>
    internal static SalesItem WaitingFor(this SalesItem item, bool canBeBilled) =>
        item.IsEditable() ? item with { Status = canBeBilled ? SalesItemStatus.Pending : SalesItemStatus.Draft } : item;

    /// <summary>Withdraws an item with the run that made it: it no longer counts as billed.</summary>
    internal static SalesItem Withdraw(this SalesItem item, string reason) => item with
    {
        Status = SalesItemLifecycle.Table.Next(item.Status, SalesItemAction.Withdraw, item.Id.Value),
        Invoice = null,
        Released = true,
        CancelReason = reason,
    };

    // a line that corrects another keeps its tax, all others get theirs with the next draft
    private static ValueList<DocumentLine> Untaxed(ValueList<DocumentLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Tax is { IsKept: false })
            {
                lines = lines.SetItem(i, lines[i] with { Tax = null });
            }
        }

        return lines;
    }
}
