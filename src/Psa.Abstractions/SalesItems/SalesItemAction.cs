using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa.SalesItems;

/// <summary>What can happen to a sales item.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Values, of which some numbers are not in use")]
[JsonConverter(typeof(EnumJsonConverter<SalesItemAction>))]
public enum SalesItemAction
{
    /// <summary>The customer's billing information is complete now.</summary>
    Complete = 0,

    /// <summary>Put it on a draft invoice.</summary>
    Invoice = 1,

    /// <summary>The draft invoice was removed or its run rolled back.</summary>
    Return = 2,

    /// <summary>Decide not to bill it.</summary>
    Cancel = 4,

    /// <summary>Withdraw it with the run that made it.</summary>
    Withdraw = 5,

    /// <summary>Find that it comes to nothing.</summary>
    Settle = 6,
}
