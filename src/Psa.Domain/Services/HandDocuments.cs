using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What quotes, orders and invoices that somebody writes share: their lines, prices and taxes.</summary>
internal static class HandDocuments
{
    /// <summary>Refuses discounts and free text of who may not write them.</summary>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    internal static void RequireDiscounting(this Actor actor, IEnumerable<NewDocumentLine> lines, ValueList<Discount> discounts)
    {
        if (!discounts.IsEmpty || lines.Any(static line => line is { IsNote: false, Product: null } or { IsNote: false, Discount: not null }))
        {
            actor.Require(Permission.DiscountLines);
        }
    }

    /// <summary>Refuses discounts of each unit on a whole document, which has none.</summary>
    /// <exception cref="ValidationFailedException">Each with its place.</exception>
    internal static void RequireWhole(ValueList<Discount> discounts)
    {
        var problems = discounts.AsEnumerable().Select(static (discount, place) => (discount, place)).Where(static one => one.discount.UnitAmount is not null)
            .Select(static one => new Problem(CatalogErrors.DiscountNeedsLine, Discounts.NeedsLine, FormattableString.Invariant($"Discounts[{one.place}]")));
        ValidationFailedException.ThrowIfAny(problems.ToValueList());
    }

    /// <summary>Makes the lines of a quote or order of what somebody writes, at the prices of the catalog today where nobody says others.</summary>
    /// <param name="step">The step.</param>
    /// <param name="lines">What somebody wrote.</param>
    /// <param name="before">The lines that stood there.</param>
    /// <param name="whose">Whose prices hold.</param>
    /// <param name="isLocked">Whether the prices of the document are locked.</param>
    /// <param name="leavesUntouched">Whether lines that are left as they were keep their prices, as they do unless another list was chosen.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lines of each written line: one, or of a bundle its heading and components.</returns>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: a price isn't the catalog's, and the actor may not override it.</exception>
    internal static async Task<List<ValueList<DocumentLine>>> WriteLinesAsync(
        this Step step, ValueList<NewDocumentLine> lines, ValueList<DocumentLine> before, PricedFor whose, bool isLocked, bool leavesUntouched, CancellationToken cancellationToken)
    {
        if (whose.Chosen is { } list)
        {
            await step.Of<PriceList>().RequireAsync(list, cancellationToken).AsTask().AtAsync(nameof(InvoiceContent.PriceList)).ConfigureAwait(false);
        }

        if (lines.IsEmpty)
        {
            return [];
        }

        var pricing = await step.HandPricingAsync(lines, before.AsEnumerable(), whose, cancellationToken).ConfigureAwait(false) with { IsLocked = isLocked, LeavesUntouched = leavesUntouched };
        var made = HandLines.Write(lines, before, whose.Currency, whose.Entity.Rounding, pricing);
        step.Actor.RequireOverriding(before.AsEnumerable(), made.SelectMany(static own => own.AsEnumerable()));
        return made;
    }

    /// <summary>Taxes the lines of a quote or order as an invoice of its date would.</summary>
    /// <param name="session">The session.</param>
    /// <param name="taxes">Finds taxes.</param>
    /// <param name="languages">The languages of documents.</param>
    /// <param name="whose">Who sells to whom.</param>
    /// <param name="lines">The lines as they are agreed.</param>
    /// <param name="charges">The charges.</param>
    /// <param name="date">The date of the document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RuleViolationException">What the calculator refuses; <c>tax.unknown_code</c>, <c>tax.no_rate</c>, <c>tax.no_table</c>.</exception>
    internal static async Task<TaxedLines> TaxAsync(
        this IPsaSession session,
        ITaxCalculator taxes,
        LanguageSet languages,
        PricedFor whose,
        ValueList<DocumentLine> lines,
        ValueList<NewDocumentCharge> charges,
        LocalDate date,
        CancellationToken cancellationToken)
    {
        var untaxed = lines.AsEnumerable().Select(static line => line with { Tax = null, UnitCode = null }).ToValueList();
        var products = untaxed.AsEnumerable().Select(static line => line.Product).OfType<Id<Product>>().Distinct().ToList();
        var known = products.Count == 0 ? [] : await session.Of<Product>().QueryAsync(RecordType<Product>.Of(products), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var groups = known.Select(static product => product.UnitGroup).OfType<Id<UnitGroup>>().Distinct().ToList();
        var units = groups.Count == 0 ? [] : await session.Of<UnitGroup>().QueryAsync(RecordType<UnitGroup>.Of(groups), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var context = new BillingContext(whose.Entity, known, [], await session.TaxTableAsync(cancellationToken).ConfigureAwait(false), [.. units])
        {
            Run = default,
            Through = date,
            InvoiceDate = date,
            Languages = languages,
        };

        // a quote goes to who isn't a customer yet, of whom perhaps no address is known: it is taxed as one beside the seller
        var information = whose.Payer.BillingInformation ?? new();
        var found = new DraftTaxes(context, information.Address is null ? information with { Address = whose.Entity.Address } : information, taxes);
        var item = new NewSalesItem { Customer = whose.Customer.Id, Currency = whose.Currency, BillingDate = date, Lines = [] }
            .Frame(default, whose.Customer, whose.Currency, whose.Entity.Id).WithLines(untaxed, whose.Entity.Rounding);
        var taxed = DraftTaxes.Taxed([item], await found.FindAsync([item], cancellationToken).ConfigureAwait(false))[0]
            .AsEnumerable().Select(line => context.UnitCodeOf(line.Product, line.Unit) is { } code ? line with { UnitCode = code } : line).ToValueList();
        return new()
        {
            Entity = whose.Entity,
            Currency = whose.Currency,
            Lines = taxed,
            Billed = FreedLines.Billed(item, taxed, whose.Entity.Rounding),
            Charges = await found.FindAsync(charges, cancellationToken).ConfigureAwait(false),
            PriceMode = taxed.AsEnumerable().FirstOrDefault(static line => line.Tax is not null)?.Tax!.PriceMode ?? whose.Entity.PriceMode,
        };
    }
}
