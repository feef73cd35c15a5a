using Microsoft.Extensions.DependencyInjection;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The store that a host chose. What is wrong with the choice is said when a service is first asked for, since a store may be chosen after <c>AddPsa</c>.</summary>
internal static class ChosenStore
{
    /// <exception cref="StoreException"><c>store.not_chosen</c>, <c>store.not_singleton</c>.</exception>
    internal static IPsaStore Of(IServiceProvider provider, IServiceCollection services)
    {
        ServiceDescriptor? chosen = null;
        foreach (var service in services)
        {
            chosen = service.ServiceType == typeof(IPsaStore) && !service.IsKeyedService ? service : chosen;
        }

        if (chosen is { Lifetime: not ServiceLifetime.Singleton })
        {
            throw new StoreException(
                StoreErrors.NotSingleton,
                $"The store is registered as {chosen.Lifetime}, and the services that use it are singletons: register it by AddSingleton<IPsaStore>(…). A session of it is what lives as long as a request.");
        }

        return (IPsaStore?)provider.GetService(typeof(IPsaStore)) ?? throw new StoreException(
            StoreErrors.NotChosen,
            "No store was chosen: call UseSqlite(…), UsePostgreSql(…) or UseInMemoryStore() where AddPsa() is called, or register your own IPsaStore as a singleton.");
    }
}
