using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>How invoices of an order deduct a deposit.</summary>
[JsonConverter(typeof(EnumJsonConverter<DepositDeduction>))]
public enum DepositDeduction
{
    /// <summary>As much as each invoice allows, until nothing is left.</summary>
    First = 0,

    /// <summary>In proportion to what each invoice bills of the order.</summary>
    ProRata = 1,
}
