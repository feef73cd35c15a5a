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
    internal static BilledTaxes Of(IReadOnlyList<SalesItem> items)
    {
        var taxes = new BilledTaxes();
        foreach (var item in items)
        {
            if (item.Status == SalesItemStatus.Canceled)
            {
                continue;
            }

            taxes.Book(item);
        }

        return taxes;
    }

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
            Take(_layers[i].Key, _layers[i].Tax, Within(net, -_layers[i].Left));
        }

        for (var i = 0; i < _layers.Count && !net.IsZero; i++)
        {
            if (_layers[i].Tax is { } tax)
            {
                Take(_layers[i].Key, tax, Within(net, _layers[i].Billed - _layers[i].Left));
            }
        }

        Take(new(null, null, entity), null, net);
        return parts;

        void Take(Key key, LineTax? tax, Money part)
        {
            if (part.IsZero)
            {
                return;
            }

            net -= part;
            if (parts.FindIndex(other => other.Key == key) is var at && at >= 0)
            {
                parts[at] = parts[at] with { Net = parts[at].Net + part };
            }
            else
            {
                parts.Add(new(key, tax is null ? null : tax with { IsKept = true }, part));
            }
        }
    }

    // lines of an item that are taxed alike are one: what they take back and bill anew is only their sum
    private void Book(SalesItem item)
    {
        var credited = CreditedByLine(item);
        var sums = new List<(Key Key, LineTax? Tax, Money Net, Money Credited)>(item.Lines.Count);
        for (var i = 0; i < item.Lines.Count; i++)
        {
            var line = item.Lines[i];
            var (key, less) = (new Key(line.Tax?.Applied, line.Tax?.PriceMode, item.BillingEntity), credited?[i] ?? Money.Zero(item.Currency));
            if (sums.FindIndex(sum => sum.Key == key) is var at && at >= 0)
            {
                sums[at] = sums[at] with { Net = sums[at].Net + line.Amount, Credited = sums[at].Credited + less };
            }
            else
            {
                sums.Add((key, line.Tax, line.Amount, less));
            }
        }

        foreach (var (key, tax, net, less) in sums)
        {
            Book(key, tax, net);
            Book(key, tax, -less);
        }
    }

    private void Book(Key key, LineTax? tax, Money net)
    {
        for (var i = _layers.Count - 1; i >= 0 && !net.IsZero; i--)
        {
            net -= Move(i, key, Within(net, -_layers[i].Left));
        }

        for (var i = 0; i < _layers.Count && !net.IsZero; i++)
        {
            net -= Move(i, key, Within(net, _layers[i].Billed - _layers[i].Left));
        }

        if (net.IsZero)
        {
            return;
        }

        if (_layers.Count > 0 && _layers[^1] is var last && last.Key == key && last.Billed.Sign == net.Sign)
        {
            _layers[^1] = last with { Billed = last.Billed + net, Left = last.Left + net };
        }
        else
        {
            _layers.Add(new(key, tax, net, net));
        }
    }

    private Money Move(int index, Key key, Money part)
    {
        var layer = _layers[index];
        if (layer.Key != key)
        {
            return Money.Zero(part.Currency);
        }

        _layers[index] = layer with { Left = layer.Left + part };
        return part;
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
    /// <param name="Tax">The tax that it keeps; <see langword="null"/> for today's.</param>
    /// <param name="Net">The net.</param>
    internal readonly record struct Part(Key Key, LineTax? Tax, Money Net);

    /// <summary>What is taxed alike, on whatever day.</summary>
    /// <param name="Tax">The tax; <see langword="null"/> while lines stand on no document.</param>
    /// <param name="PriceMode">Whether the net holds the tax.</param>
    /// <param name="Entity">Who billed.</param>
    internal readonly record struct Key(AppliedTax? Tax, PriceMode? PriceMode, Id<BillingEntity> Entity);

    private readonly record struct Layer(Key Key, LineTax? Tax, Money Billed, Money Left);
}
