using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Quotes;
using Psa.Records;
using Psa.Sellers;

namespace Psa.Services;

/// <content>Quotes as long as they are drafts.</content>
public sealed partial class QuoteService
{
    /// <summary>Drafts a quote and gives it its number. It may go to a prospect, of whom no billing information is known yet.</summary>
    /// <param name="actor">
    /// Who does it; free-text lines and discounts need <see cref="Permission.DiscountLines"/> too, and locked prices, and those of products that aren't the catalog's, <see cref="Permission.OverridePrices"/>.
    /// </param>
    /// <param name="quote">What is quoted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft: revision 0.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, contract, opportunity, billing entity or price list.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines, their choices and terms.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>; <c>document.far_date</c>, <c>quote.bad_dates</c>; <c>quote.opportunity_mismatch</c>; <c>document.discount_exceeds_detail</c>, <c>discount.needs_one_time</c>,
    /// <c>document.charge_needs_tax</c>; <c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>, <c>product.inactive</c>, <c>tax.no_table</c>.
    /// </exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Quote> DraftAsync(Actor actor, NewQuote quote, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes);
        Border.Check(quote);
        RequireContent(actor, quote.Content);
        if (quote.PriceBehaviour == PriceBehaviour.Locked)
        {
            actor.Require(Permission.OverridePrices);
        }

        return store.StepAsync(clock, actor, step => DraftAsync(step, quote, cancellationToken), cancellationToken);
    }

    /// <summary>Writes all that stands on a draft anew.</summary>
    /// <param name="actor">Who does it, an author from now on, who doesn't approve it; free-text lines and discounts need <see cref="Permission.DiscountLines"/> too, and prices of products that aren't the catalog's <see cref="Permission.OverridePrices"/>.</param>
    /// <param name="id">The draft.</param>
    /// <param name="content">All that is to stand on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft. An approval of what stood there ends when anything differs.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines, their choices and terms.</exception>
    /// <exception cref="RuleViolationException"><c>quote.not_draft</c>; as for <see cref="DraftAsync(Actor, NewQuote, CancellationToken)"/>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Quote> ChangeAsync(Actor actor, Id<Quote> id, QuoteContent content, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        Border.Check(content);
        RequireContent(actor, content);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireDraft();
                var whose = await QuoteWriter.WhoseAsync(step, draft, cancellationToken).ConfigureAwait(false) with { Chosen = content.PriceList };
                var written = await WriteAsync(step, draft, content, whose, cancellationToken).ConfigureAwait(false);
                var kept = new QuoteReservations(step);
                await kept.FitAsync(written, cancellationToken).ConfigureAwait(false);
                await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.QuoteChanged, id, draft.Totals.TotalWithTax.ToString(), written.Totals.TotalWithTax.ToString());
                return step.Of<Quote>().Update(written, draft);
            },
            cancellationToken);
    }

    private static void RequireContent(Actor actor, QuoteContent content)
    {
        RequireLines(actor, content.Lines, content.Discounts);
        if (content.LastDay is { } last && last < (content.EffectiveFrom ?? content.Date))
        {
            throw new RuleViolationException(QuoteErrors.BadDates, $"The quote's last day, {last:R}, is before its first, {content.EffectiveFrom ?? content.Date:R}: correct one of them.").At(nameof(content.LastDay));
        }
    }

    private static void RequireLines(Actor actor, ValueList<NewQuoteLine> lines, ValueList<Discount> discounts)
    {
        actor.RequireDiscounting(lines.AsEnumerable().Select(static line => line.Line), discounts);
        HandDocuments.RequireWhole(discounts);
        ValidationFailedException.ThrowIfAny(QuoteChoices.Validate(lines));
    }

    private async Task<Quote> DraftAsync(Step step, NewQuote request, CancellationToken cancellationToken)
    {
        if (request.Id is { } given && await step.Of<Quote>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
        {
            return made.ServedCustomer == request.Customer && made.Revision == 0 ? made : throw new ConcurrencyConflictException(nameof(Quote), given.Value, 0, made.Version);
        }

        var (customer, payer) = await step.GuardPayerAsync(request.Customer, cancellationToken).AtAsync(nameof(request.Customer)).ConfigureAwait(false);
        await step.RequireContractAsync(request.Contract, customer, cancellationToken).ConfigureAwait(false);
        var entity = await step.ChooseEntityAsync(request.BillingEntity, customer, payer, cancellationToken).ConfigureAwait(false);
        var opportunity = request.Opportunity is { } of ? await step.Of<Opportunity>().RequireAsync(of, cancellationToken).AsTask().AtAsync(nameof(request.Opportunity)).ConfigureAwait(false) : null;
        var currency = request.Currency ?? opportunity?.EstimatedValue?.Currency ?? payer.BillingInformation?.Currency ?? entity.Currency;
        RequireFitting(opportunity, customer, currency);
        var draft = new Quote
        {
            Id = request.Id.OrNext(ids),
            Tenant = step.Tenant,
            Status = QuoteLifecycle.Table.Initial,
            ServedCustomer = customer.Id,
            Customer = payer.Id,
            CustomerNumber = payer.Number,
            BillingEntity = entity.Id,
            Opportunity = request.Opportunity,
            Contract = request.Contract,
            Currency = currency,
            PriceBehaviour = request.PriceBehaviour,
            Seller = entity.ToParty(),
            Buyer = payer.ToParty(payer.BillingInformation),
            IssueDate = request.Content.Date,
            LastDay = request.Content.Date,
            PaymentTerms = entity.PaymentTerms,
            Author = step.Actor.User,
            AuthorName = step.Actor.DisplayName,
            Lines = [],
            Totals = Totals.Compute(new() { Currency = currency, Lines = [], Rounding = entity.Rounding }),
            Metadata = request.Metadata,
        };
        var whose = new PricedFor(customer, payer, entity, currency, request.Contract, request.Content.PriceList);
        var written = await WriteAsync(step, draft, request.Content, whose, cancellationToken).ConfigureAwait(false);
        var number = await NumberAsync(step, entity, cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.QuoteCreated, written.Id, to: written.Status.Name);
        return step.Of<Quote>().Add(written with { Number = number });
    }

    // a draft with all that somebody wrote on it
    private async Task<Quote> WriteAsync(Step step, Quote draft, QuoteContent content, PricedFor whose, CancellationToken cancellationToken)
    {
        await step.RequireNearAsync(content.Date, cancellationToken, nameof(content.Date)).ConfigureAwait(false);
        var plain = content.Lines.AsEnumerable().Select(static line => line.Line).ToValueList();
        await step.RequireReferencesAsync(plain, draft.Lines, cancellationToken).ConfigureAwait(false);
        var made = await step.WriteLinesAsync(plain, draft.Lines, whose, draft.Prices() == PriceMovement.Keeps, content.PriceList == draft.PriceList, cancellationToken).ConfigureAwait(false);
        var contract = whose.Contract is { } of ? await step.Of<Contract>().RequireAsync(of, cancellationToken).ConfigureAwait(false) : null;
        var policy = (await step.SettingsAsync(cancellationToken).ConfigureAwait(false)).Quotes ?? new();
        var (information, last) = (whose.Payer.BillingInformation, content.LastDay ?? content.Date.PlusDays(policy.ValidityDays));
        var written = draft with
        {
            IssueDate = content.Date,
            EffectiveFrom = content.EffectiveFrom,
            LastDay = content.LastDay is null && content.EffectiveFrom is { } from && from > last ? from.PlusDays(policy.ValidityDays) : last,
            Lines = [.. made.SelectMany((own, place) => own.AsEnumerable().Select(line => line with { Offer = line.IsNote ? null : QuoteChoices.OfferOf(content.Lines[place]) }))],
            PriceList = content.PriceList,
            Discounts = content.Discounts,
            PaymentTerms = content.PaymentTerms ?? contract?.PaymentTerms ?? information?.PaymentTerms ?? whose.Entity.PaymentTerms,
            PaymentMethod = contract?.PaymentMethod ?? information?.PaymentMethod ?? default,
            Delivery = content.Delivery ?? information?.Delivery ?? default,
            PurchaseOrderNumber = content.PurchaseOrderNumber,
            BuyerReference = content.BuyerReference,
            ShipTo = content.ShipTo,
            Title = content.Title ?? _writer.TitleFor(whose.Payer),
            Introduction = content.Introduction,
            Note = content.Note,
        };
        return (await _writer.WriteAsync(step, written.WrittenBy(step.Actor), whose, content.Charges, cancellationToken).ConfigureAwait(false)).Draft;
    }

    private static async Task<string> NumberAsync(Step step, BillingEntity entity, CancellationToken cancellationToken)
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var series = (await step.SeriesAsync(entity.Id, cancellationToken).ConfigureAwait(false)).Confirmed(NumberPurpose.Quote, entity, today, 1)!;
        var allocation = series.Allocate(entity, today, 1);
        step.Of<NumberSeries>().Update(allocation.Series);
        return allocation.Numbers[0];
    }

    private static void RequireFitting(Opportunity? opportunity, Customer customer, Currency currency)
    {
        if (opportunity is not null
            && (opportunity.Customer != customer.Id || opportunity.Status != OpportunityStatus.Open || (opportunity.EstimatedValue is { } value && value.Currency != currency)))
        {
            throw new RuleViolationException(
                QuoteErrors.OpportunityMismatch,
                $"A quote belongs to an open opportunity of its own customer and currency, and '{opportunity.Name}' isn't one: name another, or none.",
                opportunity.Id.Value).At(nameof(NewQuote.Opportunity));
        }
    }
}
