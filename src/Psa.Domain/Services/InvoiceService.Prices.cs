using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <content>The prices of drafts by hand: whether they follow the catalog, and what somebody says instead.</content>
public sealed partial class InvoiceService
{
    private DraftRepricing Pricing => new(taxes, _languages);

    /// <summary>Compares an invoice with the catalog of today, and changes nothing.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The invoice.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Each line that the catalog prices otherwise: those that follow it, and those that keep their prices, to be told. Nothing of what somebody overrode, of documents of runs and of issued ones.
    /// </returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<ValueList<PriceDifference>> CompareAsync(Actor actor, Id<Invoice> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageOrders, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var document = await session.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
                return (await DraftRepricing.CompareAsync(session, document, today, catalog: null, cancellationToken).ConfigureAwait(false)).Differences;
            },
            cancellationToken);
    }

    /// <summary>Prices the lines of a draft by hand anew that follow the catalog, as it is today. Overridden and agreed ones stay, and those of a locked draft that have a price.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft; as it was when nothing differs. A line that the catalog has no price of keeps its last one, and says why.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it is no draft by hand; <c>document.discount_exceeds_detail</c>.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Invoice> RepriceAsync(Actor actor, Id<Invoice> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageOrders, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireHandDraft();
                return (await Pricing.RepriceDraftAsync(step, draft, catalog: null, run: null, cancellationToken).ConfigureAwait(false)).Draft;
            },
            cancellationToken);
    }

    /// <summary>Locks the prices of a draft by hand: from then on they stay, whatever the catalog says. They are compared with it once more before, and priced anew or refused.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place: the catalog says other prices by now, and the tenant wants to be asked (<see cref="Sellers.TenantSettings.RefuseStalePrices"/>).</exception>
    /// <exception cref="RuleViolationException"><c>price.already_locked</c>; <c>lifecycle.not_allowed</c>: it is no draft by hand.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Invoice> LockPricesAsync(Actor actor, Id<Invoice> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireHandDraft();
                if (draft.PriceBehaviour == PriceBehaviour.Locked)
                {
                    throw new RuleViolationException(CatalogErrors.AlreadyLocked, "The prices of the document are locked already.", id.Value);
                }

                var (current, placed, stored) = await FreshAsync(step, draft, draft.IssueDate, cancellationToken).ConfigureAwait(false);
                step.Stage(placed, stored);
                step.Append(EventKinds.DocumentLocked, id);
                return step.Of<Invoice>().Update(current with { PriceBehaviour = PriceBehaviour.Locked }, draft);
            },
            cancellationToken);
    }

    /// <summary>Lets the prices of a draft by hand follow the catalog again. They move with the next change of it, or when the draft is priced anew or issued.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>price.already_unlocked</c>; <c>lifecycle.not_allowed</c>: it is no draft by hand.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Invoice> UnlockPricesAsync(Actor actor, Id<Invoice> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireHandDraft();
                if (draft.PriceBehaviour == PriceBehaviour.UseCurrent)
                {
                    throw new RuleViolationException(CatalogErrors.AlreadyUnlocked, "The prices of the document follow the catalog already.", id.Value);
                }

                step.Append(EventKinds.DocumentUnlocked, id);
                return step.Of<Invoice>().Update(draft with { PriceBehaviour = PriceBehaviour.UseCurrent }, draft);
            },
            cancellationToken);
    }

    /// <summary>Says another price of a product on a draft by hand, locked or not. It stays, whatever the catalog says; the line keeps the price that it had, and its manual discount.</summary>
    /// <param name="actor">Who says so.</param>
    /// <param name="id">The draft.</param>
    /// <param name="line">The place of the line in <see cref="Document.Lines"/>, from 0: one of a product that was written for the draft, or the heading of a bundle.</param>
    /// <param name="price">The price of one unit, zero or more, as the seller's prices hold tax or don't.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="CurrencyMismatchException">The price is of another currency.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>lifecycle.not_allowed</c>: it is no draft by hand, or no such line; <c>price.negative</c>; <c>sales_item.reason_missing</c>; <c>document.discount_exceeds_detail</c>.
    /// </exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Invoice> OverridePriceAsync(Actor actor, Id<Invoice> id, int line, UnitPrice price, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        HandPrices.RequireSayable(price, reason, id.Value);
        HandPrices.RequirePlace(line);
        return ChangeLineAsync(actor, id, line, (before, pricing, _) => before.Overridden(pricing, price, actor, reason), reason.Trim(), cancellationToken);
    }

    /// <summary>Takes an override back: the line has the catalog's price of today again where the draft follows it, and else the price that it had before.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="line">The place of the line in <see cref="Document.Lines"/>, from 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft; as it was when nobody overrode the line.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it is no draft by hand, or no such line; <c>document.discount_exceeds_detail</c>.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Invoice> RestorePriceAsync(Actor actor, Id<Invoice> id, int line, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        HandPrices.RequirePlace(line);
        return ChangeLineAsync(actor, id, line, static (before, pricing, follows) => before.Restored(pricing, follows), reason: null, cancellationToken);
    }

    /// <summary>
    /// Frees a bundle on a draft by hand: its components become plain lines of the same quantities, each at the agreed price that its share makes, with the heading's discounts in it. They don't follow the catalog.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="line">The place of the bundle's heading in <see cref="Document.Lines"/>, from 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft, without the heading; it comes to what it came to.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it is no draft by hand, or the line isn't the heading of a bundle that was written for it and holds something.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Invoice> UnbundleAsync(Actor actor, Id<Invoice> id, int line, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        HandPrices.RequirePlace(line);
        return ChangeLineAsync(actor, id, line, (before, _, _) => before.Unbundled(line, id.Value), reason: null, cancellationToken);
    }

    private Task<Invoice> ChangeLineAsync(
        Actor actor, Id<Invoice> id, int line, Func<ValueList<DocumentLine>, LinePricing, bool, ValueList<DocumentLine>> change, string? reason, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (draft, payer, entity, stored) = await ReadAsync(step, id, cancellationToken).ConfigureAwait(false);
                var (item, at) = RequireProductLine(draft, stored, line);
                var (first, count) = BundleLines.Cut(item.Lines).Find(cut => cut.First == at);
                var before = item.Lines.AsEnumerable().Skip(first).Take(count).ToValueList();
                var customer = await step.Of<Customer>().RequireAsync(item.Customer, cancellationToken).ConfigureAwait(false);
                var pricing = await step.PricingAsync(
                    [.. before.AsEnumerable().Select(static one => one.Product!.Value).Distinct()],
                    new(customer, payer, entity, draft.Currency, item.Contract, draft.PriceList),
                    await step.TodayAsync(cancellationToken).ConfigureAwait(false),
                    catalog: null,
                    cancellationToken).ConfigureAwait(false);
                var after = change(before, pricing, draft.Prices() == PriceMovement.Follows);
                if (after == before)
                {
                    return draft;
                }

                var lines = item.Lines.AsEnumerable().Take(first).Concat(after.AsEnumerable()).Concat(item.Lines.AsEnumerable().Skip(first + count)).ToValueList();
                var items = stored.ConvertAll(one => one.Id == item.Id ? one.TakeOffInvoice() is var off ? off.WithLines(Untaxed(lines), entity.Rounding) : one : one.TakeOffInvoice());
                var (written, placed) = await Pricing.WriteAsync(step, draft, items, WrittenInvoice.Of(draft), draft.IssueDate, cancellationToken).ConfigureAwait(false);
                step.Stage(placed, stored);
                step.Append(EventKinds.InvoiceChanged, id, before[0].UnitPrice.ToString(), after[0].UnitPrice.ToString(), reason);
                return step.Of<Invoice>().Update(written, draft);
            },
            cancellationToken);

    private static ValueList<DocumentLine> Untaxed(ValueList<DocumentLine> lines) => lines.AsEnumerable().Select(static line => line with { Tax = null }).ToValueList();

    // a line of a product that was written for the draft, and its place in its item
    private static (SalesItem Item, int At) RequireProductLine(Invoice draft, List<SalesItem> stored, int line)
    {
        var first = 0;
        foreach (var placed in draft.Items)
        {
            if (line >= first && line < first + placed.Lines
                && stored.Find(one => one.Id == placed.Item) is { } item
                && item.IsOf(draft.Id)
                && item.Lines[line - first] is { Product: not null, IsNote: false, Bundle: not BundleRole.Component })
            {
                return (item, line - first);
            }

            first += placed.Lines;
        }

        throw new RuleViolationException(
            PsaErrors.ActionNotAllowed,
            $"The line {line} isn't one of a product that was written for the draft: name such a line by its place from 0, of a bundle its heading. The price of free text changes with its line, that of an item that was put on it with the item.",
            draft.Id.Value).At("Line");
    }

    // what a draft is at a step: compared with the catalog of the day where it follows it, priced anew or refused, and dated
    private async Task<(Invoice Draft, List<SalesItem> Items, List<SalesItem> Stored)> FreshAsync(Step step, Invoice draft, LocalDate date, CancellationToken cancellationToken)
    {
        var isSame = date == draft.IssueDate;
        if (isSame && draft.Prices() != PriceMovement.Follows)
        {
            return (draft, [], []);
        }

        var comparison = await ComparisonAsync(step, draft, cancellationToken).ConfigureAwait(false);
        if (isSame && !comparison.IsStale)
        {
            return (draft, [], []);
        }

        var (fresh, placed) = await Pricing.WriteAsync(step, draft, comparison, WrittenInvoice.Of(draft), date, cancellationToken).ConfigureAwait(false);
        if (comparison.IsStale)
        {
            step.AppendRepriced(draft.Id, draft, fresh, comparison.Following, run: null);
        }

        return (fresh, placed, comparison.Stored);
    }

    private static async Task<DraftComparison> ComparisonAsync(Step step, Invoice draft, CancellationToken cancellationToken)
    {
        if (draft.Prices() != PriceMovement.Follows)
        {
            return new() { Stored = await step.ItemsOnAsync(draft, cancellationToken).ConfigureAwait(false), Differences = [], Pricing = null };
        }

        (await step.GuardItemsAsync(draft.Customer, cancellationToken).ConfigureAwait(false)).Write();
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var comparison = await DraftRepricing.CompareAsync(step, draft, today, catalog: null, cancellationToken).ConfigureAwait(false);
        if (comparison.IsStale && (await step.SettingsAsync(cancellationToken).ConfigureAwait(false)).RefuseStalePrices)
        {
            HandPrices.RequireFresh(comparison.Following, draft.Id.Value);
        }

        return comparison;
    }
}
