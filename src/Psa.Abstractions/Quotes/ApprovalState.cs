using System.Text.Json.Serialization;

namespace Psa.Quotes;

/// <summary>Where the approval of a quote stands.</summary>
[JsonConverter(typeof(EnumJsonConverter<ApprovalState>))]
public enum ApprovalState
{
    /// <summary>Somebody is to decide.</summary>
    Requested = 0,

    /// <summary>It may be activated as it is.</summary>
    Granted = 1,

    /// <summary>It went back to its author.</summary>
    Rejected = 2,
}
