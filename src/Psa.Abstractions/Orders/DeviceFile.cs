using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>What a device brings that worked offline: first its drafts are merged, then its actions, each in their order and each by itself.</summary>
public sealed record DeviceFile
{
    /// <summary>Gets the quotes and orders that were written on the device.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<DeviceDraft> Drafts { get; init; }

    /// <summary>Gets what was done on the device with quotes and orders.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<DeviceAction> Actions { get; init; }
}
