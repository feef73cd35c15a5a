namespace Psa.Procurement;

/// <summary>The error codes of vendors and purchase orders.</summary>
public static class ProcurementErrors
{
    /// <summary>Another vendor has the number.</summary>
    public const string VendorDuplicate = "vendor.duplicate";

    /// <summary>A vendor has no number or name, or sells a product at a price below zero or in another currency, or twice.</summary>
    public const string BadVendor = "vendor.bad_value";

    /// <summary>Nobody sells the product: say first from whom it is bought.</summary>
    public const string VendorMissing = "vendor.missing";

    /// <summary>An inactive vendor takes no new order.</summary>
    public const string VendorInactive = "vendor.inactive";

    /// <summary>Another purchase order has the number.</summary>
    public const string NumberTaken = "purchase_order.number_taken";

    /// <summary>A purchase order is given no number, and no number series gives it one.</summary>
    public const string NumberMissing = "purchase_order.number_missing";

    /// <summary>A purchase order has no line, or one that orders nothing, of what isn't stocked, or in another currency than its order.</summary>
    public const string BadOrder = "purchase_order.bad_value";

    /// <summary>Once it is submitted, only due dates, raised quantities and what is short-closed change.</summary>
    public const string NotNew = "purchase_order.not_new";

    /// <summary>Something of the order was received: cancel the receipt first, or close the rest.</summary>
    public const string Received = "purchase_order.received";

    /// <summary>No demand needs anything to be ordered from the vendor, unless it is held or waits for approval.</summary>
    public const string NothingToOrder = "purchase_order.nothing_to_order";

    /// <summary>Only what is to be received can be closed, and only of an order that is submitted.</summary>
    public const string NotOpen = "purchase_order.not_open";

    /// <summary>More comes than is to be received, beyond the tolerance; what comes in place of what went back comes with its return.</summary>
    public const string ExceedsTolerance = "receipt.exceeds_tolerance";

    /// <summary>The number of the vendor's invoice is required with a receipt.</summary>
    public const string InvoiceNumberMissing = "receipt.invoice_number_missing";

    /// <summary>A receipt of a purchase order is canceled there, so that its line is open again.</summary>
    public const string OfOrder = "receipt.of_order";

    /// <summary>An invoice of a vendor has no number or lines, or a line of nothing or in another currency.</summary>
    public const string BadInvoice = "vendor_invoice.bad_value";

    /// <summary>The vendor's invoice is recorded.</summary>
    public const string InvoiceDuplicate = "vendor_invoice.duplicate";

    /// <summary>More is invoiced than was received and isn't invoiced yet.</summary>
    public const string ExceedsReceived = "vendor_invoice.exceeds_received";
}
