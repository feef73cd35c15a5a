namespace Psa.Catalog;

/// <summary>The error codes of products, prices, discounts and taxes. The codes <c>price.…</c> are the named pricing errors a line keeps.</summary>
public static class CatalogErrors
{
    /// <summary>Nobody chose or assigned a price list, and there is no default one in the currency.</summary>
    public const string MissingPriceList = "price.missing_list";

    /// <summary>The price list chosen on the document is in another currency.</summary>
    public const string CurrencyMismatch = "price.currency_mismatch";

    /// <summary>The prices of the list hold tax where the document's don't, or the other way round.</summary>
    public const string TaxModeMismatch = "price.tax_mode_mismatch";

    /// <summary>The price list that decides is switched off.</summary>
    public const string InactivePriceList = "price.inactive_list";

    /// <summary>The price list that decides doesn't hold the product, in its unit or the base unit, and doesn't fall back to the default list, or that doesn't hold it either.</summary>
    public const string ProductNotInList = "price.product_not_in_list";

    /// <summary>The price list that decides is not valid on the day, or its first price of the product starts later.</summary>
    public const string NoPriceAtDate = "price.none_at_date";

    /// <summary>The product is switched off.</summary>
    public const string InactiveProduct = "product.inactive";

    /// <summary>A product lacks something it must have.</summary>
    public const string IncompleteProduct = "product.incomplete";

    /// <summary>A multiplier of block hours that is none, or of a product that isn't an hourly rate.</summary>
    public const string BadBlockMultiplier = "product.bad_block_multiplier";

    /// <summary>Another product has that article number, or sells that vendor's service.</summary>
    public const string DuplicateProduct = "product.duplicate";

    /// <summary>A list price or cost is below zero, or two of a currency start on the same day.</summary>
    public const string BadProductPrice = "product.bad_price";

    /// <summary>The product's unit group can't change while prices, contract parts, bundles or draft documents count the product in its units.</summary>
    public const string ProductInUse = "product.in_use";

    /// <summary>A price list or volume discount has no name.</summary>
    public const string UnnamedPriceList = "price_list.unnamed";

    /// <summary>A price list ends before it starts.</summary>
    public const string PriceListEndsBeforeStart = "price_list.end_before_start";

    /// <summary>A price list names a product and unit twice.</summary>
    public const string DuplicateItem = "price_list.duplicate_item";

    /// <summary>An item of a price list has no price.</summary>
    public const string ItemWithoutPrice = "price_list.item_without_price";

    /// <summary>An item of a price list has two prices from the same day.</summary>
    public const string DuplicatePriceDate = "price_list.duplicate_date";

    /// <summary>A price, or an amount of its volume discount, is of another currency than the list.</summary>
    public const string PriceOfOtherCurrency = "price_list.currency_mismatch";

    /// <summary>A price is computed in a way that gives none.</summary>
    public const string BadPriceMethod = "price_list.bad_method";

    /// <summary>The amount to which prices are rounded isn't above zero.</summary>
    public const string BadPriceRounding = "price_list.bad_rounding";

    /// <summary>A price, or a charge of a quote or order, is below zero.</summary>
    public const string NegativePrice = "price.negative";

    /// <summary>A row of prices can't be read.</summary>
    public const string BadRow = "price_list.bad_row";

    /// <summary>The tiers of a volume discount don't ascend, don't start above zero, or don't say either a percent up to 100 % or an amount of zero or more; or two lists of tiers start on the same day.</summary>
    public const string BadTiers = "price_list.bad_tiers";

    /// <summary>A price list that has begun, is assigned or is chosen on a draft can't be deleted, only ended.</summary>
    public const string PriceListInUse = "price_list.in_use";

    /// <summary>An assignment of a price list is withdrawn from the beginning, or has the id of another one.</summary>
    public const string BadAssignment = "price_list.bad_assignment";

    /// <summary>The list price or cost that the price is computed from is there, but not in the list's currency.</summary>
    public const string CostCurrencyMismatch = "price.cost_currency_mismatch";

    /// <summary>The list price or cost that the price is computed from isn't there on the day.</summary>
    public const string MissingCost = "price.missing_cost";

    /// <summary>The unit isn't one of the product's unit group.</summary>
    public const string UnitNotInGroup = "price.unit_not_in_group";

    /// <summary>A document whose prices are locked takes no such change.</summary>
    public const string PricesLocked = "price.locked";

    /// <summary>The prices are locked already.</summary>
    public const string AlreadyLocked = "price.already_locked";

    /// <summary>The prices follow the catalog already.</summary>
    public const string AlreadyUnlocked = "price.already_unlocked";

    /// <summary>The catalog says other prices by now, and the tenant wants to be asked.</summary>
    public const string StalePrices = "price.stale";

    /// <summary>A unit group has no name, a unit has no code or one that is there twice, or a factor isn't from 1 to 1 000 000 000 on both sides.</summary>
    public const string BadUnit = "unit.bad_unit";

    /// <summary>A factor can't change, nor a unit go, once a product has the unit group: something stored may be counted in it.</summary>
    public const string UnitInUse = "unit.in_use";

    /// <summary>The quantity has more than 15 decimals in the unit wanted.</summary>
    public const string UnitNotExact = "unit.not_exact";

    /// <summary>Goods with serials are ordered and needed in whole base units.</summary>
    public const string UnitNotWhole = "unit.not_whole";

    /// <summary>A component of a bundle is a bundle itself.</summary>
    public const string NestedBundle = "bundle.nested";

    /// <summary>A bundle has no components or more than 100, a component twice in a content, or a quantity that isn't above zero; or the product is no bundle.</summary>
    public const string BadBundle = "bundle.bad_content";

    /// <summary>A manual discount takes more than the line has.</summary>
    public const string DiscountExceedsLine = "discount.exceeds_line";

    /// <summary>A discount off each unit belongs to a line, not to a document or an agreed price.</summary>
    public const string DiscountNeedsLine = "discount.needs_line";

    /// <summary>An amount off a whole quote, or a charge on it, belongs to what is sold once, of which nothing is chosen.</summary>
    public const string DiscountNeedsOneTime = "discount.needs_one_time";

    /// <summary>Two default price lists of one currency and price mode are valid on the same day.</summary>
    public const string OverlappingPriceLists = "price_list.overlap";

    /// <summary>A discount must be either a percent or an amount.</summary>
    public const string BadDiscount = "discount.percent_or_amount";

    /// <summary>A discount is below zero, or above 100 %.</summary>
    public const string DiscountOutOfRange = "discount.out_of_range";

    /// <summary>The tax table has no such code.</summary>
    public const string UnknownTaxCode = "tax.unknown_code";

    /// <summary>The tax code has no rate on that day: none starts so early, or those of all its components are 0 %.</summary>
    public const string NoTaxRate = "tax.no_rate";

    /// <summary>No tax code was given and the table has no default.</summary>
    public const string NoDefaultTax = "tax.no_default";

    /// <summary>A rate is negative, zero where the category is the standard one, or not zero where the category takes none.</summary>
    public const string BadTaxRate = "tax.bad_rate";

    /// <summary>The category needs a reason why no tax is charged.</summary>
    public const string TaxReasonMissing = "tax.reason_missing";

    /// <summary>A taxed category carries a reason why no tax is charged.</summary>
    public const string TaxReasonNotAllowed = "tax.reason_not_allowed";

    /// <summary>A tax code has no component, or several of which one is untaxed or has no name of its own.</summary>
    public const string BadTaxComponents = "tax.bad_components";

    /// <summary>A tax code is empty, or there twice.</summary>
    public const string BadTaxCode = "tax.bad_code";

    /// <summary>A tax code has two rates from the same day.</summary>
    public const string DuplicateRateDate = "tax.duplicate_date";

    /// <summary>The tenant has no tax table.</summary>
    public const string NoTaxTable = "tax.no_table";

    /// <summary>The tenant has a tax table already.</summary>
    public const string TaxTableExists = "tax.table_exists";
}
