using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Inventory;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>The stock of one product, kept by the rules alone, with all that was ever moved.</summary>
internal sealed class Shelf
{
    internal static readonly Id<StockLocation> A = DerivedId.Create<StockLocation>(Tenant, "A");
    internal static readonly Id<StockLocation> B = DerivedId.Create<StockLocation>(Tenant, "B");
    internal static readonly Id<StockLocation> Van = DerivedId.Create<StockLocation>(Tenant, "van");
    internal static readonly Id<StockLocation> Returns = DerivedId.Create<StockLocation>(Tenant, "returns");
    internal static readonly Id<StockLocation> Transit = DerivedId.Create<StockLocation>(Tenant, "transit");
    internal static readonly Id<StockLocation> Lost = DerivedId.Create<StockLocation>(Tenant, "lost");

    internal static readonly Dictionary<Id<StockLocation>, LocationKind> Locations = new()
    {
        [A] = LocationKind.Warehouse,
        [B] = LocationKind.Warehouse,
        [Van] = LocationKind.Van,
        [Returns] = LocationKind.Returns,
        [Transit] = LocationKind.Transit,
        [Lost] = LocationKind.Lost,
    };

    private readonly CostScope _scope;

    internal Shelf(CostMethod method, CostScope scope = CostScope.Location, bool isSerialized = false, decimal? standard = null)
    {
        _scope = scope;
        var product = DerivedId.Create<Product>(Tenant, "goods");
        Book = new(new() { Id = new(product.Value), Tenant = Tenant, Product = product, Method = method, IsSerialized = isSerialized }, scope, Currency.EUR, Locations);
        if (standard is { } cost)
        {
            Post(StockMoveKind.Revaluation, move => move with { Standard = UnitPrice.Of(cost, Currency.EUR) });
        }
    }

    internal StockBook Book { get; }

    internal static Money Euro(decimal amount) => Money.Of(amount, Currency.EUR);

    internal StockMove Post(StockMoveKind kind, Func<StockMove, StockMove> fill)
    {
        var draft = fill(Book.New(kind, Instant.FromUtc(2026, 1, 1, 0, 0).Plus(Duration.FromMinutes(Book.Moves.Count)), UserId.Of("eve"), "eve"));
        var move = Book.Post(draft, draft.Origin is { } origin ? [.. Book.Moves.Where(one => one.Sequence >= origin)] : null);
        Assert.Equal(Book.Product.Ledger!.InStock(), Book.ValueInStock());
        return move;
    }

    internal StockMove Receive(decimal quantity, decimal price, Id<StockLocation>? at = null, params string[] serials) => Worth(quantity, quantity * price, at, serials);

    internal StockMove Worth(decimal quantity, decimal value, Id<StockLocation>? at = null, params string[] serials) =>
        Post(StockMoveKind.Receive, move => move with { To = at ?? A, Quantity = quantity, Given = Euro(value), Serials = [.. serials] });

    internal decimal Deliver(decimal quantity, Id<StockLocation>? at = null, params string[] serials) => Delivery(quantity, at, serials).Value.Amount;

    internal StockMove Delivery(decimal quantity, Id<StockLocation>? at = null, params string[] serials) =>
        Post(StockMoveKind.Deliver, move => move with { From = at ?? A, Quantity = quantity, Serials = [.. serials] });

    internal StockMove Carry(decimal quantity, Id<StockLocation> from, Id<StockLocation> to) =>
        Post(StockMoveKind.Transfer, move => move with { From = from, To = to, Quantity = quantity });

    internal StockMove Land(StockMove receipt, decimal amount) => Post(StockMoveKind.LandedCost, move => move with { Origin = receipt.Sequence, Given = Euro(amount) });

    internal StockMove Cancel(StockMove receipt, decimal quantity, Id<StockLocation>? from = null) =>
        Post(StockMoveKind.CancelReceipt, move => move with { Origin = receipt.Sequence, From = from ?? A, Quantity = quantity });

    internal StockMove Back(StockMove delivery, decimal quantity, Id<StockLocation>? to = null, params string[] serials) =>
        Post(StockMoveKind.Return, move => move with { Origin = delivery.Sequence, To = to ?? Returns, Quantity = quantity, Serials = [.. serials] });

    /// <summary>Gives quantity and value at a place.</summary>
    internal (decimal Quantity, decimal Value) At(Id<StockLocation>? location)
    {
        var balance = Book.At(new(location));
        return (balance.OnHand, balance.Value?.Amount ?? 0m);
    }

    internal void PlayAgain()
    {
        var again = StockReplay.Play(Book.Product, Book.Moves, _scope, Currency.EUR, Locations, out var deviating);
        Assert.Null(deviating);
        Assert.Equal(Book.Product, again.Product);
        Assert.Equal(Book.Balances, again.Balances);
        Assert.Equal(Book.Serials, again.Serials);
    }
}
