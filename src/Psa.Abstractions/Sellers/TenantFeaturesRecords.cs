using Psa.Storage;

namespace Psa.Sellers;

/// <summary>Features in a store: one record a tenant.</summary>
internal static class TenantFeaturesRecords
{
    internal static RecordType<TenantFeatures> Type { get; } = new("tenant_features", static (r, v) => r with { Version = v }) { IsFact = true };
}
