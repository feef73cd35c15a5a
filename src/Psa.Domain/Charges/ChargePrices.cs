using NodaTime;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Finds the price of a charge: the agreed one, the one that a bill froze, or the catalog's.</summary>
internal static class ChargePrices
{
    private const string PlainUnit = "C62";

    /// <summary>Finds the price under terms whose scheme takes one.</summary>
    /// <param name="facts">The part.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="quantity">The quantity, whose volume discount is wanted.</param>
    /// <param name="frozen">The terms that froze the catalog's price and volume discount for the period, or <see langword="null"/>.</param>
    /// <param name="date">The period's first charged day, whose price of the catalog holds.</param>
    /// <param name="context">The run.</param>
    /// <param name="obstacle">Why there is none.</param>
    internal static ChargePrice Find(
        ChargeFacts facts, in EffectiveTerms terms, decimal quantity, ChargeTerms? frozen, LocalDate date, BillingContext context, out Obstacle? obstacle)
    {
        obstacle = null;
        var part = facts.Part;
        if (part.PriceBehaviour == PriceBehaviour.Locked)
        {
            if (terms.UnitPrice is { } price && terms.Agreed.Priced is { } agreed)
            {
                return new(price, null, new(PriceOriginKind.Locked, agreed.EffectiveFrom, null, agreed.Note) { Rises = terms.Rises });
            }

            obstacle = new(ObstacleReason.PriceMissing, ChargeErrors.PriceMissing, $"'{part.Text}' has a locked price, but its terms name none: add terms with a price.");
            return new(null, null, new(PriceOriginKind.Locked));
        }

        // a fee for all units has no volume discount
        var isPerUnit = terms.Pricing.IsProportional;
        if (frozen?.UnitPrice is { } billed)
        {
            return new(billed, isPerUnit ? frozen.VolumeDiscount : null, frozen.PriceOrigin);
        }

        if (facts.Product is not { } product)
        {
            obstacle = new(ObstacleReason.PriceMissing, ChargeErrors.ProductMissing, $"'{part.Text}' follows the catalog, but its product isn't there: add the product and its price, or lock a price.");
            return new(null, null, new(PriceOriginKind.Catalog));
        }

        var lookup = context.Prices.Find(new PriceQuestion
        {
            Product = product,
            Unit = UnitOf(part, product, context.FindUnitGroup(product.UnitGroup)),
            Quantity = isPerUnit ? quantity : 0m,
            Currency = facts.Contract.Currency,
            Date = date,
            OfContract = facts.Contract.PriceLists,
            OfCustomer = facts.PriceListsOfCustomer,
            OfPayer = facts.PriceListsOfPayer,
        });
        if (lookup.Price is { } found)
        {
            return new(found.Price, isPerUnit ? found.VolumeDiscount : null, new(PriceOriginKind.Catalog, found.From, found.ListName) { BaseUnit = found.BaseUnit });
        }

        var reason = lookup.Error == CatalogErrors.CurrencyMismatch ? ObstacleReason.CurrencyMismatch : ObstacleReason.PriceMissing;
        obstacle = new(reason, lookup.Error!, $"The catalog has no price of '{product.Name}' in {facts.Contract.Currency} on {date:R}: {Remedy(lookup.Error!)}.");
        return new(null, null, new(PriceOriginKind.Catalog));
    }

    /// <summary>Gives the terms by which a charge of a period freezes the catalog's price: the first with a price of it; <see langword="null"/> where none has.</summary>
    internal static ChargeTerms? Freezing(ValueList<ChargeTerms> terms)
    {
        foreach (var one in terms)
        {
            if (one is { UnitPrice: not null, PriceOrigin.Kind: PriceOriginKind.Catalog })
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>Gives the unit that a part is counted and priced in: its own, or the product's where it names none of the product's units.</summary>
    internal static string UnitOf(ContractPart part, Product product, UnitGroup? group) =>
        part.Unit == PlainUnit && group?.Find(PlainUnit) is null ? product.Unit : part.Unit;

    private static string Remedy(string error) => error switch
    {
        CatalogErrors.MissingPriceList => "make a default price list of that currency, or assign one to the contract or customer",
        CatalogErrors.CurrencyMismatch => "add a price list of that currency",
        CatalogErrors.TaxModeMismatch => "add a list whose prices hold tax as the seller's do",
        CatalogErrors.InactivePriceList => "switch the price list on, or assign another",
        CatalogErrors.NoPriceAtDate => "let the list, or its price of the product, begin earlier or end later",
        CatalogErrors.MissingCost => "state the list price or cost that its price is computed from",
        CatalogErrors.CostCurrencyMismatch => "state the list price or cost in the list's currency",
        CatalogErrors.UnitNotInGroup => "choose a unit of the product's group for the part, or add the unit to the group",
        CatalogErrors.InactiveProduct => "the product is switched off: switch it on, end the part, or lock a price",
        _ => "add one to the price list",
    };
}
