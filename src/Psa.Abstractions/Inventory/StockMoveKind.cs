using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>What a move of stock does.</summary>
[JsonConverter(typeof(EnumJsonConverter<StockMoveKind>))]
public enum StockMoveKind
{
    /// <summary>Goods come in from a vendor.</summary>
    Receive = 0,

    /// <summary>A receipt, or a part of it, is taken back.</summary>
    CancelReceipt = 1,

    /// <summary>Goods of a receipt go back to the vendor.</summary>
    ReturnToVendor = 2,

    /// <summary>Stock is corrected by hand: what is found comes in, what is missing goes out.</summary>
    Adjust = 3,

    /// <summary>What a count found to differ.</summary>
    Count = 4,

    /// <summary>Goods are thrown away.</summary>
    Dispose = 5,

    /// <summary>Goods go to another location in one step; to a lost one, their value leaves.</summary>
    Transfer = 6,

    /// <summary>Goods leave for another location, and are in transit.</summary>
    Send = 7,

    /// <summary>Goods in transit arrive.</summary>
    Arrive = 8,

    /// <summary>Goods are taken for a demand, and stay where they are.</summary>
    Pick = 9,

    /// <summary>Picked goods are free again.</summary>
    Unpick = 10,

    /// <summary>Goods leave to a customer.</summary>
    Deliver = 11,

    /// <summary>Goods go from the vendor to the customer: their cost goes in and out.</summary>
    DropShip = 12,

    /// <summary>Goods come back from a customer.</summary>
    Return = 13,

    /// <summary>Returned goods become available.</summary>
    Restock = 14,

    /// <summary>A customer's device comes out for another one.</summary>
    SwapOut = 15,

    /// <summary>A device goes in for another one.</summary>
    SwapIn = 16,

    /// <summary>Cost of a receipt that became known later; moves no goods.</summary>
    LandedCost = 17,

    /// <summary>A new standard cost; moves no goods.</summary>
    Revaluation = 18,

    /// <summary>What a vendor credited for goods that went back differs from what they were worth; moves no goods.</summary>
    CostCorrection = 19,

    /// <summary>Goods that had gone back come from the vendor, or others in their place, at the value that left.</summary>
    FromVendor = 20,

    /// <summary>Free goods are assigned to a demand, and stay where they are.</summary>
    Reserve = 21,

    /// <summary>Reserved goods are free again.</summary>
    Release = 22,
}
