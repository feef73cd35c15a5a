using System.Globalization;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>
/// The stock of one product as a step leaves it (R-MOVE-LOG): it holds what was read, takes moves, and says what changed. What a move comes to follows from its kind, its goods and what was there alone, so that
/// the moves played again give the same state.
/// </summary>
internal sealed partial class StockBook
{
    private readonly CostScope _scope;
    private readonly Currency _currency;
    private readonly IReadOnlyDictionary<Id<StockLocation>, LocationKind> _locations;
    private readonly SortedDictionary<StockPlace, (StockBalance? Read, StockBalance Now)> _balances = [];
    private readonly SortedDictionary<string, (StockSerial? Read, StockSerial Now)> _serials = new(StringComparer.Ordinal);
    private readonly List<StockMove> _moves = [];

    /// <summary>Opens the book of a product.</summary>
    /// <param name="product">The product as it was read.</param>
    /// <param name="scope">Within what goods are costed together.</param>
    /// <param name="currency">The valuation currency.</param>
    /// <param name="locations">What the locations are that moves name.</param>
    internal StockBook(StockedProduct product, CostScope scope, Currency currency, IReadOnlyDictionary<Id<StockLocation>, LocationKind> locations) =>
        (Product, _scope, _currency, _locations) = (product, scope, currency, locations);

    /// <summary>Gets the product, with what its moves came to.</summary>
    internal StockedProduct Product { get; private set; }

    /// <summary>Gets the moves that were posted.</summary>
    internal IReadOnlyList<StockMove> Moves => _moves;

    /// <summary>Gets the balances, in the order of their places.</summary>
    internal IEnumerable<StockBalance> Balances
    {
        get
        {
            foreach (var (_, now) in _balances.Values)
            {
                yield return now;
            }
        }
    }

    /// <summary>Gets the serials.</summary>
    internal IEnumerable<StockSerial> Serials
    {
        get
        {
            foreach (var (_, now) in _serials.Values)
            {
                yield return now;
            }
        }
    }

    private CostRules Rules => Product.Method.Rules;

    /// <summary>Gives the id of a product's balance at a place.</summary>
    internal static Id<StockBalance> IdOf(TenantId tenant, Id<Product> product, StockPlace place) =>
        DerivedId.Create<StockBalance>(tenant, "stock balance", product.ToString(), place.Location?.ToString() ?? string.Empty, place.Transfer?.ToString() ?? string.Empty);

    /// <summary>Gives the id of a serial.</summary>
    internal static Id<StockSerial> SerialIdOf(TenantId tenant, Id<Product> product, string serial) =>
        DerivedId.Create<StockSerial>(tenant, "stock serial", product.ToString(), TextFold.Of(TextEnds.Trim(serial)));

    /// <summary>Adds a balance that was read.</summary>
    internal void Add(StockBalance balance) => _balances.TryAdd(balance.Place(), (balance, balance));

    /// <summary>Adds a serial that was read.</summary>
    internal void Add(StockSerial serial) => _serials.TryAdd(TextFold.Of(serial.Serial), (serial, serial));

    /// <summary>Gives the balance at a place; an empty one where nothing ever was.</summary>
    internal StockBalance At(StockPlace place) => _balances.TryGetValue(place, out var known)
        ? known.Now
        : new()
        {
            Id = IdOf(Product.Tenant, Product.Product, place),
            Tenant = Product.Tenant,
            Product = Product.Product,
            Location = place.Location,
            Transfer = place.Transfer,
            Value = HoldsValue(place) ? Money.Zero(_currency) : null,
        };

    /// <summary>Gives what can be taken at a place: nothing of what came back or is under way.</summary>
    internal decimal Available(StockPlace place) => place.Location is { } location && IsOrdinary(location) ? At(place).Free() : 0m;

    /// <summary>Costs the product by another method, or gives it serials, from the next move on.</summary>
    internal void Become(CostMethod method, bool isSerialized) => Product = Product with { Method = method, IsSerialized = isSerialized };

    /// <summary>Gives a move to be filled in and posted.</summary>
    internal StockMove New(StockMoveKind kind, Instant at, UserId user, string by) => new()
    {
        Id = default,
        Tenant = Product.Tenant,
        Product = Product.Product,
        At = at,
        User = user,
        By = by,
        Kind = kind,
        Method = Product.Method,
        Value = Money.Zero(_currency),
        Difference = Money.Zero(_currency),
    };

    /// <summary>Posts a move.</summary>
    /// <param name="draft">What is to move.</param>
    /// <param name="history">
    /// Of a move with an origin, the move that it names and all later ones that name it too, those of this book as well; of landed cost of mixed goods all later ones. Else nothing is looked at.
    /// </param>
    /// <returns>The move with what it comes to.</returns>
    /// <exception cref="RuleViolationException">A code of <see cref="InventoryErrors"/>; then the book is as it was.</exception>
    internal StockMove Post(StockMove draft, IReadOnlyList<StockMove>? history = null)
    {
        var sequence = Product.LastMove + 1;
        var move = draft with
        {
            Id = draft.Id.IsEmpty ? DerivedId.Create<StockMove>(draft.At.InUtc().Date, draft.Tenant, "stock move", draft.Product.ToString(), sequence.ToString(CultureInfo.InvariantCulture)) : draft.Id,
            Sequence = sequence,
            Method = Product.Method,
            Value = Money.Zero(_currency),
            Difference = Money.Zero(_currency),
            Layers = [],
            Serials = AsKnown(draft.Serials),
        };
        RequireQuantity(move);
        move = move.Kind switch
        {
            StockMoveKind.Receive => Receive(move),
            StockMoveKind.ReturnToVendor when move.IsPicked => Issue(move, SerialStatus.Free, history),
            StockMoveKind.CancelReceipt or StockMoveKind.ReturnToVendor => TakeBack(move, history ?? []),
            StockMoveKind.FromVendor => ComeBack(move, history ?? []),
            StockMoveKind.CostCorrection => Correct(move, history ?? []),
            StockMoveKind.Adjust or StockMoveKind.Count => move.From is null ? Find(move) : Issue(move, SerialStatus.Gone),
            StockMoveKind.Dispose => Issue(move, SerialStatus.Gone, history),
            StockMoveKind.Transfer or StockMoveKind.Send or StockMoveKind.Arrive or StockMoveKind.Restock => Carry(move, history),
            StockMoveKind.Pick or StockMoveKind.Unpick => Claim(move),
            StockMoveKind.Reserve or StockMoveKind.Release => Reserve(move),
            StockMoveKind.Deliver or StockMoveKind.SwapIn => Issue(move, SerialStatus.Delivered, history),
            StockMoveKind.DropShip => Pass(move),
            StockMoveKind.Return or StockMoveKind.SwapOut => Return(move, history ?? []),
            StockMoveKind.LandedCost => Land(move, history ?? []),
            StockMoveKind.Revaluation => Revalue(move),
            _ => throw new ArgumentOutOfRangeException(nameof(draft), draft.Kind, "No such move."),
        };
        var isLost = move.To is { } to && _locations[to] == LocationKind.Lost;
        Product = Product with { LastMove = sequence, Ledger = (Product.Ledger ?? StockLedger.Empty(_currency)).With(move, isLost) };
        _moves.Add(move);
        return move;
    }

    /// <summary>Gives the balances that changed, with what was read of them.</summary>
    internal IEnumerable<(StockBalance? Read, StockBalance Now)> ChangedBalances()
    {
        foreach (var (read, now) in _balances.Values)
        {
            if (read != now)
            {
                yield return (read, now);
            }
        }
    }

    /// <summary>Gives the serials that changed, with what was read of them.</summary>
    internal IEnumerable<(StockSerial? Read, StockSerial Now)> ChangedSerials()
    {
        foreach (var (read, now) in _serials.Values)
        {
            if (read != now)
            {
                yield return (read, now);
            }
        }
    }

    /// <summary>Tells whether more of it is free anywhere than was read.</summary>
    internal bool HasMoreFree()
    {
        foreach (var (read, now) in _balances.Values)
        {
            if (now.Location is { } location && IsOrdinary(location) && now.Free() > (read?.Free() ?? 0m))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives what is worth something in stock, all of it.</summary>
    internal Money ValueInStock()
    {
        var value = Money.Zero(_currency);
        foreach (var (_, now) in _balances.Values)
        {
            value += now.Value ?? Money.Zero(_currency);
        }

        return value;
    }

    /// <summary>Gives the place whose cost scope a place belongs to.</summary>
    internal static StockPlace PoolOf(StockPlace place, CostScope scope) => scope == CostScope.All ? default : place;

    private bool HoldsValue(StockPlace place) => PoolOf(place, _scope) == place;

    private bool IsOrdinary(Id<StockLocation> location) => _locations[location] is LocationKind.Warehouse or LocationKind.Van;

    private void Set(StockBalance balance)
    {
        var place = balance.Place();
        _balances[place] = (_balances.TryGetValue(place, out var known) ? known.Read : null, balance);
    }

    private void SetPool(StockPlace place, CostPool pool) => Set(At(place) with { OnHand = pool.Quantity, Value = pool.Value, Layers = pool.Layers });

    // a serial stays as it was written when it came first, however it is written now
    private ValueList<string> AsKnown(ValueList<string> serials)
    {
        for (var i = 0; i < serials.Count; i++)
        {
            var serial = TextEnds.Trim(serials[i]);
            if (string.IsNullOrEmpty(serial) || Identifiers.InvisibleIn(serial) is not null)
            {
                throw new RuleViolationException(InventoryErrors.BadSerials, $"'{serial}' is no serial: it is empty, or holds a character that nobody sees.", Product.Product.Value);
            }

            serials = serials.SetItem(i, _serials.TryGetValue(TextFold.Of(serial), out var known) ? known.Now.Serial : serial);
        }

        return serials;
    }

    private static void RequireQuantity(StockMove move)
    {
        var movesGoods = move.Kind is not (StockMoveKind.LandedCost or StockMoveKind.Revaluation or StockMoveKind.CostCorrection);
        if (movesGoods ? move.Quantity <= 0m || !Decimals.Fits(move.Quantity, Decimals.OfQuantities) : move.Quantity != 0m)
        {
            throw new RuleViolationException(InventoryErrors.BadQuantity, $"{Figures.Quantity(move.Quantity)} isn't a quantity of goods that move.", move.Product.Value);
        }
    }

    // what somebody stated, in the valuation currency
    private Money GivenOf(StockMove move, bool isNegativeFine = false)
    {
        if (move.Given is not { } given)
        {
            throw new RuleViolationException(InventoryErrors.CostNeeded, "Nothing says what the goods are worth: say it.", move.Product.Value);
        }

        if ((given.Sign < 0 && !isNegativeFine) || move.Rate is <= 0m || (given.Currency != _currency && move.Rate is null) || (given.Currency == _currency && move.Rate is not null))
        {
            throw new RuleViolationException(
                InventoryErrors.BadValue,
                $"{given} isn't a value of goods: it is zero or above, in {_currency} or with the rate by which it becomes that.",
                move.Product.Value);
        }

        return move.Rate is { } rate ? ExactAmount.Of(given.Amount, _currency).Times(rate).Round(Rounding.HalfUp) : given;
    }
}
