using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.SalesItems;

/// <summary>
/// How what was billed of a period was taxed, layer upon layer in the order of billing, so that a correction keeps seller, tax and price mode of the very lines that it corrects (R-CORRECTION-SAME).
/// </summary>
internal sealed class BilledTaxes
{
    private readonly List<Layer> _layers = [];

    /// <summary>Reads the layers of a period.</summary>
    /// <param name="items">Its items that were not released, by ordinal.</param>
    /// <param name="isLessCredits">Whether what was credited by hand is taken off them.</param>
    internal static BilledTaxes Of(IReadOnlyList<SalesItem> items, bool isLessCredits = true)
    {
        var taxes = new BilledTaxes();
        foreach (var item in items)
        {
            if (item.Status == SalesItemStatus.Canceled)
            {
                continue;
            }

            taxes.Book(item, isLessCredits);
        }

        return taxes;
    }

    /// <summary>
    /// Gives what documents billed of a period whose prices were freed of their tax, before what was credited of it by hand: a credit stands beside the correction, as it does in the amounts that were agreed (R-DECIDED).
    /// </summary>
    /// <param name="items">Its items that were not released, by ordinal.</param>
    /// <param name="key">How it is taxed.</param>
    /// <returns><see langword="null"/> when something of it was taxed otherwise, or people decided on it otherwise than by credits: how much that is on a document isn't known.</returns>
    internal static Money? FreedBilled(IReadOnlyList<SalesItem> items, Key key)
    {
        foreach (var item in items)
        {
            if (item.Waiver() != (item.Credited ?? Money.Zero(item.Currency)))
            {
                return null;
            }
        }

        return Of(items, isLessCredits: false).FreedLeft(key);
    }

    /// <summary>
    /// Gives what a line whose price is freed of its tax comes to on a document; <see langword="null"/> when it isn't. An override is of the document's kind, and is the amount that was decided.
    /// </summary>
    internal static Money? FreedAmount(SalesItem item, DocumentLine line) =>
        line.Tax?.Freed is not { } freed ? null : item.Override is null ? freed.Amount : line.Amount;

    /// <summary>
    /// Splits a correction: what it takes back comes from the layers, the newest first; what it gives again fills what was taken of them, the oldest first; only what goes beyond what was billed has no tax yet.
    /// </summary>
    /// <param name="net">The correction, of either sign.</param>
    /// <param name="entity">Who bills what goes beyond.</param>
    /// <returns>The parts, which sum to the net; what was taxed alike is one part.</returns>
    internal List<Part> Split(Money net, Id<BillingEntity> entity)
    {
        var parts = new List<Part>();
        for (var i = _layers.Count - 1; i >= 0 && !net.IsZero; i--)
        {
            Take(_layers[i], Within(net, -_layers[i].Left));
        }

        for (var i = 0; i < _layers.Count && !net.IsZero; i++)
        {
            if (_layers[i].Tax is not null)
            {
                Take(_layers[i], Within(net, _layers[i].Billed - _layers[i].Left));
            }
        }

        if (!net.IsZero)
        {
            Add(new(null, null, null, entity), null, net);
        }

        return parts;

        void Take(in Layer layer, Money part)
        {
            if (!part.IsZero)
            {
                net -= part;
                var kept = layer.Tax is { } tax ? tax with { IsKept = true } : null;
                Add(layer.Key, kept?.Freed is { } freed ? kept with { Freed = freed with { Amount = layer.FreedBy(part) } } : kept, part);
            }
        }

        void Add(Key key, LineTax? tax, Money part)
        {
            if (parts.FindIndex(other => other.Key == key) is var at && at < 0)
            {
                parts.Add(new(key, tax, part));
                return;
            }

            var before = parts[at];
            var both = before.Tax is { Freed: { } freed } && tax is { Freed: { } more } ? before.Tax with { Freed = freed with { Amount = freed.Amount + more.Amount } } : before.Tax;
            parts[at] = before with { Net = before.Net + part, Tax = both };
        }
    }

    private Money? FreedLeft(Key key)
    {
        Money? left = null;
        foreach (var layer in _layers)
        {
            if (layer.Key != key && !layer.Left.IsZero)
            {
                return null;
            }

            left = layer.Key != key ? left : left is { } sum ? sum + layer.FreedLeft : layer.FreedLeft;
        }

        return left;
    }

    // lines of an item that are taxed alike are one: what they take back and bill anew is only their sum
    private void Book(SalesItem item, bool isLessCredits)
    {
        var credited = isLessCredits ? CreditedByLine(item) : null;
        var zero = Money.Zero(item.Currency);
        var sums = new List<(Key Key, LineTax? Tax, Money Net, Money? Freed, Money Credited)>(item.Lines.Count);
        for (var i = 0; i < item.Lines.Count; i++)
        {
            var line = item.Lines[i];
            var key = new Key(line.Tax?.Applied, line.Tax?.PriceMode, line.Tax?.Freed?.Rate, item.BillingEntity);
            var (freed, less) = (FreedAmount(item, line), credited?[i] ?? zero);
            if (sums.FindIndex(sum => sum.Key == key) is var at && at >= 0)
            {
                sums[at] = sums[at] with { Net = sums[at].Net + line.Amount, Freed = sums[at].Freed + freed, Credited = sums[at].Credited + less };
            }
            else
            {
                sums.Add((key, line.Tax, line.Amount, freed, less));
            }
        }

        foreach (var (key, tax, net, freed, less) in sums)
        {
            Book(key, tax, net, freed);
            Book(key, tax, -less, null);
        }
    }

    // freed is what of the net was billed of a price that was freed of its tax, when it is known
    private void Book(Key key, LineTax? tax, Money net, Money? freed)
    {
        for (var i = _layers.Count - 1; i >= 0 && !net.IsZero; i--)
        {
            Move(i, key, Within(net, -_layers[i].Left), ref net, ref freed);
        }

        for (var i = 0; i < _layers.Count && !net.IsZero; i++)
        {
            Move(i, key, Within(net, _layers[i].Billed - _layers[i].Left), ref net, ref freed);
        }

        if (net.IsZero)
        {
            return;
        }

        var amount = freed ?? net;
        if (_layers.Count > 0 && _layers[^1] is var last && last.Key == key && last.Billed.Sign == net.Sign)
        {
            _layers[^1] = last with { Billed = last.Billed + net, Left = last.Left + net, Freed = last.Freed + amount, FreedLeft = last.FreedLeft + amount };
        }
        else
        {
            _layers.Add(new(key, tax, net, net, amount, amount));
        }
    }

    private void Move(int index, Key key, Money part, ref Money net, ref Money? freed)
    {
        var layer = _layers[index];
        if (layer.Key != key || part.IsZero)
        {
            return;
        }

        // a line that lies in one layer moves it by what it came to, whatever rounding made of that
        var amount = part == net && freed is { } all ? all : layer.FreedBy(part);
        _layers[index] = layer with { Left = layer.Left + part, FreedLeft = layer.FreedLeft + amount };
        net -= part;
        freed -= amount;
    }

    // as much of one amount as another of its sign allows
    private static Money Within(Money amount, Money most) =>
        amount.Sign != most.Sign ? Money.Zero(amount.Currency) : amount.Abs() < most.Abs() ? amount : most;

    private static Money[]? CreditedByLine(SalesItem item)
    {
        if (item.Credited is not { IsZero: false } credited)
        {
            return null;
        }

        var weights = new long[item.Lines.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = item.Lines[i].Amount.Sign == credited.Sign ? item.Lines[i].Amount.MinorUnits : 0L;
        }

        return credited.Allocate(weights);
    }

    /// <summary>A part of a correction, which is a line of it.</summary>
    /// <param name="Key">How it is taxed, and by whom billed.</param>
    /// <param name="Tax">The tax that it keeps, with what it comes to on the document where its price was freed of tax; <see langword="null"/> for today's.</param>
    /// <param name="Net">The net.</param>
    internal readonly record struct Part(Key Key, LineTax? Tax, Money Net);

    /// <summary>What is taxed alike, on whatever day.</summary>
    /// <param name="Tax">The tax; <see langword="null"/> while lines stand on no document.</param>
    /// <param name="PriceMode">Whether the net holds the tax.</param>
    /// <param name="FreedOf">The rate of the tax that its price was freed of, or <see langword="null"/>.</param>
    /// <param name="Entity">Who billed.</param>
    internal readonly record struct Key(AppliedTax? Tax, PriceMode? PriceMode, Percent? FreedOf, Id<BillingEntity> Entity);

    /// <summary>What was billed alike, and what corrections left of it; in amounts as agreed and, where prices were freed of their tax, as documents have them.</summary>
    private readonly record struct Layer(Key Key, LineTax? Tax, Money Billed, Money Left, Money Freed, Money FreedLeft)
    {
        /// <summary>Gives how a correction moves what documents have, by running totals: all that is left goes with the last of it.</summary>
        internal Money FreedBy(Money part)
        {
            var left = Left + part;
            return left.IsZero ? -FreedLeft : Freed.Scale(left.Abs().MinorUnits, Billed.Abs().MinorUnits, Rounding.HalfUp) - FreedLeft;
        }
    }
}
