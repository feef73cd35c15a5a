using Psa.Inventory;

namespace Psa.Returns;

/// <summary>What somebody asks to be taken back.</summary>
public sealed record NewReturn
{
    /// <summary>Gets the id that the return is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the return is asked for once.</summary>
    public Id<GoodsReturn>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the charge or line of an order for which the goods were delivered.</summary>
    public required DemandSource Source { get; init; }

    /// <summary>Gets how much comes back, in the unit of the charge or line.</summary>
    public required decimal Quantity { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the serials, of a serialized product.</summary>
    public ValueList<string> Serials { get; init; }

    /// <summary>Gets what the customer is to get for it.</summary>
    public ReturnKind Kind { get; init; }

    /// <summary>Gets why it comes back.</summary>
    public required string Reason { get; init => field = TextEnds.Trim(value); }
}
