using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>What becomes of a part in a change of many prices, and why.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceChangeOutcome>))]
public enum PriceChangeOutcome
{
    /// <summary>It gets the new price.</summary>
    Changed = 0,

    /// <summary>It has the entry of this change already, standing or withdrawn.</summary>
    ChangedBefore = 1,

    /// <summary>The entry of this change is withdrawn.</summary>
    Withdrawn = 2,

    /// <summary>Left out: it bills the catalog's price.</summary>
    CatalogPrice = 3,

    /// <summary>Left out: it passes on the vendor's cost.</summary>
    CostPlus = 4,

    /// <summary>Left out: it has no price that could change, or one of 0.</summary>
    NoPrice = 5,

    /// <summary>Left out: a price or scheme is agreed for that very day.</summary>
    AgreedThatDay = 6,

    /// <summary>Left out: it begins on that day or later, at a price agreed for then.</summary>
    NotBegun = 7,

    /// <summary>Left out: it ends before that day.</summary>
    Ended = 8,

    /// <summary>Left out: its contract is a draft, whose prices are still being written.</summary>
    DraftContract = 9,

    /// <summary>It can't be done; the line says why. Others go on.</summary>
    Refused = 10,
}
