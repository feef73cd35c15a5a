using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Services;

/// <content>Invoices by hand, as long as they are drafts.</content>
public sealed partial class InvoiceService
{
    /// <summary>Drafts an invoice by hand: its lines become sales items in the same commit, and pending items are put on it.</summary>
    /// <param name="actor">
    /// Who does it; free-text lines and discounts need <see cref="Permission.DiscountLines"/> too, and locked prices, and those of products that aren't the catalog's, <see cref="Permission.OverridePrices"/>.
    /// </param>
    /// <param name="invoice">What it bills.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, contract, billing entity or item.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>document.no_lines</c>; <c>document.far_date</c>; <c>document.other_key</c>: an item has something otherwise, and what; <c>document.pricing_error</c>: an item isn't priced; <c>lifecycle.not_allowed</c>: an item isn't pending;
    /// <c>document.discount_exceeds_detail</c>, <c>document.charge_needs_tax</c>; <c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>, <c>product.inactive</c>, <c>tax.no_table</c>.
    /// </exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Invoice> DraftAsync(Actor actor, NewInvoice invoice, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageOrders);
        Border.Check(invoice);
        actor.RequireDiscounting(invoice.Content.Lines.AsEnumerable(), invoice.Content.Discounts);
        if (invoice.PriceBehaviour == PriceBehaviour.Locked)
        {
            actor.Require(Permission.OverridePrices);
        }

        HandDocuments.RequireWhole(invoice.Content.Discounts);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (invoice.Id is { } given && await step.Of<Invoice>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.IsByHand() && made.Items.AsEnumerable().Any(item => item.Customer == invoice.Customer)
                        ? made
                        : throw new ConcurrencyConflictException(nameof(Invoice), given.Value, 0, made.Version);
                }

                var (customer, payer) = await step.GuardPayerAsync(invoice.Customer, cancellationToken).AtAsync(nameof(invoice.Customer)).ConfigureAwait(false);
                BillingInformationRules.RequireComplete(payer);
                await step.RequireReferencesAsync(invoice.Content.Lines, [], cancellationToken).ConfigureAwait(false);
                await step.RequireContractAsync(invoice.Contract, customer, cancellationToken).ConfigureAwait(false);
                var entity = await step.ChooseEntityAsync(invoice.BillingEntity, customer, payer, cancellationToken).ConfigureAwait(false);
                var (id, currency) = (invoice.Id.OrNext(ids), invoice.Currency ?? payer.BillingInformation!.Currency!.Value);
                var added = await RequireItemsAsync(step, invoice.Items, cancellationToken).ConfigureAwait(false);
                var whose = new PricedFor(customer, payer, entity, currency, invoice.Contract, invoice.Content.PriceList);
                var own = await OwnItemsAsync(step, invoice.Content, [], id, whose, invoice.PriceBehaviour == PriceBehaviour.Locked, isSameList: false, cancellationToken).ConfigureAwait(false);
                var first = invoice.Contract ?? (own.Count == 0 && added.Count > 0 ? added[0].Contract : null);
                var number = invoice.Content.PurchaseOrderNumber ?? await PurchaseOrderNumberAsync(step, first, cancellationToken).ConfigureAwait(false);
                var written = Written(invoice.Content, id, before: null, number, invoice.Metadata) with { PriceBehaviour = invoice.PriceBehaviour };
                return await WriteAsync(step, payer, entity, [.. own, .. added], added, written, invoice.Content, EventKinds.InvoiceDrafted, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Writes all that somebody wrote on a draft by hand anew. The items that were put on it stay.</summary>
    /// <param name="actor">Who does it; free-text lines and discounts need <see cref="Permission.DiscountLines"/> too, and prices of products that aren't the catalog's <see cref="Permission.OverridePrices"/>.</param>
    /// <param name="id">The draft.</param>
    /// <param name="content">All that is to stand on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft. Lines keep their sales items by their places.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    /// <exception cref="RuleViolationException">As for <see cref="DraftAsync"/>; <c>lifecycle.not_allowed</c>: it is no draft by hand.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Invoice> ChangeAsync(Actor actor, Id<Invoice> id, InvoiceContent content, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageOrders, id.Value);
        Border.Check(content);
        actor.RequireDiscounting(content.Lines.AsEnumerable(), content.Discounts);
        HandDocuments.RequireWhole(content.Discounts);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (draft, payer, entity, stored) = await ReadAsync(step, id, cancellationToken).ConfigureAwait(false);
                var known = stored.Where(item => item.IsOf(id)).OrderBy(static item => item.Ordinal).ToList();
                await step.RequireReferencesAsync(content.Lines, [.. known.SelectMany(static item => item.Lines.AsEnumerable())], cancellationToken).ConfigureAwait(false);
                var first = known.Count > 0 ? known[0] : stored[0];
                var customer = await step.Of<Customer>().RequireAsync(first.Customer, cancellationToken).ConfigureAwait(false);
                var whose = new PricedFor(customer, payer, entity, draft.Currency, first.Contract, content.PriceList);
                var own = await OwnItemsAsync(step, content, known, id, whose, draft.Prices() == PriceMovement.Keeps, content.PriceList == draft.PriceList, cancellationToken).ConfigureAwait(false);
                var others = stored.FindAll(item => !item.IsOf(id)).ConvertAll(static item => item.TakeOffInvoice());
                foreach (var gone in known.Skip(own.Count))
                {
                    step.Of<SalesItem>().Update(gone.Withdraw(Gone), gone);
                }

                var number = content.PurchaseOrderNumber ?? await PurchaseOrderNumberAsync(step, first.Contract, cancellationToken).ConfigureAwait(false);
                var written = Written(content, id, draft, number, draft.Metadata) with { PriceBehaviour = draft.PriceBehaviour };
                return await WriteAsync(step, payer, entity, [.. own, .. others], stored, written, content, EventKinds.InvoiceChanged, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Puts pending items on a draft by hand.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="items">The items; those that stand on it already stay.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document or item.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>document.other_key</c>: an item has something otherwise, and what; <c>document.pricing_error</c>: an item isn't priced; <c>lifecycle.not_allowed</c>: it is no draft by hand, or an item isn't pending.
    /// </exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Invoice> AddItemsAsync(Actor actor, Id<Invoice> id, IReadOnlyCollection<Id<SalesItem>> items, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageOrders, id.Value);
        Border.Check(items);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (draft, payer, entity, stored) = await ReadAsync(step, id, cancellationToken).ConfigureAwait(false);
                var added = await RequireItemsAsync(step, items.Except(stored.Select(static item => item.Id)), cancellationToken).ConfigureAwait(false);
                if (added.Exists(item => item.Invoice == id))
                {
                    // somebody put them on it between the two reads: what is done is done
                    return await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                }

                await RequireSameModeAsync(step, entity, added, cancellationToken).ConfigureAwait(false);
                return added.Count == 0
                    ? draft
                    : await WriteAgainAsync(step, draft, payer, entity, [.. stored.ConvertAll(static item => item.TakeOffInvoice()), .. added], [.. stored, .. added], cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Takes items off a draft by hand: they are pending again, and its own lines are canceled.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="items">The items; those that don't stand on it are passed over.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>document.no_lines</c>: nothing would be left, delete it instead; <c>document.other_key</c>: what would be left corrects what is taken off; <c>lifecycle.not_allowed</c>: it is no draft by hand.
    /// </exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Invoice> TakeOffAsync(Actor actor, Id<Invoice> id, IReadOnlyCollection<Id<SalesItem>> items, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageOrders, id.Value);
        Border.Check(items);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (draft, payer, entity, stored) = await ReadAsync(step, id, cancellationToken).ConfigureAwait(false);
                var (off, left) = (stored.FindAll(item => items.Contains(item.Id)), stored.FindAll(item => !items.Contains(item.Id)));
                if (off.Count == 0)
                {
                    return draft;
                }

                foreach (var item in off)
                {
                    step.Of<SalesItem>().Update(await LeftAsync(step, item, id, cancellationToken).ConfigureAwait(false), item);
                    step.Decided(item, hasOthers: false);
                }

                return await WriteAgainAsync(step, draft, payer, entity, left.ConvertAll(static item => item.TakeOffInvoice()), left, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    // what is priced by the seller's prices of today stands on no draft that was written in another mode; what corrects says its own
    private static async Task RequireSameModeAsync(Step step, BillingEntity written, List<SalesItem> added, CancellationToken cancellationToken)
    {
        var today = await step.Of<BillingEntity>().RequireAsync(written.Id, cancellationToken).ConfigureAwait(false);
        if (today.PriceMode != written.PriceMode && added.Find(static item => item.Lines.AsEnumerable().Any(static line => line is { Bills: true, Tax: null })) is { } other)
        {
            throw new RuleViolationException(DocumentErrors.OtherKey, "The item can't stand on this document, whose price mode it doesn't have: put it on another.", other.Id.Value);
        }
    }

    // what becomes of an item whose draft goes
    private static async Task<SalesItem> LeftAsync(Step step, SalesItem item, Id<Invoice> draft, CancellationToken cancellationToken) =>
        item.IsOf(draft) ? item.Withdraw(Gone) : await step.TakeOffAsync(item, cancellationToken).ConfigureAwait(false);

    private static WrittenInvoice Written(InvoiceContent content, Id<Invoice> id, Invoice? before, string? purchaseOrderNumber, Metadata metadata) => new()
    {
        Id = id,
        Before = before,
        PriceList = content.PriceList,
        Discounts = content.Discounts,
        PurchaseOrderNumber = purchaseOrderNumber,
        BuyerReference = content.BuyerReference,
        ShipTo = content.ShipTo,
        Title = content.Title,
        Introduction = content.Introduction,
        Note = content.Note,
        Metadata = metadata,
    };

    private static async Task<string?> PurchaseOrderNumberAsync(Step step, Id<Contracts.Contract>? contract, CancellationToken cancellationToken) =>
        contract is { } id ? (await step.Of<Contracts.Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).PurchaseOrderNumber : null;

    private static async Task<List<SalesItem>> RequireItemsAsync(Step step, IEnumerable<Id<SalesItem>> items, CancellationToken cancellationToken)
    {
        var found = new List<SalesItem>();
        foreach (var id in items.Distinct())
        {
            found.Add((await step.Of<SalesItem>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequirePriced());
        }

        return found;
    }

    // the draft's own items for its lines: those it has, by their places, and new ones
    private async Task<List<SalesItem>> OwnItemsAsync(
        Step step, InvoiceContent content, List<SalesItem> known, Id<Invoice> draft, PricedFor whose, bool isLocked, bool isSameList, CancellationToken cancellationToken)
    {
        var (entity, before) = (whose.Entity, known.SelectMany(static item => item.TakeOffInvoice().Lines.AsEnumerable()).ToValueList());
        var lines = await step.WriteLinesAsync(content.Lines, before, whose, isLocked, isSameList, cancellationToken).ConfigureAwait(false);
        var items = new List<SalesItem>();
        foreach (var own in HandItems.Cut(lines))
        {
            items.Add(items.Count < known.Count
                ? known[items.Count].TakeOffInvoice().WithLines(own, entity.Rounding) with { BillingDate = content.IssueDate }
                : HandItems.Make(own, ids.Next<SalesItem>(), items.Count, draft, content.IssueDate, whose.Contract, whose.Customer, whose.Payer, whose.Currency, entity));
        }

        return items;
    }

    // the payer's guard: neither its billing information nor who pays for whom changes beside the draft
    private static async Task<(Invoice Draft, Customer Payer, BillingEntity Entity, List<SalesItem> Items)> ReadAsync(Step step, Id<Invoice> id, CancellationToken cancellationToken)
    {
        var draft = (await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireHandDraft();
        (await step.GuardItemsAsync(draft.Customer, cancellationToken).ConfigureAwait(false)).Write();
        var payer = await step.Of<Customer>().RequireAsync(draft.Customer, cancellationToken).ConfigureAwait(false);
        var entity = (await step.Of<BillingEntity>().RequireAsync(draft.BillingEntity, cancellationToken).ConfigureAwait(false)).As(draft);
        var items = await step.ItemsOnAsync(draft, cancellationToken).ConfigureAwait(false);

        // who deleted it between the two reads was first
        return items.Count > 0 ? (draft, payer, entity, items) : throw new ConcurrencyConflictException(nameof(Invoice), id.Value, draft.Version, stored: null);
    }

    private Task<Invoice> WriteAgainAsync(
        Step step, Invoice draft, Customer payer, BillingEntity entity, List<SalesItem> items, List<SalesItem> stored, CancellationToken cancellationToken) =>
        WriteAsync(step, payer, entity, items, stored, WrittenInvoice.Of(draft), draft.Charges.AsWritten(), draft.IssueDate, EventKinds.InvoiceChanged, cancellationToken);

    private async Task<Invoice> WriteAsync(
        Step step,
        Customer payer,
        BillingEntity entity,
        List<SalesItem> items,
        List<SalesItem> stored,
        WrittenInvoice written,
        InvoiceContent content,
        string kind,
        CancellationToken cancellationToken)
    {
        await step.RequireNearAsync(content.IssueDate, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(step, payer, entity, items, stored, written, content.Charges, content.IssueDate, kind, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Invoice> WriteAsync(
        Step step,
        Customer payer,
        BillingEntity entity,
        List<SalesItem> items,
        List<SalesItem> stored,
        WrittenInvoice written,
        ValueList<NewDocumentCharge> charges,
        NodaTime.LocalDate date,
        string kind,
        CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            throw new RuleViolationException(DocumentErrors.NoLines, "The invoice needs a line that bills something: write one, put an item on it, or delete it.", written.Id.Value);
        }

        var (draft, placed) = await new DraftWriter(step, taxes, _languages).WriteAsync(payer, entity, items, written, charges, date, cancellationToken).ConfigureAwait(false);
        step.Stage(placed, stored);
        step.Append(kind, draft.Id, to: draft.Totals.TotalWithTax.ToString());
        return written.Before is { } before ? step.Of<Invoice>().Update(draft, before) : step.Of<Invoice>().Add(draft);
    }
}
