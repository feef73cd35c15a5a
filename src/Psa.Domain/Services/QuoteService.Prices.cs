using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Quotes;
using Psa.Records;

namespace Psa.Services;

/// <content>The prices of drafts: whether they follow the catalog, and what somebody says instead.</content>
public sealed partial class QuoteService
{
    /// <summary>Compares a quote with the catalog of today, and changes nothing.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The quote.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Each line of a draft that the catalog prices otherwise: those that follow it, and those that keep their prices, to be told. Nothing of what somebody overrode, and of what the customer holds.
    /// </returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<ValueList<PriceDifference>> CompareAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var quote = await session.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var whose = await QuoteWriter.WhoseAsync(session, quote, cancellationToken).ConfigureAwait(false);
                var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
                return (await QuoteRepricing.CompareAsync(session, quote, whose, today, catalog: null, cancellationToken).ConfigureAwait(false)).Differences;
            },
            cancellationToken);
    }

    /// <summary>Tells what an active quote would come to at the catalog's prices of today, and changes nothing: who wins it after its last day agrees to that by its <see cref="RepricedQuote.PriceHash"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The quote.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the revision would come to that is won then.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>quote.not_active</c>, <c>quote.superseded</c>; <c>document.discount_exceeds_detail</c>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<RepricedQuote> RepricedAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var quote = (await session.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireActive();
                var whose = await QuoteWriter.WhoseAsync(session, quote, cancellationToken).ConfigureAwait(false);
                var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
                var policy = await QuoteWinning.PolicyAsync(session, cancellationToken).ConfigureAwait(false);
                var next = quote.NextRevision(actor, today, policy.ValidityDays);
                var (priced, differences) = await QuoteRevision.RefreshedAsync(session, next, whose, today, cancellationToken).ConfigureAwait(false);
                var (written, _) = await _writer.WriteAsync(session, priced, whose, quote.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
                return new RepricedQuote(QuoteHash.OfPrices(written), new(written.Totals, written.Recurring), differences);
            },
            cancellationToken);
    }

    /// <summary>Prices the lines of a draft anew that follow the catalog, as it is today. Overridden and agreed ones stay, and those of a locked draft that have a price.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft; as it was when nothing differs. A line that the catalog has no price of keeps its last one, and says why.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>quote.not_draft</c>; <c>document.discount_exceeds_detail</c>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Quote> RepriceAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireDraft();
                return (await new QuoteRepricing(_writer).RepriceDraftAsync(step, draft, catalog: null, run: null, cancellationToken).ConfigureAwait(false)).Draft;
            },
            cancellationToken);
    }

    /// <summary>Locks the prices of a draft: from then on they stay, whatever the catalog says. They are compared with it once more before, and priced anew or refused.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place: the catalog says other prices by now, and the tenant wants to be asked (<see cref="Sellers.TenantSettings.RefuseStalePrices"/>).</exception>
    /// <exception cref="RuleViolationException"><c>price.already_locked</c>; <c>quote.not_draft</c>.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Quote> LockPricesAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireDraft();
                if (draft.PriceBehaviour == PriceBehaviour.Locked)
                {
                    throw new RuleViolationException(CatalogErrors.AlreadyLocked, "The prices of the quote are locked already.", id.Value);
                }

                var (current, _) = await new QuoteRepricing(_writer).FreshAsync(step, draft, cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.DocumentLocked, id);
                return step.Of<Quote>().Update(current with { PriceBehaviour = PriceBehaviour.Locked }, draft);
            },
            cancellationToken);
    }

    /// <summary>Lets the prices of a draft follow the catalog again. They move with the next change of it, or when the draft is priced anew or activated.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>price.already_unlocked</c>; <c>quote.not_draft</c>.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Quote> UnlockPricesAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireDraft();
                if (draft.PriceBehaviour == PriceBehaviour.UseCurrent)
                {
                    throw new RuleViolationException(CatalogErrors.AlreadyUnlocked, "The prices of the quote follow the catalog already.", id.Value);
                }

                step.Append(EventKinds.DocumentUnlocked, id);
                return step.Of<Quote>().Update(draft with { PriceBehaviour = PriceBehaviour.UseCurrent }, draft);
            },
            cancellationToken);
    }

    /// <summary>Says another price of a product on a draft, locked or not. It stays, whatever the catalog says; the line keeps the price that it had, and its manual discount.</summary>
    /// <param name="actor">Who says so, the quote's author from now on.</param>
    /// <param name="id">The draft.</param>
    /// <param name="line">The place of the line in <see cref="Document.Lines"/>, from 0: one of a product, or the heading of a bundle.</param>
    /// <param name="price">The price of one unit, zero or more, as the seller's prices hold tax or don't.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="CurrencyMismatchException">The price is of another currency.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>quote.not_draft</c>; <c>lifecycle.not_allowed</c>: no such line; <c>price.negative</c>; <c>sales_item.reason_missing</c>; <c>document.discount_exceeds_detail</c>.
    /// </exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Quote> OverridePriceAsync(Actor actor, Id<Quote> id, int line, UnitPrice price, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        HandPrices.RequireSayable(price, reason, id.Value);
        return ChangeLineAsync(actor, id, line, (before, pricing, _) => before.Overridden(pricing, price, actor, reason), reason.Trim(), cancellationToken);
    }

    /// <summary>Takes an override back: the line has the catalog's price of today again where the draft follows it, and else the price that it had before.</summary>
    /// <param name="actor">Who does it, the quote's author from now on.</param>
    /// <param name="id">The draft.</param>
    /// <param name="line">The place of the line in <see cref="Document.Lines"/>, from 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft; as it was when nobody overrode the line.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>quote.not_draft</c>; <c>lifecycle.not_allowed</c>: no such line; <c>document.discount_exceeds_detail</c>.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Quote> RestorePriceAsync(Actor actor, Id<Quote> id, int line, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        return ChangeLineAsync(actor, id, line, static (before, pricing, follows) => before.Restored(pricing, follows), reason: null, cancellationToken);
    }

    /// <summary>
    /// Frees a bundle on a draft: its components become plain lines of the same quantities, each at the agreed price that its share makes, with the heading's discounts in it, and offered as the bundle was.
    /// They don't follow the catalog.
    /// </summary>
    /// <param name="actor">Who does it, the quote's author from now on.</param>
    /// <param name="id">The draft.</param>
    /// <param name="line">The place of the bundle's heading in <see cref="Document.Lines"/>, from 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft, without the heading; it comes to what it came to.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>quote.not_draft</c>; <c>lifecycle.not_allowed</c>: the line isn't the heading of a bundle that holds something; <c>quote.bad_choice</c>: it is an alternative, and each of its lines would be one.
    /// </exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Quote> UnbundleAsync(Actor actor, Id<Quote> id, int line, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        return ChangeLineAsync(actor, id, line, (before, _, _) => Unbundled(before, line, id), reason: null, cancellationToken);
    }

    private static ValueList<DocumentLine> Unbundled(ValueList<DocumentLine> before, int line, Id<Quote> id) =>
        before.Unbundled(line, id.Value) is var lines && before[0].Offered().Choice != LineChoice.Alternative
            ? lines
            : throw new RuleViolationException(
                QuoteErrors.BadChoice, $"'{before[0].Text}' is an alternative, and each of its {before.Count - 1} lines would be one: make it part of the quote, or optional, before it is freed.", id.Value).At("Line");

    private Task<Quote> ChangeLineAsync(
        Actor actor, Id<Quote> id, int line, Func<ValueList<DocumentLine>, LinePricing, bool, ValueList<DocumentLine>> change, string? reason, CancellationToken cancellationToken)
    {
        HandPrices.RequirePlace(line);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireDraft();
                var (first, count) = RequireProductLine(draft, line);
                var before = draft.Lines.AsEnumerable().Skip(first).Take(count).ToValueList();
                var whose = await QuoteWriter.WhoseAsync(step, draft, cancellationToken).ConfigureAwait(false);
                var pricing = await step.PricingAsync(
                    [.. before.AsEnumerable().Select(static one => one.Product!.Value).Distinct()],
                    whose,
                    await step.TodayAsync(cancellationToken).ConfigureAwait(false),
                    catalog: null,
                    cancellationToken).ConfigureAwait(false);
                var after = change(before, pricing, draft.Prices() == PriceMovement.Follows);
                if (after == before)
                {
                    return draft;
                }

                var changed = draft with
                {
                    Lines = [.. draft.Lines.AsEnumerable().Take(first), .. after, .. draft.Lines.AsEnumerable().Skip(first + count)],
                };
                var (written, _) = await _writer.WriteAsync(step, changed.WrittenBy(actor), whose, draft.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.QuoteChanged, id, before[0].UnitPrice.ToString(), after[0].UnitPrice.ToString(), reason);
                return step.Of<Quote>().Update(written, draft);
            },
            cancellationToken);
    }

    private static (int First, int Count) RequireProductLine(Quote draft, int line) =>
        line < draft.Lines.Count && draft.Lines[line] is { Product: not null, IsNote: false, Bundle: not BundleRole.Component }
            ? BundleLines.Cut(draft.Lines).Find(cut => cut.First == line)
            : throw new RuleViolationException(
                PsaErrors.ActionNotAllowed,
                $"The line {line} isn't one of a product: name such a line by its place from 0, of a bundle its heading. The price of free text changes with its line.",
                draft.Id.Value).At("Line");
}
