using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Events;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Makes orders of quotes, and keeps what of a quote is ordered.</summary>
internal static class QuoteOrdering
{
    /// <summary>Reads the orders of a quote.</summary>
    internal static Task<List<Order>> OrdersOfAsync(this IPsaSession session, Id<Quote> quote, CancellationToken cancellationToken) =>
        session.Of<Order>().QueryAsync(OrderRecords.OfQuote(quote), cancellationToken).ListAsync(cancellationToken);

    /// <summary>Stages an order of a quote.</summary>
    /// <param name="step">The step.</param>
    /// <param name="writer">Writes the order.</param>
    /// <param name="quote">The won quote.</param>
    /// <param name="request">What is ordered.</param>
    /// <param name="id">The order's id.</param>
    /// <param name="orders">The quote's orders so far.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, and the quote, which says how much is ordered and is to be stored with it: two sessions that order the same conflict by it.</returns>
    /// <exception cref="ValidationFailedException">All that can't be ordered, each with its place.</exception>
    /// <exception cref="RuleViolationException"><c>quote.over_ordered</c>: nothing is left; <c>billing_entity.inactive</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>.</exception>
    internal static async Task<(Order Order, Quote Quote)> OrderAsync(
        this Step step, OrderWriter writer, Quote quote, NewQuoteOrder request, Id<Order> id, List<Order> orders, CancellationToken cancellationToken)
    {
        var chosen = quote.AsChosen();
        QuoteOrders.Require(chosen, orders, request.Lines);
        var cut = QuoteOrders.Cut(chosen, orders, request.Lines);
        var usual = (await step.SettingsAsync(cancellationToken).ConfigureAwait(false)).Orders ?? new();
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var blank = Blank(quote, request, id, cut, usual, today);
        var whose = await step.WhoseAsync(blank, cancellationToken).ConfigureAwait(false);
        whose.Entity.RequireActive();
        var numbered = blank with { Number = await step.OrderNumberAsync(whose.Entity, cancellationToken).ConfigureAwait(false) };
        var order = await writer.WriteAsync(numbered, whose, cut.Lines, cut.Charges.AsWritten(), cancellationToken, cut.Shares).ConfigureAwait(false);
        step.Append(EventKinds.OrderCreated, id, to: order.Totals.TotalWithTax.ToString());
        return (step.Of<Order>().Add(order), quote with { Ordered = QuoteOrders.Ordered(quote, [.. orders, order]) });
    }

    /// <summary>Stages what is ordered of an order's quote, once something of the order was canceled: that can be ordered again.</summary>
    /// <param name="step">The step.</param>
    /// <param name="after">The order as it is from now on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task KeepOrderedAsync(this Step step, Order after, CancellationToken cancellationToken)
    {
        if (after.Quote is { } id)
        {
            var quote = await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            var orders = await step.OrdersOfAsync(id, cancellationToken).ConfigureAwait(false);
            orders.RemoveAll(order => order.Id == after.Id);
            var ordered = QuoteOrders.Ordered(quote, [.. orders, after]);
            if (ordered != quote.Ordered)
            {
                step.Of<Quote>().Update(quote with { Ordered = ordered }, quote);
            }
        }
    }

    /// <summary>Stages orders of what the won quotes of an opportunity haven't ordered yet, where procurement is on and a chosen line of them is of a stocked product.</summary>
    /// <param name="step">The step.</param>
    /// <param name="writer">Writes orders.</param>
    /// <param name="opportunity">The opportunity, which is won in the step.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task OrderWonAsync(this Step step, QuoteWriter writer, Id<Opportunity> opportunity, CancellationToken cancellationToken)
    {
        if (!await step.HasProcurementAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var quotes = await step.Of<Quote>().QueryAsync(QuoteRecords.OfOpportunity(opportunity), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        quotes.RemoveAll(static quote => quote.Status != QuoteStatus.Won);
        if (!await step.AreOfStockAsync(quotes, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var kept = new QuoteReservations(step);
        foreach (var quote in quotes)
        {
            var orders = await step.OrdersOfAsync(quote.Id, cancellationToken).ConfigureAwait(false);
            if (QuoteOrders.HasRest(quote.AsChosen(), orders))
            {
                var (order, ordered) = await step.OrderAsync(writer.Orders(step), quote, new(), DerivedId.Create<Order>(quote.Tenant, "order of a won deal", quote.Id.ToString()), orders, cancellationToken).ConfigureAwait(false);
                step.Of<Quote>().Update(ordered, quote);
                await kept.OrderAsync(ordered, order, cancellationToken).ConfigureAwait(false);
            }
        }

        await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> AreOfStockAsync(this Step step, List<Quote> quotes, CancellationToken cancellationToken)
    {
        foreach (var quote in quotes)
        {
            foreach (var line in quote.AsChosen().Lines)
            {
                if (line.Offered().IsChosen && line.Product is { } product && await step.Of<StockedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false) is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Order Blank(Quote quote, NewQuoteOrder request, Id<Order> id, QuotedOrder cut, OrderPolicy usual, LocalDate today) => new()
    {
        Id = id,
        Tenant = quote.Tenant,
        Status = OrderLifecycle.Table.Initial,
        Quote = quote.Id,
        QuoteLines = cut.Places,
        Opportunity = quote.Opportunity,
        Contract = quote.Contract,
        ServedCustomer = quote.ServedCustomer,
        Customer = quote.Customer,
        CustomerNumber = quote.CustomerNumber,
        BillingEntity = quote.BillingEntity,
        Currency = quote.Currency,
        PriceBehaviour = PriceBehaviour.Locked,
        PriceList = quote.PriceList,
        Invoicing = usual.Invoicing,
        Freight = usual.Freight,
        IssueDate = today,
        Seller = quote.Seller,
        Buyer = quote.Buyer,
        ShipTo = request.ShipTo ?? quote.ShipTo,
        BuyerReference = quote.BuyerReference,
        PurchaseOrderNumber = request.PurchaseOrderNumber ?? quote.PurchaseOrderNumber,
        PaymentTerms = quote.PaymentTerms,
        PaymentMethod = quote.PaymentMethod,
        Delivery = quote.Delivery,
        Note = quote.Note,
        Lines = cut.Lines,
        Discounts = cut.Discounts,
        PriceMode = quote.PriceMode,
        TaxRounding = quote.TaxRounding,
        Rounding = quote.Rounding,
        Totals = Totals.Compute(new() { Currency = quote.Currency, Lines = [], Rounding = quote.Rounding }),
        Metadata = request.Metadata,
    };
}
