using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>What a price is asked for (R-LIST): a product, for whom, when, in which unit and quantity.</summary>
public sealed record PriceRequest
{
    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets the day whose price holds.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the contract, whose price lists come before its customer's; or <see langword="null"/>.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets the customer, whose price lists come before the default one; <see langword="null"/> for the contract's, or for nobody in particular.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets the price list that is chosen instead, as on a document; or <see langword="null"/>.</summary>
    public Id<PriceList>? PriceList { get; init; }

    /// <summary>Gets the unit, or <see langword="null"/> for the product's own.</summary>
    public string? Unit { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the quantity in that unit, which decides the volume discount; its sign doesn't count.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Gets the currency; <see langword="null"/> for the contract's, the payer's, or that of the company that bills. Prices are never converted.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Gets the company that bills, which decides whether prices hold tax; <see langword="null"/> for the contract's, the customer's, or the default one.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }
}
