using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>What can be done to a contract.</summary>
[JsonConverter(typeof(EnumJsonConverter<ContractAction>))]
public enum ContractAction
{
    /// <summary>Bring it into force.</summary>
    Activate,

    /// <summary>Let services rest.</summary>
    Suspend,

    /// <summary>End the rest.</summary>
    Resume,

    /// <summary>End it before its time, or by notice.</summary>
    Terminate,

    /// <summary>Take back a termination.</summary>
    Reinstate,

    /// <summary>Note that its agreed end has passed.</summary>
    Expire,

    /// <summary>Drop a draft.</summary>
    Discard,
}
