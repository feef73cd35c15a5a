using Psa.Storage;

namespace Psa.Sellers;

/// <summary>Settings of tenants in a store: found by their id.</summary>
internal static class TenantSettingsRecords
{
    internal static RecordType<TenantSettings> Type { get; } = new("tenant_settings", static (r, v) => r with { Version = v }) { IsFact = true };
}
