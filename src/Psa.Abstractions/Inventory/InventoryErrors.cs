namespace Psa.Inventory;

/// <summary>The error codes of stock.</summary>
public static class InventoryErrors
{
    /// <summary>There isn't as much as is taken: what is reserved, picked, in transit or returned isn't available.</summary>
    public const string Insufficient = "stock.insufficient";

    /// <summary>A quantity is none of goods: not above zero, or not the whole units that serials are.</summary>
    public const string BadQuantity = "stock.bad_quantity";

    /// <summary>A value of goods is below zero, of another currency without a rate, or a rate is none.</summary>
    public const string BadValue = "stock.bad_value";

    /// <summary>Nothing says what goods are worth that are found or come back: say it.</summary>
    public const string CostNeeded = "stock.cost_needed";

    /// <summary>What goods are worth follows from what lies there: don't say it.</summary>
    public const string CostKnown = "stock.cost_known";

    /// <summary>The standard cost of a product that is costed by it is missing.</summary>
    public const string StandardMissing = "stock.standard_missing";

    /// <summary>Serials are missing, too many, named twice, or not where they are taken.</summary>
    public const string BadSerials = "stock.serials";

    /// <summary>A serial of a product is there already.</summary>
    public const string SerialDuplicate = "serial.duplicate";

    /// <summary>The product has no serials.</summary>
    public const string NotSerialized = "product.not_serialized";

    /// <summary>Goods don't go from a place to itself, to one that is inactive, or between such kinds of place.</summary>
    public const string BadPlace = "stock.bad_place";

    /// <summary>Goods of the receipt were issued.</summary>
    public const string IssuedOn = "receipt.issued_on";

    /// <summary>More of a receipt is taken back than is left of what was received.</summary>
    public const string ExceedsReceived = "receipt.exceeds_received";

    /// <summary>More comes back than is left of what was delivered.</summary>
    public const string ExceedsDelivered = "return.exceeds_delivered";

    /// <summary>A count is below what is reserved and picked: free the claims first.</summary>
    public const string Claimed = "stock.claimed";

    /// <summary>The tenant says no currency in which its stock is valued: save its stock settings first.</summary>
    public const string NotSetUp = "stock.not_set_up";

    /// <summary>Cost scope and valuation currency are fixed once goods moved.</summary>
    public const string InUse = "stock.in_use";

    /// <summary>The product isn't stocked.</summary>
    public const string NotStocked = "product.not_stocked";

    /// <summary>A location has no name, or says what it can't be.</summary>
    public const string BadLocation = "location.bad_value";

    /// <summary>Another location has the name.</summary>
    public const string LocationDuplicate = "location.duplicate";

    /// <summary>Goods are at the location.</summary>
    public const string LocationNotEmpty = "location.not_empty";

    /// <summary>Minimum and maximum of a stock item are none: 0 ≤ minimum ≤ maximum.</summary>
    public const string BadItem = "stock_item.bad_value";

    /// <summary>A stock item is deleted while goods of it are there.</summary>
    public const string ItemNotEmpty = "stock_item.not_empty";

    /// <summary>Stock is adjusted or counted without a reason.</summary>
    public const string ReasonMissing = "stock.reason_missing";

    /// <summary>A stock charge names no contract, project or ticket, or more than one; or its line is no quantity of a product above zero.</summary>
    public const string BadCharge = "charge.bad_value";

    /// <summary>Nothing of a stock charge is left to be canceled: what is delivered is undone or returned instead.</summary>
    public const string NothingLeft = "charge.nothing_left";

    /// <summary>More is picked or delivered for a charge or line of an order than it still needs.</summary>
    public const string ExceedsNeeded = "demand.exceeds_needed";

    /// <summary>All of a demand is delivered, or none of it is needed any more: nothing of it is held or freed.</summary>
    public const string NotOpen = "demand.not_open";

    /// <summary>Goods are kept for lines of drafts and active quotes alone.</summary>
    public const string QuoteNotLive = "reservation.quote_not_live";

    /// <summary>More is kept for a line of a quote than it offers.</summary>
    public const string ExceedsLine = "reservation.exceeds_line";

    /// <summary>The line isn't there, or none of a stocked product that is sold once; the day on which goods aren't kept any more is past; or the days for which they usually are, are none.</summary>
    public const string BadReservation = "reservation.bad_value";

    /// <summary>Nobody approves what they asked for themselves.</summary>
    public const string OwnApproval = "approval.own";

    /// <summary>Who approved what is to be bought doesn't do so once more: the next level is another person's.</summary>
    public const string ApprovalGiven = "approval.already_given";

    /// <summary>Nobody asked for an approval of it, or of that cost.</summary>
    public const string ApprovalNotAsked = "approval.not_asked";

    /// <summary>A purchase is rejected without a note.</summary>
    public const string ApprovalNoteMissing = "approval.note_missing";

    /// <summary>Somebody is still to approve what an order costs that is submitted, or what it is for is held.</summary>
    public const string ApprovalMissing = "approval.missing";

    /// <summary>Thresholds of approvals don't rise, are below zero or not in the valuation currency, or a rate is none.</summary>
    public const string BadApprovals = "approval.bad_value";

    /// <summary>A delivery stands on an issued invoice: it isn't undone, goods come back by a return.</summary>
    public const string Invoiced = "delivery.invoiced";

    /// <summary>A shipment has no lines, one of them twice, or one of another customer.</summary>
    public const string BadShipment = "shipment.bad_lines";

    /// <summary>A device isn't at the customer any more.</summary>
    public const string DeviceRemoved = "device.removed";

    /// <summary>A device counts for a part of another customer's contract, or a swap doesn't say which serial goes in from where.</summary>
    public const string BadDevice = "device.bad_value";
}
