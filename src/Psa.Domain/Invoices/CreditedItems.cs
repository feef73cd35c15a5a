using System.Linq;
using Psa.Documents;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>What credit notes mean to the sales items that an invoice billed: how much of each is credited, and how much the customer still bears (R-CN-LIMIT, R-DECIDED).</summary>
internal sealed class CreditedItems
{
    private readonly Invoice _invoice;
    private readonly InvoiceBalance _balance;
    private readonly Dictionary<Id<SalesItem>, SalesItem> _items;
    private readonly List<SalesItem> _others;
    private readonly IReadOnlyDictionary<Id<SalesItem>, Money> _elsewhere;

    /// <summary>Reads an invoice with its items.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="balance">What became of it.</param>
    /// <param name="items">The items that it bills.</param>
    /// <param name="others">All items of the periods that these bill.</param>
    /// <param name="elsewhere">What drafts of credit notes of other invoices are to credit of those, or <see langword="null"/> where no draft of another counts.</param>
    internal CreditedItems(
        Invoice invoice, InvoiceBalance balance, IReadOnlyCollection<SalesItem> items, IReadOnlyCollection<SalesItem> others, IReadOnlyDictionary<Id<SalesItem>, Money>? elsewhere = null)
    {
        (_invoice, _balance, _items, _others, _elsewhere) = (invoice, balance, new(items.Count), [.. others], elsewhere ?? new Dictionary<Id<SalesItem>, Money>());
        foreach (var item in items)
        {
            _items[item.Id] = item;
        }
    }

    /// <summary>Reads the same with another balance.</summary>
    internal CreditedItems With(InvoiceBalance balance) => new(_invoice, balance, _items.Values, _others, _elsewhere);

    /// <summary>Reads the same with what drafts of credit notes of other invoices are to credit of the periods.</summary>
    internal CreditedItems With(IReadOnlyDictionary<Id<SalesItem>, Money> elsewhere) => new(_invoice, _balance, _items.Values, _others, elsewhere);

    /// <summary>Gives the items of other documents that bill the same periods.</summary>
    internal IEnumerable<SalesItem> Others() => _others.Where(other => !_items.ContainsKey(other.Id));

    /// <summary>Gives the items on documents that bill the period of a line, its own among them.</summary>
    internal IEnumerable<SalesItem> OfPeriod(int line) =>
        ItemOf(line, out _) is { PeriodStart: not null } item ? _others.Where(other => other.Invoice is not null && !other.Released && IsOfPeriod(other, item)) : [];

    /// <summary>Gives what drafts are to credit of each item.</summary>
    internal IEnumerable<(Id<SalesItem> Item, Money Amount)> AllDrafted() => _items.Values.Select(item => (item.Id, Drafted(item)));

    /// <summary>
    /// Gives how much of a line may be credited at most, seen from what the customer still bears of its period, and of its item where that has lines of both signs, pending corrections and drafts of credit notes counted.
    /// </summary>
    /// <param name="line">The place of the line.</param>
    /// <returns>The amount on the invoice; <see langword="null"/> where nothing bounds it: a line below zero is charged back, and the customer bears more of the period then.</returns>
    internal Money? BorneLeft(int line)
    {
        if (ItemOf(line, out var place) is not { } item || item.Lines[place].Amount is not { IsZero: false } amount)
        {
            return null;
        }

        if (IsDeposit(item))
        {
            return item.SourceLine is not null || amount.Sign < 0 ? null : DepositLeft(item, place, line) is var ofDeposit && ofDeposit.Sign < 0 ? Money.Zero(item.Currency) : ofDeposit;
        }

        return Bound(item, amount.Sign, []) is not { } left ? null : left.Sign != amount.Sign ? Money.Zero(item.Currency) : OnInvoice(item, place, line, left);
    }

    /// <summary>Gives how much of a line may be credited at most, seen from what the customer still bears of its period alone.</summary>
    /// <param name="taken">What is taken already, of any document's items.</param>
    internal Func<int, Money?> BorneWithout(List<(SalesItem Item, Money Amount)> taken) => line =>
        ItemOf(line, out var place) is not { PeriodStart: not null } item ? null
        : Without(Bearable(item), taken, other => IsOfPeriod(other, item)) is { Sign: > 0 } left ? OnInvoice(item, place, line, left) : Money.Zero(item.Currency);

    /// <summary>Gives how much of an amount of a line can be credited, by the same bounds, one line after the other: of several of one period or item, all together.</summary>
    /// <param name="before">What is taken already, of any invoice's items.</param>
    internal Func<int, Money, Money> Within(IEnumerable<(SalesItem Item, Money Amount)>? before = null)
    {
        var taken = new List<(SalesItem Item, Money Amount)>(before ?? []);
        return (line, amount) =>
        {
            if (ItemOf(line, out var place) is not { } item || (item.PeriodStart is null && !IsMixed(item)))
            {
                return amount;
            }

            if (IsDeposit(item))
            {
                return item.SourceLine is null && amount.Sign > 0 && DepositLeft(item, place, line) is var ofDeposit && ofDeposit < amount ? ofDeposit : amount;
            }

            // what charges back is bounded with what it makes room for, once both are known
            var own = OfItem(line, amount)!.Value.Amount;
            var left = amount.Sign > 0 && Bound(item, 1, taken) is { } bound ? Money.Min(own, bound) : own;
            var (allowed, ofItem) = left == own ? (amount, own) : left.Sign <= 0 ? (amount - amount, left - left) : (OnInvoice(item, place, line, left), left);
            taken.Add((item, ofItem));
            return allowed;
        };
    }

    /// <summary>
    /// Tells whether the customer still bears all that is left of a line's period on the invoice. Only then is what of it is below zero charged back with the whole: else it would make room for
    /// what a run gave back already, perhaps at another rate.
    /// </summary>
    /// <param name="line">The place of the line.</param>
    internal bool IsAllBorne(int line)
    {
        if (ItemOf(line, out _) is not { PeriodStart: not null } item || IsDeposit(item))
        {
            return true;
        }

        var (left, next) = (new List<CreditedLine>(), 0);
        foreach (var own in _invoice.Items)
        {
            var isOfPeriod = _items.TryGetValue(own.Item, out var other) && IsOfPeriod(other, item);
            left.AddRange(isOfPeriod ? Enumerable.Range(next, own.Lines).Select(line => new CreditedLine(line, 0m, _invoice.Lines[line].Amount - TakenOf(line), Money.Zero(_invoice.Currency), Money.Zero(_invoice.Currency))) : []);
            next += own.Lines;
        }

        var ofPeriod = ByItem(left.ToValueList(), isDrafted: false).Aggregate(Money.Zero(item.Currency), static (sum, own) => sum + own.Amount);
        return ofPeriod.Sign <= 0 || ofPeriod <= Bearable(item);
    }

    /// <summary>Gives the item of a line, and how much of it an amount of the line is; <see langword="null"/> where no item is known.</summary>
    internal (SalesItem Item, Money Amount)? OfItem(int line, Money amount) => ByItem([new(line, 0m, amount, Money.Zero(amount.Currency), Money.Zero(amount.Currency))], isDrafted: false) is [var own] ? own : null;

    /// <summary>Refuses what would credit more of an item than its net, or charge back what of it isn't credited: its lines of the other sign are no part of the customer's debt of their own.</summary>
    /// <param name="credited">What is credited, line by line.</param>
    /// <param name="isDrafted">Whether the draft is in the balance already.</param>
    /// <exception cref="RuleViolationException"><c>credit_note.exceeds_borne</c>, with the amount.</exception>
    internal void RequireItems(ValueList<CreditedLine> credited, bool isDrafted)
    {
        if (Find(credited, isDrafted) is { } exceeded)
        {
            throw exceeded;
        }
    }

    /// <summary>Finds the same.</summary>
    /// <returns>The refusal; <see langword="null"/> where there is none.</returns>
    internal RuleViolationException? Find(ValueList<CreditedLine> credited, bool isDrafted)
    {
        foreach (var (item, amount) in ByItem(credited, isDrafted))
        {
            if (amount.IsZero || !IsMixed(item))
            {
                continue;
            }

            var room = isDrafted ? Room(item, amount.Sign) + amount : Room(item, amount.Sign);
            if (amount.Sign < 0 ? amount < room : amount > room)
            {
                return new(
                    CreditNoteErrors.ExceedsBorne,
                    $"Its lines below zero counted, and drafts, {room} of the item is left, not {amount}: credit at most that, and issue first what other drafts count on.",
                    _invoice.Id.Value,
                    item.Id.Value);
            }
        }

        return null;
    }

    /// <summary>Refuses what would credit more of a period than the customer still bears.</summary>
    /// <param name="credited">What is credited, line by line.</param>
    /// <param name="isDrafted">Whether the draft is in the balance already.</param>
    /// <exception cref="RuleViolationException"><c>credit_note.exceeds_borne</c>, with the amount.</exception>
    internal void RequireBorne(ValueList<CreditedLine> credited, bool isDrafted)
    {
        RequireDeposits(credited, isDrafted);
        foreach (var (item, _) in ByItem(credited, isDrafted))
        {
            if (item.PeriodStart is null || item.Source == SalesItemSource.Deposit)
            {
                continue;
            }

            // of several items of one period, all together
            var ofPeriod = Money.Zero(item.Currency);
            foreach (var (other, also) in ByItem(credited, isDrafted))
            {
                ofPeriod += IsOfPeriod(other, item) ? also : Money.Zero(item.Currency);
            }

            var left = isDrafted ? Bearable(item) + ofPeriod : Bearable(item);
            if (ofPeriod.Sign > 0 && ofPeriod > left)
            {
                throw new RuleViolationException(
                    CreditNoteErrors.ExceedsBorne,
                    $"The customer still bears {left} of the period from {item.PeriodStart:R}, corrections and drafts counted: credit at most that, not {ofPeriod}.",
                    _invoice.Id.Value,
                    item.Id.Value);
            }
        }
    }

    /// <summary>Gives the items of which a credit note credits something, as they are once it is issued.</summary>
    /// <param name="note">The credit note, in the balance already, which has no drafts of others.</param>
    internal List<(SalesItem Before, SalesItem After)> Issue(Invoice note)
    {
        var changed = new List<(SalesItem, SalesItem)>();
        foreach (var (item, amount) in ByItem(note.Credit!.Lines, isDrafted: true))
        {
            var credited = (item.Credited ?? Money.Zero(item.Currency)) + amount;
            credited = IsAllCredited(item) ? item.Net : credited;
            var after = item with { Credited = credited.IsZero ? null : credited };
            if (note.Credit.Releases && after.Credited is { } all && all == after.Net)
            {
                after = after.Release();
            }

            if (after != item)
            {
                changed.Add((item, after));
            }
        }

        return changed;
    }

    /// <summary>Gives what an issued credit note credits of each item, in the item's own amounts.</summary>
    internal List<(SalesItem Item, Money Amount)> CreditedOf(Invoice note) => ByItem(note.Credit!.Lines, isDrafted: true);

    // what invoices of the order deducted of a line of a deposit isn't left of it
    private void RequireDeposits(ValueList<CreditedLine> credited, bool isDrafted)
    {
        foreach (var line in credited)
        {
            if (ItemOf(line.Line, out var place) is { Source: SalesItemSource.Deposit, SourceLine: null } item && line.Amount.Sign > 0)
            {
                var left = DepositLeft(item, place, line.Line) + (isDrafted ? line.Amount : Money.Zero(line.Amount.Currency));
                if (line.Amount > left)
                {
                    throw new RuleViolationException(
                        CreditNoteErrors.ExceedsBorne,
                        $"Of the deposit {left} is left, since invoices of its order deduct the rest and drafts count: credit at most that, not {line.Amount}, or credit those invoices first.",
                        _invoice.Id.Value,
                        item.Id.Value);
                }
            }
        }
    }

    // what of a line of a deposit is neither credited, drafts counted, nor deducted
    private Money DepositLeft(SalesItem asked, int place, int line) => _invoice.Lines[line].Amount - TakenOf(line) - DepositState.DeductedOf(asked, place, _others);

    // what all lines of an item credit of it, in its own amounts: where prices were freed of a tax the document has others
    private List<(SalesItem Item, Money Amount)> ByItem(ValueList<CreditedLine> credited, bool isDrafted)
    {
        var byItem = new List<(SalesItem Item, Money Amount)>();
        foreach (var line in credited)
        {
            if (ItemOf(line.Line, out var place) is not { } item)
            {
                continue;
            }

            var taken = TakenOf(line.Line) - (isDrafted ? line.Amount : Money.Zero(line.Amount.Currency));
            var amount = OfItem(item, place, line.Line, taken + line.Amount) - OfItem(item, place, line.Line, taken);
            // its lines may stand apart, with others between them
            if (byItem.FindIndex(own => own.Item.Id == item.Id) is >= 0 and var at)
            {
                byItem[at] = (item, byItem[at].Amount + amount);
            }
            else
            {
                byItem.Add((item, amount));
            }
        }

        return byItem;
    }

    // what is borne of the item's period, less what drafts of credit notes of this invoice are to take of it
    private Money Bearable(SalesItem item)
    {
        var left = Money.Zero(item.Currency);
        foreach (var other in _others)
        {
            if (!other.Released && IsOfPeriod(other, item))
            {
                left += other.Borne();
                left -= _items.ContainsKey(other.Id) ? Drafted(other) : _elsewhere.GetValueOrDefault(other.Id, Money.Zero(item.Currency));
            }
        }

        return left;
    }

    // by how much what is credited of an item may grow, or fall: up to what is borne of its period, and where it has lines of both signs within its net
    private Money? Bound(SalesItem item, int sign, List<(SalesItem Item, Money Amount)> taken)
    {
        Money? ofPeriod = sign > 0 && item.PeriodStart is not null ? Without(Bearable(item), taken, other => IsOfPeriod(other, item)) : null;
        Money? ofItem = IsMixed(item) ? Without(Room(item, sign), taken, other => other.Id == item.Id) : null;
        return ofPeriod is { } one && ofItem is { } other ? Money.Min(one, other) : ofPeriod ?? ofItem;
    }

    private static bool IsDeposit(SalesItem item) => item is { PeriodStart: not null, Source: SalesItemSource.Deposit };

    // by how much what is credited of an item may grow up to its net, or fall: it is of the net's sign
    private Money Room(SalesItem item, int sign)
    {
        var bound = item.Net.Sign == sign ? item.Net : Money.Zero(item.Currency);
        return bound - (item.Credited ?? Money.Zero(item.Currency)) - Drafted(item);
    }

    private static bool IsMixed(SalesItem item)
    {
        var (above, below) = (false, false);
        foreach (var line in item.Lines)
        {
            (above, below) = (above || line.Amount.Sign > 0, below || line.Amount.Sign < 0);
        }

        return above && below;
    }

    private static Money Without(Money left, List<(SalesItem Item, Money Amount)> taken, Predicate<SalesItem> isOf)
    {
        foreach (var (other, also) in taken)
        {
            left -= isOf(other) ? also : Money.Zero(left.Currency);
        }

        return left;
    }

    private Money Drafted(SalesItem item)
    {
        var all = Money.Zero(item.Currency);
        foreach (var line in _balance.Lines)
        {
            if (ItemOf(line.Line, out var place)?.Id == item.Id)
            {
                all += OfItem(item, place, line.Line, line.Amount);
            }
        }

        return all - (item.Credited ?? Money.Zero(item.Currency));
    }

    private bool IsAllCredited(SalesItem item)
    {
        var next = 0;
        foreach (var own in _invoice.Items)
        {
            for (var end = next + own.Lines; next < end; next++)
            {
                if (own.Item == item.Id && TakenOf(next) != _invoice.Lines[next].Amount)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private Money TakenOf(int line)
    {
        foreach (var credited in _balance.Lines)
        {
            if (credited.Line == line)
            {
                return credited.Amount;
            }
        }

        return Money.Zero(_invoice.Currency);
    }

    // what a discount on the document took off goes with it as it does on the note, to the cent
    private Money OfItem(SalesItem item, int place, int line, Money amount) =>
        _invoice.Discounts.IsEmpty || item.Lines[place].Tax?.Freed is not null
            ? LineParts.UpTo(item.Lines[place].Amount, amount, _invoice.Lines[line].Amount, Rounding.HalfUp)
            : amount - LineParts.UpTo(_invoice.Lines[line].Amount - item.Lines[place].Amount, amount, _invoice.Lines[line].Amount, _invoice.Rounding);

    private Money OnInvoice(SalesItem item, int place, int line, Money amount) =>
        amount.Abs() >= item.Lines[place].Amount.Abs() ? _invoice.Lines[line].Amount : LineParts.UpTo(_invoice.Lines[line].Amount, amount, item.Lines[place].Amount, Rounding.Down);

    private SalesItem? ItemOf(int line, out int place)
    {
        place = line;
        foreach (var own in _invoice.Items)
        {
            if (place < own.Lines)
            {
                return _items.GetValueOrDefault(own.Item);
            }

            place -= own.Lines;
        }

        return null;
    }

    private static bool IsOfPeriod(SalesItem one, SalesItem other) => one.PeriodKey() == other.PeriodKey();
}
