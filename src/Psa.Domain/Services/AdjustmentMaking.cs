using System.Linq;
using NodaTime;
using Psa.Adjustments;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Languages;
using Psa.Numbering;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Makes adjustments: compares what is selected, takes it into account, and makes its documents. A preview does all of it, and commits nothing.</summary>
internal sealed class AdjustmentMaking(AdjustmentReads reads, CreditNoteDrafts drafts, ITaxCalculator taxes, LanguageSet languages, IIdGenerator ids)
{
    /// <summary>Makes an adjustment of a draft; the caller stages it.</summary>
    /// <param name="step">The step, which stages what it makes.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="isPreview">Whether nothing is committed: then what keeps it from being made is shown, and it takes no number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<Adjustment> MakeAsync(Step step, Adjustment draft, bool isPreview, CancellationToken cancellationToken)
    {
        var content = draft.Content;
        if (content.Selection.IsEmpty)
        {
            throw new RuleViolationException(AdjustmentErrors.NoLines, "Nothing is selected: select lines of what was billed, of what was performed, or of both.").At(nameof(content.Selection));
        }

        var facts = await reads.ReadAsync(step, content, cancellationToken).ConfigureAwait(false);
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var compared = facts.Compare(content.Selection);
        if (!isPreview)
        {
            AdjustmentRules.RequireOver(content, today);
            AdjustmentRules.RequireSame(step.Tenant, content.Selection, compared);
            AdjustmentRules.RequirePriced(compared);
        }

        var made = draft with
        {
            BillingEntity = facts.Entity.Id,
            Number = isPreview ? null : await NumberAsync(step, facts.Entity, today, cancellationToken).ConfigureAwait(false),
            Status = AdjustmentLifecycle.Table.Next(draft.Status, AdjustmentAction.Create, step.Actor, draft.Id.Value),
            Date = today,
            Key = AdjustmentRules.KeyOf(content),
            Rounding = facts.Entity.Rounding,
            Lines = compared.Lines,
            Differences = compared.Differences,
            Unpriced = compared.Unpriced,
        };
        foreach (var line in ConsideredLines.Take(step.Tenant, compared.Lines, facts.Considered, made.Id, facts.Entity.Id, facts.Catalog.Rates))
        {
            _ = line.Version == 0 ? step.Of<ConsideredLine>().Add(line) : step.Of<ConsideredLine>().Update(line);
        }

        var credits = new AdjustmentCredits(step, made, [.. facts.Considered.Values], drafts);
        var documents = await DocumentsAsync(step, made, facts, credits, content.Date ?? today, cancellationToken).ConfigureAwait(false);
        made = made with { Documents = documents, Rounded = credits.Rounded.ToValueList() };
        await step.OfferMissedAsync(made, cancellationToken).ConfigureAwait(false);
        return made;
    }

    private static async Task<string> NumberAsync(Step step, BillingEntity entity, LocalDate today, CancellationToken cancellationToken)
    {
        var series = await step.SeriesAsync(entity.Id, cancellationToken).ConfigureAwait(false);
        var allocation = series.Confirmed(NumberPurpose.Adjustment, entity, today, 1)!.Allocate(entity, today, 1);
        step.Of<NumberSeries>().Update(allocation.Series);
        return allocation.Numbers[0];
    }

    private async Task<ValueList<AdjustmentDocument>> DocumentsAsync(Step step, Adjustment made, AdjustmentFacts facts, AdjustmentCredits credits, LocalDate date, CancellationToken cancellationToken)
    {
        await step.RequireNearAsync(date, cancellationToken, nameof(made.Content.Date)).ConfigureAwait(false);
        await step.RequireTaxCodeAsync(made.Content.TaxCode, cancellationToken).ConfigureAwait(false);
        var product = await step.RequireProductAsync(made.Content.Item, cancellationToken).AtAsync(nameof(made.Content.Item)).ConfigureAwait(false);
        var series = await step.SeriesAsync(facts.Entity.Id, cancellationToken).ConfigureAwait(false);
        var documents = new List<AdjustmentDocument>();
        foreach (var own in made.Differences.AsEnumerable().GroupBy(static difference => (difference.Buyer, difference.Amount.Currency)))
        {
            var (more, less) = (own.Where(static difference => difference.Amount.Sign > 0).ToList(), own.Where(static difference => difference.Amount.Sign < 0).ToList());
            if (more.Count == 0 && less.Count == 0)
            {
                continue;
            }

            // neither its billing information nor who pays for whom changes beside the step
            (await step.GuardItemsAsync(own.Key.Buyer, cancellationToken).ConfigureAwait(false)).Write();
            var buyer = await step.Of<Customer>().RequireAsync(own.Key.Buyer, cancellationToken).ConfigureAwait(false);
            var words = languages.Find(buyer.BillingInformation?.Language);
            var text = made.Content.Text is { Length: > 0 } said ? said : product?.Name ?? words.Correction;
            var shares = await credits.SpreadAsync(less, more, cancellationToken).ConfigureAwait(false);
            if (more.Count > 0)
            {
                RequireDate(series, made.Content.AtOnce ? NumberPurpose.Invoice : null, facts.Entity, date);
                var place = documents.Count(static document => document.Item is not null);
                var item = await ChargeAsync(step, made, more, place, buyer, facts.Entity, product, text, date, cancellationToken).ConfigureAwait(false);
                var isWhole = more.TrueForAll(difference => own.Contains(difference));
                documents.Add(new(buyer.Id, [.. more.Select(static difference => difference.TaxCode)], item.Net, item.Id, Charged: isWhole ? [] : [.. more.Select(static difference => difference.Amount)]));
            }

            if (less.Count > 0)
            {
                RequireDate(series, NumberPurpose.CreditNote, facts.Entity, date);
                documents.AddRange(await credits.CreditAsync(buyer.Id, shares, documents.Count(static document => document.Item is not null), text, date, cancellationToken).ConfigureAwait(false));
            }
        }

        // cents alone, which no note can take, aren't adjusted
        return documents.Count == 0 && credits.Rounded.Count == 0 && made.Differences.AsEnumerable().FirstOrDefault(static difference => difference.Amount.Sign < 0) is { } credit
            ? throw AdjustmentSpread.Exceeds(-credit.Amount, -credit.Amount)
            : documents.ToValueList();
    }

    // its number is given at issue; a date that the series is past by now would never be issued
    private static void RequireDate(List<NumberSeries> series, NumberPurpose? purpose, BillingEntity entity, LocalDate date)
    {
        if (series.Find(one => one.Purpose == purpose) is { IsConfirmed: true } own)
        {
            _ = own.Allocate(entity, date, 1);
        }
    }

    private async Task<SalesItem> ChargeAsync(
        Step step, Adjustment made, List<AdjustmentDifference> charges, int place, Customer buyer, BillingEntity entity, Product? product, string text, LocalDate date, CancellationToken cancellationToken)
    {
        // that of an exemption is the buyer's, and in no table
        var table = await step.TaxTableAsync(cancellationToken).ConfigureAwait(false);
        var codes = charges.ConvertAll(charge => made.Content.TaxCode ?? (table.Find(charge.TaxCode) is null ? null : charge.TaxCode));
        var lines = await TaxedAsync(step, AdjustmentItems.Lines(made.Content, charges, codes, product, text), buyer, entity, date, cancellationToken).ConfigureAwait(false);
        var item = AdjustmentItems.Item(made, place, charges, lines, date).WaitingFor(buyer.CanBeBilled());
        step.AddItems([item]);
        item = step.Items[item.Id];
        if (!made.Content.AtOnce)
        {
            return item;
        }

        BillingInformationRules.RequireComplete(buyer);
        var written = new WrittenInvoice { Id = ids.Next<Invoice>(), PriceBehaviour = PriceBehaviour.Locked };
        var (draft, placed) = await new DraftWriter(step, taxes, languages).WriteAsync(buyer, entity, [item], written, [], date, cancellationToken).ConfigureAwait(false);
        step.Stage(placed, [item]);
        step.Append(EventKinds.InvoiceDrafted, draft.Id, to: draft.Totals.TotalWithTax.ToString());
        step.Of<Invoice>().Add(draft);
        return placed[0];
    }

    // a difference is without tax: where the seller's prices hold it, its lines stand on a document without
    private async Task<ValueList<DocumentLine>> TaxedAsync(Step step, ValueList<DocumentLine> lines, Customer buyer, BillingEntity entity, LocalDate date, CancellationToken cancellationToken)
    {
        if (entity.PriceMode != PriceMode.TaxInclusive)
        {
            return lines;
        }

        var taxed = await step.TaxAsync(taxes, languages, new(buyer, buyer, entity, lines[0].Amount.Currency, Contract: null), lines, [], date, cancellationToken).ConfigureAwait(false);
        return [.. lines.AsEnumerable().Zip(taxed.Lines.AsEnumerable(), static (line, own) => line with { Tax = new(own.Tax!.Applied, own.Tax.Point, PriceMode.TaxExclusive, IsKept: true) })];
    }
}
