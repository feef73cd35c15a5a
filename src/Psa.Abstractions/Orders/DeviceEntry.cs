using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>What became of one entry of a device's file, written in the commit of what it did: so it is done once.</summary>
public sealed record DeviceEntry : IEntity<DeviceEntry>
{
    /// <inheritdoc/>
    public required Id<DeviceEntry> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets a hash of what it said, so that its id never stands for two things.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets the version of its document that it left; 0 when it was refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long LeftVersion { get; init; }

    /// <summary>Gets the fields that it claimed and that were passed over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<string> Ignored { get; init; }

    /// <summary>Gets why it was refused, or <see langword="null"/> when it was merged.</summary>
    public RefusedEntry? Refusal { get; init; }
}
