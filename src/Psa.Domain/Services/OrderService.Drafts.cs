using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Events;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.Sellers;

namespace Psa.Services;

/// <content>Orders as long as they are written.</content>
public sealed partial class OrderService
{
    /// <summary>Drafts an order by hand, and gives it its number.</summary>
    /// <param name="actor">
    /// Who does it; free-text lines and discounts need <see cref="Permission.DiscountLines"/> too, and locked prices, and those of products that aren't the catalog's, <see cref="Permission.OverridePrices"/>.
    /// </param>
    /// <param name="order">What is ordered.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order. It can be changed until it is submitted.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, contract, opportunity, price list or billing entity.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>document.far_date</c>; <c>document.discount_exceeds_detail</c>, <c>document.charge_needs_tax</c>; <c>order.opportunity_mismatch</c>; <c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>, <c>product.inactive</c>;
    /// <c>tax.no_table</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>.
    /// </exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Order> DraftAsync(Actor actor, NewOrder order, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(order);
        actor.RequireDiscounting(order.Content.Lines.AsEnumerable(), order.Content.Discounts);
        if (order.PriceBehaviour == PriceBehaviour.Locked)
        {
            actor.Require(Permission.OverridePrices);
        }

        HandDocuments.RequireWhole(order.Content.Discounts);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (order.Id is { } given && await step.Of<Order>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Quote is null && made.ServedCustomer == order.Customer ? made : throw new ConcurrencyConflictException(nameof(Order), given.Value, 0, made.Version);
                }

                var (customer, payer) = await step.GuardPayerAsync(order.Customer, cancellationToken).AtAsync(nameof(order.Customer)).ConfigureAwait(false);
                await step.RequireReferencesAsync(order.Content.Lines, [], cancellationToken).ConfigureAwait(false);
                await step.RequireContractAsync(order.Contract, customer, cancellationToken).ConfigureAwait(false);
                await step.RequireNearAsync(order.Content.Date, cancellationToken, nameof(order.Content.Date)).ConfigureAwait(false);
                var entity = await step.ChooseEntityAsync(order.BillingEntity, customer, payer, cancellationToken).ConfigureAwait(false);
                var opportunity = await RequireOpportunityAsync(step, order, cancellationToken).ConfigureAwait(false);
                var currency = order.Currency ?? opportunity?.EstimatedValue?.Currency ?? payer.BillingInformation?.Currency ?? entity.Currency;
                var whose = new PricedFor(customer, payer, entity, currency, order.Contract, order.Content.PriceList);
                var lines = await step.WriteLinesAsync(order.Content.Lines, [], whose, order.PriceBehaviour == PriceBehaviour.Locked, leavesUntouched: false, cancellationToken).ConfigureAwait(false);
                var usual = (await step.SettingsAsync(cancellationToken).ConfigureAwait(false)).Orders ?? new();
                var number = await step.OrderNumberAsync(entity, cancellationToken).ConfigureAwait(false);
                var blank = OrderWriter.Blank(order, order.Id.OrNext(ids), whose, number, usual);
                var drafted = await Writer(step).WriteAsync(blank, order.Content, whose, lines.SelectMany(static own => own.AsEnumerable()).ToValueList(), cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.OrderCreated, drafted.Id, to: drafted.Totals.TotalWithTax.ToString());
                return step.Of<Order>().Add(drafted);
            },
            cancellationToken);
    }

    /// <summary>Writes all that somebody wrote on an active order anew.</summary>
    /// <param name="actor">Who does it; free-text lines and discounts need <see cref="Permission.DiscountLines"/> too, and prices of products that aren't the catalog's <see cref="Permission.OverridePrices"/>.</param>
    /// <param name="id">The order.</param>
    /// <param name="content">
    /// All that is to stand on it. An order of a quote keeps what the quote offers: leave lines, discounts, charges and price list open, or send them as they were read; texts of lines may be others.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order. Lines that are left as they were keep their prices.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order or price list.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines; <c>order.of_quote</c>.</exception>
    /// <exception cref="RuleViolationException"><c>order.not_active</c>; as for <see cref="DraftAsync"/>.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Order> ChangeAsync(Actor actor, Id<Order> id, OrderContent content, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(content);
        HandDocuments.RequireWhole(content.Discounts);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = (await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireActive();
                await step.RequireNearAsync(content.Date, cancellationToken, nameof(content.Date)).ConfigureAwait(false);
                var whose = await step.WhoseAsync(before, cancellationToken).ConfigureAwait(false);
                var lines = before.Quote is null ? await WrittenAsync(step, before, content, whose, cancellationToken).ConfigureAwait(false) : QuotedLines.Write(before, content);
                var after = await Writer(step).WriteAsync(before, content, whose, lines, cancellationToken).ConfigureAwait(false);
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.OrderChanged, id, before.Totals.TotalWithTax.ToString(), after.Totals.TotalWithTax.ToString());
                return step.Of<Order>().Update(after);
            },
            cancellationToken);
    }

    private OrderWriter Writer(Step step) => new(step, taxes, _languages);

    private static async Task<ValueList<DocumentLine>> WrittenAsync(Step step, Order before, OrderContent content, PricedFor whose, CancellationToken cancellationToken)
    {
        step.Actor.RequireDiscounting(content.Lines.AsEnumerable(), content.Discounts);
        await step.RequireReferencesAsync(content.Lines, before.Lines, cancellationToken).ConfigureAwait(false);
        var untaxed = before.Lines.AsEnumerable().Select(static line => line with { Tax = null }).ToValueList();
        var lines = await step.WriteLinesAsync(
            content.Lines, untaxed, whose with { Chosen = content.PriceList }, before.PriceBehaviour == PriceBehaviour.Locked, content.PriceList == before.PriceList, cancellationToken).ConfigureAwait(false);
        return lines.SelectMany(static own => own.AsEnumerable()).ToValueList();
    }

    private static async Task<Opportunity?> RequireOpportunityAsync(Step step, NewOrder order, CancellationToken cancellationToken)
    {
        if (order.Opportunity is not { } id)
        {
            return null;
        }

        var found = await step.Of<Opportunity>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(order.Opportunity)).ConfigureAwait(false);
        return found.Customer == order.Customer && (order.Currency is null || found.EstimatedValue is not { } value || value.Currency == order.Currency)
            ? found
            : throw new RuleViolationException(
                OrderErrors.OpportunityMismatch, "The opportunity is another customer's, or is in another currency: choose one of the customer's, or leave it open.", id.Value).At(nameof(order.Opportunity));
    }
}
