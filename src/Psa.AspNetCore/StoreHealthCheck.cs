using Microsoft.Extensions.Diagnostics.HealthChecks;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.AspNetCore;

/// <summary>Reads in a session: by the key of a record that needn't exist, so that it costs one look-up.</summary>
internal sealed class StoreHealthCheck(IPsaStore store, TenantId tenant) : IHealthCheck
{
    /// <summary>A tenant without records.</summary>
    internal static readonly TenantId Probe = new(new Guid("70726f62-6500-8000-8000-000000000000"));

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var session = await store.OpenAsync(tenant, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                _ = await session.Of<TenantSettings>().FindAsync(new(tenant.Value), cancellationToken).ConfigureAwait(false);
            }

            return HealthCheckResult.Healthy();
        }
        catch (PsaException refusal)
        {
            return new(context.Registration.FailureStatus, refusal.Code, refusal, new Dictionary<string, object>(StringComparer.Ordinal) { ["code"] = refusal.Code });
        }
    }
}
