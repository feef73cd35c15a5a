using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads what lines that somebody writes are priced by.</summary>
internal static class LinePrices
{
    /// <summary>Reads what the products of lines cost whom on a day.</summary>
    /// <param name="session">The session.</param>
    /// <param name="products">The products; without any, nothing is read.</param>
    /// <param name="whose">Whose lists hold.</param>
    /// <param name="date">The day.</param>
    /// <param name="catalog">The catalog where it is read already, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<LinePricing> PricingAsync(
        this IPsaSession session, IReadOnlyCollection<Id<Product>> products, PricedFor whose, LocalDate date, CatalogFacts? catalog, CancellationToken cancellationToken)
    {
        var facts = await session.CatalogAsync(products, catalog, cancellationToken).ConfigureAwait(false);
        var contract = products.Count > 0 && whose.Contract is { } id ? await session.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false) : null;
        return new()
        {
            Catalog = facts,
            Book = facts.Book(whose.Entity.PriceMode),
            Currency = whose.Currency,
            Date = date,
            Rounding = whose.Entity.Rounding,
            Chosen = whose.Chosen,
            OfContract = contract?.PriceLists ?? [],
            OfCustomer = whose.Customer.PriceLists,
            OfPayer = whose.Payer.PriceLists,
        };
    }

    /// <summary>Reads how lines that somebody writes come to their prices today.</summary>
    internal static async Task<HandPricing> HandPricingAsync(
        this Step step, ValueList<NewDocumentLine> lines, IEnumerable<DocumentLine> before, PricedFor whose, CancellationToken cancellationToken)
    {
        var products = lines.AsEnumerable().Select(static line => line.Product).Concat(before.Select(static line => line.Product)).OfType<Id<Product>>().Distinct().ToList();
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        return new() { Lines = await step.PricingAsync(products, whose, today, catalog: null, cancellationToken).ConfigureAwait(false), By = step.Actor.DisplayName };
    }

    /// <summary>Refuses prices that somebody says who may not: all that weren't said before.</summary>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    internal static void RequireOverriding(this Actor actor, IEnumerable<DocumentLine> before, IEnumerable<DocumentLine> after)
    {
        var known = before.Where(IsOverridden).Select(static line => (line.Product, line.UnitPrice, line.Source)).ToHashSet();
        if (after.Any(line => IsOverridden(line) && !known.Contains((line.Product, line.UnitPrice, line.Source))))
        {
            actor.Require(Permission.OverridePrices);
        }
    }

    private static bool IsOverridden(DocumentLine line) => line is { Source.Kind: PriceSourceKind.Override };

    private static async Task<CatalogFacts> CatalogAsync(this IPsaSession session, IReadOnlyCollection<Id<Product>> products, CatalogFacts? catalog, CancellationToken cancellationToken)
    {
        if (catalog is null)
        {
            return products.Count == 0 ? CatalogFacts.Empty : await session.CatalogAsync(products, cancellationToken).ConfigureAwait(false);
        }

        var missing = products.Where(product => !catalog.Products.ContainsKey(product)).ToList();
        if (missing.Count == 0)
        {
            return catalog;
        }

        var more = await session.CatalogAsync(missing, cancellationToken).ConfigureAwait(false);
        return catalog with { Products = catalog.Products.Concat(more.Products.Where(one => !catalog.Products.ContainsKey(one.Key))).ToDictionary() };
    }
}
