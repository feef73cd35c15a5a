using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>What a product is.</summary>
[JsonConverter(typeof(EnumJsonConverter<ProductKind>))]
public enum ProductKind
{
    /// <summary>Work or a subscription sold by quantity.</summary>
    Service = 0,

    /// <summary>A thing, that can be delivered.</summary>
    Goods = 1,

    /// <summary>A vendor's service whose usage is counted; <see cref="Product.ServiceCode"/> names it.</summary>
    ManagedService = 2,

    /// <summary>An hour of work.</summary>
    HourlyRate = 3,

    /// <summary>Several products at one price; <see cref="Product.Contents"/> says which.</summary>
    Bundle = 4,
}
