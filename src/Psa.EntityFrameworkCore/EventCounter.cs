using System.Diagnostics.CodeAnalysis;

namespace Psa.EntityFrameworkCore;

/// <summary>The last sequence of a tenant's events: one row a tenant, held by the commit that appends.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Only the model uses it")]
internal sealed record EventCounter
{
    public required TenantId Tenant { get; init; }

    public required long Last { get; init; }
}
