using Microsoft.Extensions.DependencyInjection;
using Psa.Access;
using Psa.Samples.BillingRun.Output;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun;

/// <summary>What every step of the sample needs.</summary>
/// <param name="Services">The library.</param>
/// <param name="World">What is billed.</param>
/// <param name="Through">The bill-through date; the invoice date, too.</param>
/// <param name="Screen">Where it is told.</param>
internal sealed record DemoContext(IServiceProvider Services, World World, LocalDate Through, Screen Screen)
{
    /// <summary>Gets who does it all: somebody of finance whose role allows it.</summary>
    internal Actor Actor { get; } = Actor.Create(WorldIds.Tenant, UserId.Of("sample"), "Billing sample", [Role.Administrator], AccessTable.Default);

    internal SalesItemService Items => Services.GetRequiredService<SalesItemService>();

    internal CatalogService Catalog => Services.GetRequiredService<CatalogService>();

    internal BillingRunService Runs => Services.GetRequiredService<BillingRunService>();

    internal InvoiceService Invoices => Services.GetRequiredService<InvoiceService>();

    internal CreditNoteService CreditNotes => Services.GetRequiredService<CreditNoteService>();

    internal QuoteService Quotes => Services.GetRequiredService<QuoteService>();

    internal OrderService Orders => Services.GetRequiredService<OrderService>();

    internal DepositService Deposits => Services.GetRequiredService<DepositService>();

    internal ContractService Contracts => Services.GetRequiredService<ContractService>();

    internal TicketService Tickets => Services.GetRequiredService<TicketService>();

    internal TimeService Time => Services.GetRequiredService<TimeService>();

    internal ServiceDocumentService ServiceDocuments => Services.GetRequiredService<ServiceDocumentService>();

    internal AdjustmentService Adjustments => Services.GetRequiredService<AdjustmentService>();

    internal FeatureService Features => Services.GetRequiredService<FeatureService>();

    internal InventoryService Inventory => Services.GetRequiredService<InventoryService>();

    internal StockService Stock => Services.GetRequiredService<StockService>();

    internal PurchaseService Purchases => Services.GetRequiredService<PurchaseService>();

    internal StockChargeService StockCharges => Services.GetRequiredService<StockChargeService>();

    internal DeliveryService Deliveries => Services.GetRequiredService<DeliveryService>();

    internal DemandService Demands => Services.GetRequiredService<DemandService>();

    internal ReservationService Reservations => Services.GetRequiredService<ReservationService>();

    internal ShippingService Shipping => Services.GetRequiredService<ShippingService>();

    internal ReturnService Returns => Services.GetRequiredService<ReturnService>();

    internal NotificationService Notifications => Services.GetRequiredService<NotificationService>();

    internal PaymentService Payments => Services.GetRequiredService<PaymentService>();

    internal AccountService Accounts => Services.GetRequiredService<AccountService>();

    internal Id<BillingEntity> Entity => World.Entity.Id;

    // its dates are those of its facts, whenever it is run
    internal BillingRunPlan Plan => new() { BillingEntity = Entity, Through = Through, AllowFarDates = true };

    internal ValueTask<IPsaSession> OpenAsync(CancellationToken cancellationToken) =>
        Services.GetRequiredService<IPsaStore>().OpenAsync(WorldIds.Tenant, cancellationToken);
}
