using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Psa.Storage;

namespace Psa.AspNetCore.Tests;

public class HealthTests
{
    [Fact]
    public async Task A_store_that_answers_is_healthy()
    {
        await using var host = await StartAsync(_ => { });

        var (status, _, body) = await host.GetAsync("/health");

        Assert.Equal((200, "Healthy"), (status, body.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_store_that_refuses_is_unhealthy_with_its_code()
    {
        await using var host = await StartAsync(services => services.AddSingleton<IPsaStore, LockedStore>());

        var (status, _, body) = await host.GetAsync("/health");

        Assert.Equal((503, "Unhealthy"), (status, body.GetProperty("status").GetString()));
        Assert.Equal((StoreErrors.Locked, StoreErrors.Locked), (body.GetProperty("description").GetString(), body.GetProperty("code").GetString()));
    }

    private static Task<Host> StartAsync(Action<IServiceCollection> configure) =>
        Host.StartAsync(
            app => app.MapHealthChecks("/health", new HealthCheckOptions
            {
                ResponseWriter = (context, report) =>
                {
                    var entry = report.Entries[PsaHealthCheckExtensions.StoreCheckName];
                    return context.Response.WriteAsJsonAsync(new { Status = entry.Status.ToString(), entry.Description, Code = entry.Data.GetValueOrDefault("code") });
                },
            }),
            services =>
            {
                configure(services);
                services.AddHealthChecks().AddPsaStore();
            });

    private sealed class LockedStore : IPsaStore
    {
        public ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) => throw Locked();

        public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) => throw Locked();

        private static StoreException Locked() => new(StoreErrors.Locked, "Somebody else holds it.");
    }
}
