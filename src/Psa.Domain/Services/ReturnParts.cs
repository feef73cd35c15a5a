using Psa.Invoices;
using Psa.Returns;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Gathers what is given back of what items billed. What one part takes, the customer bears no longer, which bounds the next.</summary>
/// <param name="step">The step.</param>
/// <param name="issued">The items of the goods that issued documents bill, with these.</param>
internal sealed class ReturnParts(Step step, Dictionary<SalesItem, Invoice> issued)
{
    private readonly List<(SalesItem Item, Money Amount)> _taken = [];
    private Money? _borneAgain;

    /// <summary>Gets what is given back, by lines of documents.</summary>
    internal List<ReturnedPart> All { get; } = [];

    /// <summary>Gets what of the items is charged again no more.</summary>
    internal Dictionary<Id<SalesItem>, Money> Less { get; } = [];

    /// <summary>Takes what waits to be billed and isn't any more: the customer bears it no longer.</summary>
    internal void TakeUnbilled(SalesItem item, Money amount) => _taken.Add((item, amount));

    /// <summary>Adds the share of an item's goods.</summary>
    /// <param name="item">The item, as it was before.</param>
    /// <param name="quantity">How much of it comes back.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task AddAsync(SalesItem item, decimal quantity, CancellationToken cancellationToken)
    {
        var (left, items) = await LeftAsync(issued[item], _taken, cancellationToken).ConfigureAwait(false);
        var part = ReturnCredits.Of(issued[item], left, item, quantity, out var share);
        if (part is { } given)
        {
            All.Add(given);
            Take(given, items);
        }

        if (item.ChargedAgain is { } again)
        {
            await AddAgainAsync(item, Money.Min(share - (part?.Amount ?? Money.Zero(share.Currency)), again), cancellationToken).ConfigureAwait(false);
        }
    }

    // what was credited before and charged again stands on later items; what was credited of these too is given back already
    private async Task AddAgainAsync(SalesItem item, Money wanted, CancellationToken cancellationToken)
    {
        var borne = _borneAgain ?? await BorneAgainAsync(cancellationToken).ConfigureAwait(false);
        var missing = Money.Min(wanted, borne);
        _borneAgain = missing.Sign > 0 ? borne - missing : borne;
        foreach (var (later, document) in issued)
        {
            foreach (var place in missing.Sign > 0 && later is { SourceQuantity: >= 0m, Net.Sign: > 0 } ? ReturnCredits.AgainOf(document, later) : [])
            {
                missing -= await CreditAgainAsync(new(item, document, new(place), missing), cancellationToken).ConfigureAwait(false);
            }
        }

        if (missing.Sign > 0)
        {
            Less.Add(item.Id, missing);
        }
    }

    // a line charges several items again, and a credit note names it once; gives how much it takes more
    private async Task<Money> CreditAgainAsync(ReturnedPart wanted, CancellationToken cancellationToken)
    {
        var (left, items) = await LeftAsync(wanted.Document, _taken, cancellationToken).ConfigureAwait(false);
        var at = All.FindIndex(one => one.Document.Id == wanted.Document.Id && one.Line.Line == wanted.Line.Line);
        var before = at < 0 ? Money.Zero(wanted.Amount.Currency) : All[at].Amount;
        var more = Money.Min(wanted.Amount, ReturnCredits.LeftOf(left, wanted.Line.Line, before));
        if (more.Sign <= 0)
        {
            return Money.Zero(more.Currency);
        }

        Take(wanted with { Amount = more }, items);
        var part = (at < 0 ? wanted : All[at]) with { Line = new(wanted.Line.Line, Amount: before + more), Amount = before + more };
        if (at < 0)
        {
            All.Add(part);
        }
        else
        {
            All[at] = part;
        }

        return more;
    }

    private void Take(ReturnedPart part, CreditedItems items) => _taken.Add(items.OfItem(part.Line.Line, part.OnDocument)!.Value);

    // what customers bear of all that was charged again
    private async Task<Money> BorneAgainAsync(CancellationToken cancellationToken)
    {
        var borne = default(Money?);
        foreach (var (item, document) in issued)
        {
            borne = ReturnCredits.Sum(borne, item.ChargedAgain);
            if (ReturnCredits.AgainOf(document, item) is { Count: > 0 } places)
            {
                // what is taken here is on no credit note yet
                var (left, _) = await LeftAsync(document, [], cancellationToken).ConfigureAwait(false);
                places.ForEach(place => borne = ReturnCredits.Sum(borne, -ReturnCredits.CreditedOf(document, left, place)));
            }
        }

        return borne!.Value;
    }

    private async Task<(CreditableInvoice Left, CreditedItems Items)> LeftAsync(Invoice document, List<(SalesItem Item, Money Amount)> taken, CancellationToken cancellationToken)
    {
        var balance = await step.BalanceAsync(document, cancellationToken).ConfigureAwait(false);
        var items = await CreditNoteDrafts.ItemsAsync(step, document, balance, cancellationToken).ConfigureAwait(false);
        return (CreditedParts.Left(document, balance, [], items.BorneWithout(taken)), items);
    }
}
