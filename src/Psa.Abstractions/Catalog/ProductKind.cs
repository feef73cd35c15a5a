using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>What a product is.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Values, of which some numbers are not in use")]
[JsonConverter(typeof(EnumJsonConverter<ProductKind>))]
public enum ProductKind
{
    /// <summary>Work or a subscription sold by quantity.</summary>
    Service = 0,

    /// <summary>A vendor's service whose usage is counted; <see cref="Product.ServiceCode"/> names it.</summary>
    ManagedService = 2,
}
