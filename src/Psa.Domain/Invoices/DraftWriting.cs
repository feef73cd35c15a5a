using Psa.Charges;
using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>Writes one draft of given items, as runs write theirs: by the same assembly, with the same taxes. Pure but for the taxes, which a host may ask elsewhere.</summary>
internal static class DraftWriting
{
    /// <summary>Writes a draft by hand, or a draft of a run anew.</summary>
    /// <param name="work">The payer, who can be billed, with the pending items of the draft.</param>
    /// <param name="written">What else stands on it; its charges are <paramref name="charges"/>.</param>
    /// <param name="charges">The charges, whose taxes are asked for.</param>
    /// <param name="context">Seller, date, catalog and taxes.</param>
    /// <param name="calculator">Finds taxes.</param>
    /// <param name="corrected">Finds what a credit note of a run corrects.</param>
    /// <param name="cancellationToken">Ends the wait for taxes.</param>
    /// <returns>The draft, and the items as they stand on it.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>document.other_key</c>; <c>document.discount_exceeds_detail</c>, <c>document.charge_needs_tax</c>; what the tax calculator refuses; <c>lifecycle.not_allowed</c>: an item isn't pending.
    /// </exception>
    internal static async ValueTask<(Invoice Draft, List<SalesItem> Items)> WriteAsync(
        ItemsToInvoice work, WrittenInvoice written, ValueList<NewDocumentCharge> charges, BillingContext context, ITaxCalculator calculator, CorrectedInvoice.Finding corrected, CancellationToken cancellationToken)
    {
        var information = work.Payer.BillingInformation!;
        var taxes = new DraftTaxes(context, information, calculator);
        await taxes.LookAsync(work.Items, cancellationToken).ConfigureAwait(false);

        // what a run grouped stays so, whatever contracts say today
        var group = written is { IsByHand: false, Before: { } before }
            ? InvoiceGroup.Of(before, work.Items)
            : InvoiceGrouping.One(work.Items, item => item.IsOf(written.Id), work.Contracts, information, taxes, context.Entity, written.PurchaseOrderNumber, written.ShipTo);
        var found = await taxes.FindAsync(group.Items, cancellationToken).ConfigureAwait(false);
        var lines = DraftTaxes.Taxed(group.Items, found);
        written = written with { Charges = await taxes.FindAsync(charges, cancellationToken).ConfigureAwait(false) };
        var draft = await InvoiceAssembly.AssembleAsync(work, information, group, lines, context, written, corrected, cancellationToken).ConfigureAwait(false);
        var items = new List<SalesItem>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            items.Add(group.Items[i].PutOn(draft.Id, draft.Customer, lines[i]));
        }

        return (draft, items);
    }
}
