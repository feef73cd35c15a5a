using System.Text.Json.Serialization;

namespace Psa.Records;

/// <summary>What a session will do to a record when it commits.</summary>
[JsonConverter(typeof(EnumJsonConverter<StagedChangeKind>))]
public enum StagedChangeKind
{
    /// <summary>Store a new record.</summary>
    Add = 0,

    /// <summary>Replace a stored record.</summary>
    Update = 1,

    /// <summary>Remove a stored record.</summary>
    Remove = 2,
}
