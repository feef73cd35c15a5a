using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Attack.Tests.Calls;

/// <summary>The services over a store, made as a host makes them.</summary>
internal sealed class Office
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);

    private readonly ServiceProvider _services;

    public Office(IPsaStore store, int firstId)
    {
        Store = store;
        _services = new ServiceCollection()
            .AddSingleton(store)
            .AddSingleton<IClock>(Clock)
            .AddSingleton<IIdGenerator>(new CountedIds(firstId))
            .AddSingleton(static services => ActivatorUtilities.CreateInstance<BillingRunService>(services, new PureRunStore(services.GetRequiredService<IPsaStore>())))
            .AddPsa()
            .BuildServiceProvider();
    }

    public IPsaStore Store { get; }

    public AttackClock Clock { get; } = new();

    public SettingsService Settings => Of<SettingsService>();

    public CatalogService Catalog => Of<CatalogService>();

    public RepricingService Repricing => Of<RepricingService>();

    public CustomerService Customers => Of<CustomerService>();

    public ContractService Contracts => Of<ContractService>();

    public UsageService Usage => Of<UsageService>();

    public SalesItemService Items => Of<SalesItemService>();

    public InvoiceService Invoices => Of<InvoiceService>();

    public CreditNoteService CreditNotes => Of<CreditNoteService>();

    public NumberingService Numbering => Of<NumberingService>();

    public PriceChangeService Prices => Of<PriceChangeService>();

    public CreditService Credit => Of<CreditService>();

    public PaymentService Payments => Of<PaymentService>();

    public OpportunityService Opportunities => Of<OpportunityService>();

    public QuoteService Quotes => Of<QuoteService>();

    public OrderService Orders => Of<OrderService>();

    public OfflineService Offline => Of<OfflineService>();

    public DepositService Deposits => Of<DepositService>();

    public TicketService Tickets => Of<TicketService>();

    public ProjectService Projects => Of<ProjectService>();

    public AdjustmentService Adjustments => Of<AdjustmentService>();

    public ServiceDocumentService ServiceDocuments => Of<ServiceDocumentService>();

    public FeatureService Features => Of<FeatureService>();

    public InventoryService Inventory => Of<InventoryService>();

    public StockService Stock => Of<StockService>();

    public StockChargeService StockCharges => Of<StockChargeService>();

    public DemandService Demands => Of<DemandService>();

    public ReservationService Reservations => Of<ReservationService>();

    public DeliveryService Deliveries => Of<DeliveryService>();

    public ShippingService Shipping => Of<ShippingService>();

    public NotificationService Notifications => Of<NotificationService>();

    public DeviceService Devices => Of<DeviceService>();

    public PurchaseService Purchases => Of<PurchaseService>();

    public ReturnService Returns => Of<ReturnService>();

    public TimeService Time => Of<TimeService>();

    public SavedFilterService Filters => Of<SavedFilterService>();

    public BillingRunService Runs => Of<BillingRunService>();

    /// <summary>Makes a call; one that never ends is canceled.</summary>
    public async Task<object?> CallAsync(Call call, IReadOnlyList<object?> arguments)
    {
        using var timeout = new CancellationTokenSource(LongestCall);
        return await call.InvokeAsync(
            ActivatorUtilities.GetServiceOrCreateInstance(_services, call.Service),
            [.. arguments.Select(argument => argument is CancellationToken ? timeout.Token : argument)]);
    }

    public Task<object?> CallAsync(WorkingCall call) => CallAsync(call.Call, call.Arguments);

    private T Of<T>()
        where T : class => _services.GetRequiredService<T>();
}
