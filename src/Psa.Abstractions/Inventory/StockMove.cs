using NodaTime;
using Psa.Access;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>
/// What happened to goods or to their value, in the order of a product's <see cref="Sequence"/>. Moves are added and never changed: quantities and values are what they come to, and played again from the first
/// they give the same.
/// </summary>
public sealed record StockMove : IEntity<StockMove>
{
    /// <inheritdoc/>
    public required Id<StockMove> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets which of the product's moves it is, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required Instant At { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets who made it.</summary>
    public required UserId User { get; init; }

    /// <summary>Gets the name of who made it.</summary>
    public required string By { get; init; }

    /// <summary>Gets what it does.</summary>
    public required StockMoveKind Kind { get; init; }

    /// <summary>Gets where goods leave, are picked or are freed.</summary>
    public Id<StockLocation>? From { get; init; }

    /// <summary>Gets where goods come to.</summary>
    public Id<StockLocation>? To { get; init; }

    /// <summary>Gets the transfer with which goods are in transit.</summary>
    public Id<StockTransfer>? Transfer { get; init; }

    /// <summary>Gets how much moves, in the base unit; 0 where only value does.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets which serials move.</summary>
    public ValueList<string> Serials { get; init; }

    /// <summary>Gets whether goods that leave were picked, and whether goods that come are.</summary>
    public bool IsPicked { get; init; }

    /// <summary>Gets the sequence of the receipt or delivery that it takes back or adds cost to, or of the move that brought back what leaves by a return again.</summary>
    public long? Origin { get; init; }

    /// <summary>Gets the amount that somebody stated: of a receipt, of landed cost, of found goods, of what restocked goods are worth less, of a vendor's credit. <see langword="null"/> where it follows from what lies there.</summary>
    public Money? Given { get; init; }

    /// <summary>Gets by what <see cref="Given"/> is multiplied to be in the valuation currency; <see langword="null"/> when it is.</summary>
    public decimal? Rate { get; init => field = value is { } said ? Decimals.Trimmed(said) : null; }

    /// <summary>Gets the new standard cost of a revaluation.</summary>
    public UnitPrice? Standard { get; init; }

    /// <summary>Gets the document for which it was made: a transfer, a count, a line of a purchase order, a charge.</summary>
    public Guid? Document { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets how the product was costed.</summary>
    public required CostMethod Method { get; init; }

    /// <summary>Gets what moves, in the valuation currency: what a receipt cost, what leaves stock, what a return brings, what landed cost or a new standard comes to.</summary>
    public required Money Value { get; init; }

    /// <summary>Gets what of <see cref="Value"/> isn't in stock, or wasn't in what it takes back: a correction of cost, of a product costed by its standard cost variance.</summary>
    public required Money Difference { get; init; }

    /// <summary>Gets the layers that left or came, where receipts are costed apart.</summary>
    public ValueList<CostLayer> Layers { get; init; }

    /// <summary>Gets whether the current cost of its product follows from it: goods came from a vendor, or never did.</summary>
    internal bool TellsCost => Kind is StockMoveKind.Receive or StockMoveKind.DropShip or StockMoveKind.CancelReceipt;
}
