using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Services;
using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <summary>The services over a store, made as a host makes them.</summary>
internal sealed class Office
{
    private readonly ServiceProvider _services;

    public Office(IPsaStore store, int firstId)
    {
        Store = store;
        _services = new ServiceCollection()
            .AddSingleton(store)
            .AddSingleton<IClock>(Clock)
            .AddSingleton<IIdGenerator>(new CountedIds(firstId))
            .AddPsa()
            .BuildServiceProvider();
    }

    public IPsaStore Store { get; }

    public AttackClock Clock { get; } = new();

    public CatalogService Catalog => Of<CatalogService>();

    public CustomerService Customers => Of<CustomerService>();

    public ContractService Contracts => Of<ContractService>();

    public UsageService Usage => Of<UsageService>();

    public SalesItemService Items => Of<SalesItemService>();

    public NumberingService Numbering => Of<NumberingService>();

    public BillingRunService Runs => Of<BillingRunService>();

    public Task<object?> CallAsync(Call call, IReadOnlyList<object?> arguments) =>
        call.InvokeAsync(ActivatorUtilities.GetServiceOrCreateInstance(_services, call.Service), arguments);

    private T Of<T>()
        where T : class => _services.GetRequiredService<T>();
}
