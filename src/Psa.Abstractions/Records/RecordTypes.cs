using System.Collections.Frozen;
using Psa.Adjustments;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Lists;
using Psa.Notifications;
using Psa.Numbering;
using Psa.Orders;
using Psa.Payments;
using Psa.Procurement;
using Psa.Quotes;
using Psa.Returns;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;
using Psa.Usage;
using Psa.Work;

namespace Psa.Records;

/// <summary>The one list of all kinds of record that are stored.</summary>
public static class RecordTypes
{
    /// <summary>Gets all kinds.</summary>
    public static ValueList<RecordType> All { get; } =
    [
        TenantSettingsRecords.Type,
        TenantFeaturesRecords.Type,
        BillingEntityRecords.Type,
        NumberSeriesRecords.Type,
        ProductRecords.Type,
        PriceListRecords.Type,
        UnitGroupRecords.Type,
        VolumeDiscountRecords.Type,
        TaxTableRecords.Type,
        CustomerRecords.Type,
        ContractRecords.Type,
        ContractPartRecords.Type,
        ContractTemplateRecords.Type,
        UsageRecords.Type,
        UsageDeliveryRecords.Type,
        WorkKindRecords.Type,
        TicketRecords.Type,
        TicketCommentRecords.Type,
        ProjectRecords.Type,
        TimeEntryRecords.Type,
        BlockBalanceRecords.Type,
        PartLedgerRecords.Type,
        SalesItemRecords.Type,
        OpportunityRecords.Type,
        QuoteTemplateRecords.Type,
        QuoteRecords.Type,
        OrderRecords.Type,
        DepositRecords.Type,
        DeviceEntryRecords.Type,
        InvoiceRecords.Type,
        InvoiceBalanceRecords.Type,
        InvoiceFlagsRecords.Type,
        PaymentEntryRecords.Type,
        CustomerCreditRecords.Type,
        PayerCreditRecords.Type,
        ServiceDocumentRecords.Type,
        ConsideredLineRecords.Type,
        AdjustmentRecords.Type,
        StockSettingsRecords.Type,
        StockLocationRecords.Type,
        StockedProductRecords.Type,
        StockItemRecords.Type,
        StockBalanceRecords.Type,
        StockSerialRecords.Type,
        StockMoveRecords.Type,
        StockTransferRecords.Type,
        DemandRecords.Type,
        StockReservationRecords.Type,
        ShipmentRecords.Type,
        StockChargeRecords.Type,
        DeviceRecords.Type,
        VendorRecords.Type,
        PurchasedProductRecords.Type,
        PurchaseOrderRecords.Type,
        VendorInvoiceRecords.Type,
        GoodsReturnRecords.Type,
        NotificationSettingsRecords.Type,
        BillingRunRecords.Type,
        RunPartitionRecords.Type,
        RunObstacleRecords.Type,
        RepricingRunRecords.Type,
        SavedFilterRecords.Type,
        CommitGuardRecords.Type,
    ];

    private static FrozenDictionary<Type, RecordType> ByType { get; } = All.ToFrozenDictionary(static type => type.Type);

    /// <summary>Gives a kind.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <returns>The kind.</returns>
    /// <exception cref="StoreException"><c>store.record_not_supported</c>: such records aren't stored.</exception>
    [Pure]
    public static RecordType<T> Of<T>()
        where T : class, IEntity<T> =>
        ByType.TryGetValue(typeof(T), out var type) ? (RecordType<T>)type : throw StoreRefusals.NotSupported<T>();
}
