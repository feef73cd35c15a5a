using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Compares drafts by hand with the catalog and prices them anew (R-STALE).</summary>
/// <param name="taxes">Finds taxes.</param>
/// <param name="languages">The languages of documents.</param>
internal sealed class DraftRepricing(ITaxCalculator taxes, LanguageSet languages)
{
    /// <summary>Compares a document with the catalog of a day, and changes nothing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="draft">The document as it is stored; what isn't a draft by hand differs in nothing.</param>
    /// <param name="date">The day.</param>
    /// <param name="catalog">The catalog where it is read already, or <see langword="null"/>; products that it lacks are read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<DraftComparison> CompareAsync(IPsaSession session, Invoice draft, LocalDate date, CatalogFacts? catalog, CancellationToken cancellationToken)
    {
        var stored = await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([draft.Id]), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var movement = draft.Prices();
        var first = stored.Where(item => item.IsOf(draft.Id)).MinBy(static item => item.Ordinal);
        if (movement == PriceMovement.Frozen || first is null)
        {
            return new() { Stored = stored, Differences = [], Pricing = null };
        }

        var entity = (await session.Of<BillingEntity>().RequireAsync(draft.BillingEntity, cancellationToken).ConfigureAwait(false)).As(draft);
        var customer = await session.Of<Customer>().RequireAsync(first.Customer, cancellationToken).ConfigureAwait(false);
        var payer = customer.Id == draft.Customer ? customer : await session.Of<Customer>().RequireAsync(draft.Customer, cancellationToken).ConfigureAwait(false);
        var own = stored.Where(item => item.IsOf(draft.Id)).ToDictionary(static item => item.Id);
        var products = own.Values.SelectMany(static item => item.Lines.AsEnumerable()).Select(static line => line.Product).OfType<Id<Product>>().Distinct().ToList();
        var whose = new PricedFor(customer, payer, entity, draft.Currency, first.Contract, draft.PriceList);
        var pricing = await session.PricingAsync(products, whose, date, catalog, cancellationToken).ConfigureAwait(false);
        var (differences, place) = (new List<PriceDifference>(), 0);
        foreach (var item in draft.Items)
        {
            if (own.GetValueOrDefault(item.Item) is { } written)
            {
                differences.AddRange(Repricing.Compare(written.Lines, place, movement == PriceMovement.Follows, pricing));
            }

            place += item.Lines;
        }

        return new() { Stored = stored, Differences = differences.ToValueList(), Pricing = pricing };
    }

    /// <summary>Prices a draft that follows the catalog anew and stages it, with an event; nothing when nothing differs.</summary>
    /// <param name="step">The step, whose day counts.</param>
    /// <param name="draft">The draft as it is stored.</param>
    /// <param name="catalog">The catalog where it is read already, or <see langword="null"/>; products that it lacks are read.</param>
    /// <param name="run">The run that does it, which says what changed; <see langword="null"/> when the document is priced anew by itself.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft as it is now, and what differed.</returns>
    /// <exception cref="RuleViolationException">Its discounts take more than its lines come to now, and what else refuses a draft.</exception>
    internal async Task<RepricedDraft> RepriceDraftAsync(Step step, Invoice draft, CatalogFacts? catalog, RepricingRun? run, CancellationToken cancellationToken)
    {
        (await step.GuardItemsAsync(draft.Customer, cancellationToken).ConfigureAwait(false)).Write();
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var comparison = await CompareAsync(step, draft, today, catalog, cancellationToken).ConfigureAwait(false);
        if (!comparison.IsStale)
        {
            return new(draft, []);
        }

        var (repriced, placed) = await WriteAsync(step, draft, comparison, WrittenInvoice.Of(draft), draft.IssueDate, cancellationToken).ConfigureAwait(false);
        step.Stage(placed, comparison.Stored);
        var stored = step.Of<Invoice>().Update(repriced, draft);
        step.AppendRepriced(draft.Id, draft, stored, comparison.Following, run);
        return new(stored, comparison.Following);
    }

    /// <summary>Writes a draft anew with the prices that it follows, and stages nothing.</summary>
    internal Task<(Invoice Draft, List<SalesItem> Items)> WriteAsync(
        Step step, Invoice draft, DraftComparison comparison, WrittenInvoice written, LocalDate date, CancellationToken cancellationToken) =>
        WriteAsync(step, draft, comparison.Stored.ConvertAll(item => comparison.Applied(item, draft)), written, date, cancellationToken);

    /// <summary>Writes a draft anew of items that are pending, and stages nothing.</summary>
    internal async Task<(Invoice Draft, List<SalesItem> Items)> WriteAsync(
        Step step, Invoice draft, List<SalesItem> items, WrittenInvoice written, LocalDate date, CancellationToken cancellationToken)
    {
        var payer = await step.Of<Customer>().RequireAsync(draft.Customer, cancellationToken).ConfigureAwait(false);
        var entity = (await step.Of<BillingEntity>().RequireAsync(draft.BillingEntity, cancellationToken).ConfigureAwait(false)).As(draft);
        return await new DraftWriter(step, taxes, languages).WriteAsync(payer, entity, items, written, draft.Charges.AsWritten(), date, cancellationToken).ConfigureAwait(false);
    }
}
