namespace Psa.Events;

/// <content>Features, stock and purchases.</content>
public static partial class EventKinds
{
    /// <summary>A feature was switched on or off, or the tenant got another edition, which is what it changed to.</summary>
    public const string FeaturesChanged = "features.changed";

    // Stock

    /// <summary>The settings of stock were changed.</summary>
    public const string StockSettingsChanged = "stock.settings_changed";

    /// <summary>A location was added or changed.</summary>
    public const string LocationChanged = "location.changed";

    /// <summary>How a product is stocked was changed.</summary>
    public const string StockedProductChanged = "stocked_product.changed";

    /// <summary>How much of a product is to be at a location was changed; deleted when it says so.</summary>
    public const string StockItemChanged = "stock_item.changed";

    /// <summary>Goods or their value moved; the record is the move, and what it does is what it changed to.</summary>
    public const string StockMoved = "stock.moved";

    /// <summary>Stock was counted, with a reason; the record is the balance, also where the count was right.</summary>
    public const string StockCounted = "stock.counted";

    /// <summary>What is available of a product at a location fell below its minimum; the record is the stock item.</summary>
    public const string StockMinimumBreached = "stock.minimum_breached";

    /// <summary>Cost became known of goods that had left, or a receipt was taken back at another cost; the record is the move.</summary>
    public const string StockCostCorrected = "stock.cost_corrected";

    /// <summary>A stock charge was written or canceled, with a reason.</summary>
    public const string ChargeChanged = "charge.changed";

    /// <summary>Goods were picked for a demand, or are free again; how much is picked is what it changed from and to.</summary>
    public const string GoodsPicked = "goods.picked";

    /// <summary>Goods were delivered for a demand, or a delivery was undone, with a reason; how much is delivered is what it changed from and to.</summary>
    public const string GoodsDelivered = "goods.delivered";

    /// <summary>Goods left with a shipment, or who carries it or its tracking number was changed; the number is what it changed from and to.</summary>
    public const string ShipmentChanged = "shipment.changed";

    /// <summary>A demand changed its status, which is what it changed from and to: goods are needed, on order, there, ready or delivered, or it is held, with a note. Only where procurement is on.</summary>
    public const string DemandChanged = "demand.changed";

    /// <summary>Goods are kept for a line of a quote; how much is what it changed from and to.</summary>
    public const string StockReserved = "stock.reserved";

    /// <summary>Goods aren't kept for a quote any more, or fewer are, with a reason; how much is what it changed from and to. What goes on to its order isn't told of.</summary>
    public const string StockReleased = "stock.released";

    /// <summary>Goods are kept for a quote until one of the next days, which is what it changed to: told once a day.</summary>
    public const string ReservationExpiring = "reservation.expiring";

    /// <summary>Somebody is to approve that a demand is bought, or to approve it anew since it costs more; the cost is what it changed to.</summary>
    public const string ApprovalRequested = "approval.requested";

    /// <summary>Somebody approved that a demand is bought, or rejected it, with a note; which of both is what it changed to.</summary>
    public const string ApprovalDecided = "approval.decided";

    /// <summary>A customer got a device, it counts for other parts, or its delivery was undone, with a reason.</summary>
    public const string DeviceInstalled = "device.installed";

    /// <summary>A customer's device came out, for another one perhaps, with a reason; the record is the one that came out.</summary>
    public const string DeviceSwapped = "device.swapped";

    // Purchases

    /// <summary>A vendor was added or changed.</summary>
    public const string VendorChanged = "vendor.changed";

    /// <summary>From whom a product is bought was changed.</summary>
    public const string PurchasedProductChanged = "purchased_product.changed";

    /// <summary>A purchase order was written.</summary>
    public const string PurchaseOrderCreated = "purchase_order.created";

    /// <summary>The lines of a purchase order were changed.</summary>
    public const string PurchaseOrderChanged = "purchase_order.changed";

    /// <summary>A purchase order was sent to its vendor.</summary>
    public const string PurchaseOrderSubmitted = "purchase_order.submitted";

    /// <summary>A purchase order was taken back, with a reason.</summary>
    public const string PurchaseOrderCanceled = "purchase_order.canceled";

    /// <summary>The rest of a line of a purchase order won't come, with a reason.</summary>
    public const string PurchaseOrderShortClosed = "purchase_order.short_closed";

    /// <summary>Something of a purchase order is late: its due date passed. Told once a day; the first such date is what it changed to.</summary>
    public const string PurchaseOrderLate = "purchase_order.late";

    /// <summary>Goods of a purchase order came; the record is the order.</summary>
    public const string GoodsReceived = "goods.received";

    /// <summary>A receipt of a purchase order, or a part of it, was canceled; the record is the order.</summary>
    public const string ReceiptCanceled = "receipt.canceled";

    /// <summary>An invoice of a vendor was recorded.</summary>
    public const string VendorInvoiceRecorded = "vendor_invoice.recorded";

    /// <summary>An invoice of a vendor was taken back, with a reason.</summary>
    public const string VendorInvoiceCanceled = "vendor_invoice.canceled";

    // Returns

    /// <summary>A return was asked for or went on, with a note or reason; where it stands is what it changed from and to.</summary>
    public const string ReturnChanged = "return.changed";

    // Notifications

    /// <summary>A kind of notification was switched off, which is what it changed from, or on, which is what it changed to.</summary>
    public const string NotificationSwitched = "notification.switched";
}
