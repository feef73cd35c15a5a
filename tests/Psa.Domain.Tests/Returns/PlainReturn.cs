using Psa.Inventory;
using Psa.Returns;

namespace Psa.Domain.Tests.Returns;

/// <summary>A return told plainly: where it stands, where its goods are, and what was given back for it.</summary>
internal sealed class PlainReturn(Id<GoodsReturn> id, PlainSource source, ReturnKind kind, bool isOwn, List<(PlainDelivery Delivery, decimal Quantity)> goods)
{
    internal Id<GoodsReturn> Id => id;

    internal PlainSource Source => source;

    internal ReturnKind Kind => kind;

    /// <summary>Whether who would authorize it asked for it.</summary>
    internal bool IsOwn => isOwn;

    internal List<(PlainDelivery Delivery, decimal Quantity)> Goods => goods;

    internal decimal Quantity => goods.Sum(static one => one.Quantity);

    internal string Status { get; set; } = nameof(ReturnStatus.Requested);

    internal bool IsHere { get; set; }

    internal bool IsOut { get; set; }

    internal bool IsGone { get; set; }

    internal bool IsSettled { get; set; }

    /// <summary>What of it stood on invoices.</summary>
    internal decimal Noted { get; set; }

    /// <summary>What was taken off what an order had invoiced.</summary>
    internal decimal Withdrawn { get; set; }

    /// <summary>What its credit note gives back, in cents.</summary>
    internal int Credited { get; set; }

    internal bool IsIssued { get; set; }

    internal decimal? Most { get; set; }

    /// <summary>What its goods are worth while they lie there or are lent, in cents.</summary>
    internal int Value { get; set; }
}

/// <summary>A delivery told plainly.</summary>
internal sealed class PlainDelivery(long sequence, decimal quantity, int value)
{
    internal long Sequence => sequence;

    internal decimal Quantity => quantity;

    internal int Value => value;

    internal decimal Undone { get; set; }

    internal decimal Claimed { get; set; }

    internal decimal CameBack { get; set; }

    internal decimal InPlace { get; set; }

    /// <summary>Whether it left from where what came back lies.</summary>
    internal bool IsAgain { get; init; }

    internal decimal Left => quantity - Undone - Claimed;

    /// <summary>What comes back next of it, by a running total.</summary>
    internal int Worth(decimal more) => Share(CameBack + more) - Share(CameBack);

    private int Share(decimal upTo) => (int)decimal.Round(value * upTo / quantity, MidpointRounding.AwayFromZero);
}

/// <summary>A charge, or the line of an order, told plainly: what was delivered, billed, and came back.</summary>
internal sealed class PlainSource(DemandSource source, bool isOrder, bool isShipped, decimal ordered)
{
    internal DemandSource Source => source;

    internal bool IsOrder => isOrder;

    internal List<PlainDelivery> Deliveries { get; } = [];

    /// <summary>Whether something that is charged again waits for its invoice.</summary>
    internal bool IsChargingAgain { get; set; }

    /// <summary>Whether something came back whose money was charged again, and waits: then it goes in part by what isn't charged any more, which isn't told here.</summary>
    internal bool IsMixed { get; set; }

    /// <summary>What came back to be replaced.</summary>
    internal decimal Replaced { get; set; }

    /// <summary>What came back, or may, for its money.</summary>
    internal decimal Returned { get; set; }

    /// <summary>How much of that credit notes give back.</summary>
    internal decimal Noted { get; set; }

    /// <summary>What stands on sales items.</summary>
    internal decimal Billed { get; set; }

    /// <summary>What of that stands on issued invoices.</summary>
    internal decimal Issued { get; set; }

    internal decimal Delivered => Deliveries.Sum(static one => one.Quantity - one.Undone) - Replaced;

    internal decimal Awaited => Replaced - Deliveries.Sum(static one => Math.Min(one.InPlace, one.Quantity - one.Undone));

    internal decimal Left => Deliveries.Sum(static one => one.Left);

    internal decimal Open => ordered - Delivered;

    /// <summary>What may be billed.</summary>
    internal decimal Billable => (isOrder ? isShipped ? Delivered + Awaited : ordered : Delivered) - Returned + Noted;

    internal bool IsBilledByDelivery => !isOrder || isShipped;
}
