using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Psa;
using Psa.Documents;
using Psa.Records;
using Psa.Services;
using Psa.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the library in a container.</summary>
public static class PsaServiceCollectionExtensions
{
    /// <summary>Adds the library's services as singletons; what is registered already stays. Choose a store next, such as <see cref="UseInMemoryStore"/>.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection AddPsa(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
#pragma warning disable RS0030 // the one place where the system's clock enters
        services.TryAddSingleton<IClock>(SystemClock.Instance);
#pragma warning restore RS0030
        services.TryAddSingleton<IIdGenerator, OrderedIdGenerator>();
        services.TryAddSingleton<CustomerService>();
        services.TryAddSingleton<OnboardingService>();
        services.TryAddSingleton<CatalogService>();
        services.TryAddSingleton<SettingsService>();
        services.TryAddSingleton<ContractService>();
        services.TryAddSingleton<ContractWizardService>();
        services.TryAddSingleton<UsageService>();
        services.TryAddSingleton<SalesItemService>();
        services.TryAddSingleton<NumberingService>();
        services.TryAddSingleton<ITaxCalculator, TaxTableCalculator>();
        services.TryAddSingleton<BillingRunService>();
        services.TryAddSingleton<EventService>();
        services.TryAddSingleton<PriceChangeService>();
        return services;
    }

    /// <summary>Keeps everything in memory: for tests, samples and previews. A store that was registered before is replaced.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection UseInMemoryStore(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.RemoveAll<IPsaStore>().AddSingleton<IPsaStore, InMemoryStore>();
    }
}
