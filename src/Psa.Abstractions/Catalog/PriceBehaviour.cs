using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>Whether prices follow the catalog: of a contract part, and of a document as long as it can change.</summary>
[JsonConverter(typeof(EnumJsonConverter<PriceBehaviour>))]
public enum PriceBehaviour
{
    /// <summary>Prices stay: of a part, what its terms agree.</summary>
    Locked = 0,

    /// <summary>Prices follow the catalog. Of a part: its price on the first covered day of a period, frozen for the period once it has been billed. Of a document: those of the day of each step, until it can no longer change.</summary>
    UseCurrent = 1,
}
