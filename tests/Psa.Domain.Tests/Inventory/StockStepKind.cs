namespace Psa.Domain.Tests.Inventory;

/// <summary>What a history of stock is made of, and what is refused of it.</summary>
internal enum StockStepKind
{
    Receive,
    CancelReceipt,
    ReturnToVendor,
    Found,
    Missing,
    Dispose,
    Transfer,
    Lose,
    Send,
    Arrive,
    Pick,
    Unpick,
    Deliver,
    DeliverPicked,
    DropShip,
    CancelDropShip,
    Return,
    Undo,
    Restock,
    LandedCost,
    Revaluation,
    RefusedInsufficient,
    RefusedIssuedOn,
    RefusedExceedsReceived,
    RefusedExceedsDelivered,
    RefusedSerial,
    RefusedCost,
}
