using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>What contracts are sorted by: text by its upper case, then as it is; the id decides between equal ones.</summary>
[JsonConverter(typeof(EnumJsonConverter<ContractOrder>))]
public enum ContractOrder
{
    /// <summary>By number; contracts without one come first.</summary>
    Number = 0,

    /// <summary>By name.</summary>
    Name = 1,
}
