using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;
using Psa;
using Psa.Access;
using Psa.Documents;
using Psa.Records;
using Psa.Services;
using Psa.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the library in a container.</summary>
public static class PsaServiceCollectionExtensions
{
    /// <summary>
    /// Adds the library's services as singletons; what is registered already stays. Choose a store too, before or after, such as <see cref="UseInMemoryStore"/>. Time is that of a
    /// registered <see cref="IClock"/>, else of a registered <see cref="TimeProvider"/>, else the system's.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets <see cref="PsaOptions"/>; options that can't be worked with stop the host when it starts.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection AddPsa(this IServiceCollection services, Action<PsaOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PsaOptions>, PsaOptionsCheck>());
        var options = services.AddOptions<PsaOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

#pragma warning disable RS0030 // the one place where the system's clock enters
        services.TryAddSingleton<IClock>(static provider => provider.GetService<TimeProvider>() is { } time ? new TimeProviderClock(time) : SystemClock.Instance);
#pragma warning restore RS0030
        services.TryAddSingleton<IIdGenerator, OrderedIdGenerator>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<PsaOptions>>().Value.Access);
        services.TryAddSingleton<ActorFactory>();
        services.TryAddSingleton<ITaxCalculator, TaxTableCalculator>();
        AddService<CustomerService>(services);
        AddService<OnboardingService>(services);
        AddService<RepricingService>(services);
        AddService<CatalogService>(services);
        AddService<SettingsService>(services);
        AddService<ContractService>(services);
        AddService<ContractWizardService>(services);
        AddService<PriceChangeService>(services);
        AddService<UsageService>(services);
        AddService<SalesItemService>(services);
        AddService<UnbilledWorkService>(services);
        AddService<NumberingService>(services);
        AddService<InvoiceService>(services);
        AddService<QuoteService>(services);
        AddService<OrderService>(services);
        AddService<OfflineService>(services);
        AddService<TicketService>(services);
        AddService<ProjectService>(services);
        AddService<TimeService>(services);
        AddService<ServiceDocumentService>(services);
        AddService<AdjustmentService>(services);
        AddService<CreditNoteService>(services);
        AddService<DepositService>(services);
        AddService<AccountService>(services);
        AddService<CreditService>(services);
        AddService<ExportService>(services);
        AddService<BillingRunService>(services);
        AddService<PaymentService>(services);
        AddService<OpportunityService>(services);
        AddService<FeatureService>(services);
        AddService<InventoryService>(services);
        AddService<StockService>(services);
        AddService<StockChargeService>(services);
        AddService<DeliveryService>(services);
        AddService<DemandService>(services);
        AddService<ReservationService>(services);
        AddService<ShippingService>(services);
        AddService<DeviceService>(services);
        AddService<PurchaseService>(services);
        AddService<ReturnService>(services);
        AddService<EventService>(services);
        AddService<NotificationService>(services);
        AddService<SavedFilterService>(services);
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

    private static void AddService<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(IServiceCollection services)
        where T : class =>
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<T>(provider, ChosenStore.Of(provider, services)));
}
