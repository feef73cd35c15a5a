namespace Psa.Catalog;

/// <summary>What a product is.</summary>
public enum ProductKind
{
    /// <summary>Work or a subscription sold by quantity.</summary>
    Service = 0,

    /// <summary>A thing that is stocked and shipped.</summary>
    Goods = 1,

    /// <summary>A vendor's service whose usage is counted; <see cref="Product.ServiceCode"/> names it.</summary>
    ManagedService = 2,

    /// <summary>A price for an hour of work.</summary>
    HourlyRate = 3,
}
