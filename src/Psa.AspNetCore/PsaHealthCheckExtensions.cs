using Microsoft.Extensions.Diagnostics.HealthChecks;
using Psa;
using Psa.AspNetCore;
using Psa.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check of the store.</summary>
public static class PsaHealthCheckExtensions
{
    /// <summary>The name of the check when the host gives none.</summary>
    public const string StoreCheckName = "psa_store";

    /// <summary>
    /// Adds a check that opens a session of the container's <see cref="IPsaStore"/> and reads in it; it writes nothing. What the store refuses makes it <see cref="HealthStatus.Unhealthy"/>,
    /// with the code as description and under <c>code</c> in its data, and the exception for the host's log.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="tenant">The tenant to open a session for, or <see langword="null"/> for one that has no records.</param>
    /// <param name="name">The name of the check.</param>
    /// <returns>The same health checks.</returns>
    public static IHealthChecksBuilder AddPsaStore(this IHealthChecksBuilder builder, TenantId? tenant = null, string name = StoreCheckName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new(name, provider => new StoreHealthCheck(provider.GetRequiredService<IPsaStore>(), tenant ?? StoreHealthCheck.Probe), HealthStatus.Unhealthy, tags: null));
    }
}
