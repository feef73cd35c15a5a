using System.Text.Json.Serialization;

namespace Psa.Charges;

/// <summary>The kinds of price origins.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceOriginKind>))]
public enum PriceOriginKind
{
    /// <summary>Agreed in the part's terms.</summary>
    Locked = 0,

    /// <summary>From the catalog's price list.</summary>
    Catalog = 1,

    /// <summary>From the part's pricing scheme: tiers, packages.</summary>
    Scheme = 2,

    /// <summary>The vendor's cost, passed on.</summary>
    Cost = 3,
}
