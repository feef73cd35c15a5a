using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;
using Psa.Quotes;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Writes draft quotes: taxes, totals, parties. All that changes a draft goes through it, so none of them is ever beside the others.</summary>
/// <param name="taxes">Finds taxes.</param>
/// <param name="languages">The languages of documents.</param>
internal sealed class QuoteWriter(ITaxCalculator taxes, LanguageSet languages)
{
    /// <summary>Gives whose prices hold for a stored draft; who pays can't change beside the step.</summary>
    internal static async Task<PricedFor> WhoseAsync(Step step, Quote draft, CancellationToken cancellationToken)
    {
        var (customer, payer) = await step.GuardPayerAsync(draft.ServedCustomer, cancellationToken).ConfigureAwait(false);
        return await WhoseAsync(step, draft, customer, payer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives whose prices hold for a stored quote, to read.</summary>
    internal static async Task<PricedFor> WhoseAsync(IPsaSession session, Quote quote, CancellationToken cancellationToken)
    {
        var customer = await session.Of<Customer>().RequireAsync(quote.ServedCustomer, cancellationToken).ConfigureAwait(false);
        return await WhoseAsync(session, quote, customer, await session.PayerOfAsync(customer, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Taxes a draft as it is, and computes what it comes to; nothing is staged. An approval of another content ends.</summary>
    /// <param name="session">The session.</param>
    /// <param name="draft">The draft, whose lines are as they are agreed.</param>
    /// <param name="whose">Who sells to whom.</param>
    /// <param name="charges">Its charges.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft, and its lines as an invoice would bill them.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>document.discount_exceeds_detail</c>, <c>document.charge_needs_tax</c>, <c>discount.needs_one_time</c>, what the tax calculator refuses.
    /// </exception>
    internal async Task<(Quote Draft, ValueList<DocumentLine> Billed)> WriteAsync(
        IPsaSession session, Quote draft, PricedFor whose, ValueList<NewDocumentCharge> charges, CancellationToken cancellationToken)
    {
        OfferedCharges.RequireNotNegative(charges);
        var (entity, payer, lines) = (whose.Entity, whose.Payer, QuoteChoices.WithOffers(draft.Lines));
        var taxed = await session.TaxAsync(taxes, languages, whose, lines, charges, draft.IssueDate, cancellationToken).ConfigureAwait(false);
        var written = draft with
        {
            Customer = payer.Id,
            CustomerNumber = payer.Number,
            Seller = entity.ToParty(),
            Buyer = payer.ToParty(payer.BillingInformation),
            Language = payer.BillingInformation?.Language,
            Lines = taxed.Lines,
            Charges = taxed.Charges,
            PriceMode = taxed.PriceMode,
            TaxRounding = entity.TaxRounding,
            Rounding = entity.Rounding,
        };
        var totals = written.Sum(QuoteChoices.Chosen(written.Lines));
        RequireFitting(totals.OneTime);
        foreach (var recurring in totals.Recurring)
        {
            RequireFitting(recurring.Totals);
        }

        written = written with { Totals = totals.OneTime, Recurring = totals.Recurring };
        return (written.Approval is { } approval && approval.ContentHash != QuoteHash.Of(written) ? written with { Approval = null } : written, taxed.Billed);
    }

    /// <summary>Gives what writes orders in a step.</summary>
    internal OrderWriter Orders(Step step) => new(step, taxes, languages);

    /// <summary>Gives the title of a quote to a payer.</summary>
    internal string TitleFor(Customer payer) => languages.Find(payer.BillingInformation?.Language).Quote;

    private static async Task<PricedFor> WhoseAsync(IPsaSession session, Quote quote, Customer customer, Customer payer, CancellationToken cancellationToken)
    {
        var entity = await session.Of<BillingEntity>().RequireAsync(quote.BillingEntity, cancellationToken).ConfigureAwait(false);
        return new(customer, payer, entity.As(quote), quote.Currency, quote.Contract, quote.PriceList);
    }

    private static void RequireFitting(DocumentTotals totals)
    {
        if (Math.Abs(totals.TotalWithTax.MinorUnits) > Bounds.MinorUnits)
        {
            throw new RuleViolationException(ChargeErrors.TooLarge, $"{totals.TotalWithTax} is more than a document may come to: look for a price or quantity that is too large.");
        }
    }
}
