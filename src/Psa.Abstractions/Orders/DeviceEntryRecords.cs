using Psa.Storage;

namespace Psa.Orders;

/// <summary>What became of entries of devices' files in a store: found by their ids, which are derived from those that the devices made.</summary>
internal static class DeviceEntryRecords
{
    internal static RecordType<DeviceEntry> Type { get; } = new("device_entry", static (r, v) => r with { Version = v });
}
