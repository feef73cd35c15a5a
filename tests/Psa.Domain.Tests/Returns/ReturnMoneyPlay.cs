using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Returns;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Returns.ReturnDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Returns;

/// <summary>Plays how goods are billed and come back, beside what is due for them told plainly.</summary>
internal sealed class ReturnMoneyPlay
{
    private const decimal Most = 12m;

    private readonly ReturnDesk _desk;
    private readonly DemandSource _source;
    private readonly Dictionary<ReturnMoneyKind, int> _tally;
    private readonly decimal _price;
    private readonly List<(Id<GoodsReturn> Id, decimal Quantity, decimal Given)> _returns = [];
    private decimal _delivered;
    private bool _isCharging;
    private int _days;

    private ReturnMoneyPlay(ReturnDesk desk, DemandSource source, decimal price, Dictionary<ReturnMoneyKind, int> tally) => (_desk, _source, _price, _tally) = (desk, source, price, tally);

    private decimal Kept => _delivered - _returns.Sum(static one => one.Quantity);

    internal static async Task<ReturnMoneyPlay> OpenAsync(bool isOrder, bool isEven, Dictionary<ReturnMoneyKind, int> tally)
    {
        var price = isEven ? 10m : 33.3333m;
        var desk = await ReturnDesk.OpenAsync(price: price);
        await desk.Stock.ReceiveAsync(20m, 100m);
        await desk.Returns.SetCreditTimeAsync(Ada, ReturnCreditTime.Authorization, Token);
        return new(desk, await desk.AskedAsync(isOrder, Most), price, tally);
    }

    internal async Task TakeAsync(ReturnMoneyKind kind, int quantity, int amount)
    {
        var isDone = kind switch
        {
            ReturnMoneyKind.Deliver => await DeliverAsync(quantity),
            ReturnMoneyKind.Bill => await BillAsync(0m),
            ReturnMoneyKind.BillLess => await BillAsync(amount),
            ReturnMoneyKind.BillNetted => await BillAsync(1_000m),
            ReturnMoneyKind.Return => await ReturnAsync(quantity, most: null),
            ReturnMoneyKind.ReturnLess => await ReturnAsync(quantity, _isCharging || _price != 10m ? null : amount),
            ReturnMoneyKind.IssueNotes => await IssueAsync(),
            _ => _returns.Count > 0 && await CancelAsync(amount % _returns.Count),
        };
        if (isDone)
        {
            Count(kind);
            await CompareAsync();
        }
    }

    /// <summary>All comes back, its notes are issued and the rest is billed; then all of it is kept after all.</summary>
    internal async Task EndAsync()
    {
        await ReturnAsync(Kept, most: null);
        await IssueAsync();
        await BillAsync(0m);
        await CompareAsync();
        while (_returns.Count > 0)
        {
            await CancelAsync(0);
            await CompareAsync();
        }

        await BillAsync(0m);
        await CompareAsync();
        Assert.Equal(decimal.Round(_delivered * _price, 2, MidpointRounding.AwayFromZero), await _desk.BorneAsync(_source.Whole));

        // nothing else is left of the documents of the customer
        var documents = (await _desk.World.InvoicesOfDateAsync(Start)).FindAll(one => one.Customer == _desk.Sales.Customer.Id);
        Assert.Equal(await _desk.BorneAsync(_source.Whole), documents.Sum(static one => one.Kind == InvoiceKind.CreditNote ? -one.Totals.TotalWithoutTax.Amount : one.Totals.TotalWithoutTax.Amount));
    }

    private async Task<bool> DeliverAsync(decimal quantity)
    {
        if (_delivered + quantity > Most)
        {
            return false;
        }

        await _desk.DeliverAsync(_source, quantity);
        _delivered += quantity;
        return true;
    }

    private async Task<bool> BillAsync(decimal less)
    {
        await _desk.NetAsync(less);
        await _desk.World.BillAsync(Start.PlusDays(++_days), Start);
        return true;
    }

    // what stands on no issued document isn't billed; of the rest it gets at most what was said
    private async Task<bool> ReturnAsync(decimal quantity, decimal? most)
    {
        if (quantity == 0m || quantity > Kept)
        {
            return false;
        }

        var back = await _desk.AwaitedAsync(_source, quantity, most: most is { } said ? Eur(said) : null);
        var issued = back.Credits.AsEnumerable().Sum(static one => one.Quantity);
        _returns.Add((back.Id, quantity, ((quantity - issued) * _price) + Math.Min(issued * _price, most ?? decimal.MaxValue)));
        var isByItem = back.Credits.AsEnumerable().Any(static one => one.GivenBack is not null);
        Count(isByItem, back.Notes.IsEmpty ? ReturnMoneyKind.GivenByItem : ReturnMoneyKind.GivenByBoth);
        return true;
    }

    private async Task<bool> IssueAsync()
    {
        await _desk.IssueNotesAsync(_source);
        return true;
    }

    private async Task<bool> CancelAsync(int which)
    {
        _isCharging = true;
        await _desk.Returns.CancelAsync(Pia, _returns[which].Id, "kept", Token);
        _returns.RemoveAt(which);
        return true;
    }

    // what customers bear, drafts of notes counted, is what they were billed less what they get
    private async Task CompareAsync()
    {
        var drafted = 0m;
        foreach (var id in (await _desk.Returns.ListAsync(ChargeDesk.Eve, _source, Token)).SelectMany(static one => one.Notes.AsEnumerable()))
        {
            drafted += await _desk.World.Invoices.FindAsync(_desk.World.Actor, id, Token) is { } note && note.Status == InvoiceStatus.Draft ? note.Totals.TotalWithoutTax.Amount : 0m;
        }

        // where a part of an item was given back before, or is charged again, the cents of its other parts may be those of others
        var isExact = _price == 10m || (Kept == 0m && !_isCharging && (await _desk.World.AllItemsAsync()).TrueForAll(static item => item.SourceQuantity is not < 0m));
        var (borne, due) = (await _desk.BorneAsync(_source.Whole) - drafted, (_delivered * _price) - _returns.Sum(static one => one.Given));
        Assert.True(isExact ? borne == decimal.Round(due, 2) : Math.Abs(borne - due) < 0.05m, $"{borne} is borne, not {due}");
    }

    private void Count(bool isSo, ReturnMoneyKind kind)
    {
        if (isSo)
        {
            Count(kind);
        }
    }

    private void Count(ReturnMoneyKind kind) => _tally[kind] = _tally.GetValueOrDefault(kind) + 1;
}
