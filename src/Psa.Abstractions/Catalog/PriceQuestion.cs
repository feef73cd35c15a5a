using NodaTime;

namespace Psa.Catalog;

/// <summary>What a price is asked for.</summary>
internal readonly record struct PriceQuestion
{
    /// <summary>Gets the product.</summary>
    public required Product Product { get; init; }

    /// <summary>Gets the unit, or <see langword="null"/> for the product's own.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets the quantity, whose volume discount is wanted; 0 for none.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Gets the currency; prices are never converted.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets the day.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the list that was chosen on the document, or <see langword="null"/>.</summary>
    public Id<PriceList>? Chosen { get; init; }

    /// <summary>Gets the contract's assignments.</summary>
    public ValueList<PriceListAssignment> OfContract { get; init; }

    /// <summary>Gets the customer's assignments.</summary>
    public ValueList<PriceListAssignment> OfCustomer { get; init; }

    /// <summary>Gets the assignments of who pays for the customer, which hold when the customer has none.</summary>
    public ValueList<PriceListAssignment> OfPayer { get; init; }
}
