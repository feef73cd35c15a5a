using Psa.Storage;

namespace Psa.Sellers;

/// <summary>The tenant's companies that bill in a store: few, and read all at once.</summary>
internal static class BillingEntityRecords
{
    internal static RecordType<BillingEntity> Type { get; } = new("billing_entity", static (r, v) => r with { Version = v }) { IsFact = true };
}
