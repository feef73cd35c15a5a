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

            var credited = CreditedByLine(item);
            for (var i = 0; i < item.Lines.Count; i++)
            {
                var line = item.Lines[i];
                taxes.Book(new(line.Tax is { } tax ? tax with { IsKept = true } : null, item.BillingEntity), line.Net);
                if (credited is not null)
                {
                    taxes.Book(new(line.Tax is { } of ? of with { IsKept = true } : null, item.BillingEntity), -credited[i]);
                }
            }
        }

        return taxes;
    }

    /// <summary>
    /// Splits a correction: what it takes back comes from the layers, the newest first; what it gives again fills what was taken of them, the oldest first; only what goes beyond what was billed has no tax yet.
    /// </summary>
    /// <param name="net">The correction, of either sign.</param>
    /// <param name="entity">Who bills what goes beyond.</param>
    /// <returns>The parts, which sum to the net; neighbours of one tax are one part.</returns>
    internal List<(Key Key, Money Net)> Split(Money net, Id<BillingEntity> entity)
    {
        var parts = new List<(Key Key, Money Net)>();
        for (var i = _layers.Count - 1; i >= 0 && !net.IsZero; i--)
        {
            Take(_layers[i].Key, Within(net, -_layers[i].Left));
        }

        for (var i = 0; i < _layers.Count && !net.IsZero; i++)
        {
            if (_layers[i].Key.Tax is not null)
            {
                Take(_layers[i].Key, Within(net, _layers[i].Billed - _layers[i].Left));
            }
        }

        Take(new(null, entity), net);
        return parts;

        void Take(Key key, Money part)
        {
            if (part.IsZero)
            {
                return;
            }

            net -= part;
            if (parts.Count > 0 && parts[^1].Key == key)
            {
                parts[^1] = (key, parts[^1].Net + part);
            }
            else
            {
                parts.Add((key, part));
            }
        }
    }

    private void Book(Key key, Money net)
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
            _layers.Add(new(key, net, net));
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
            weights[i] = item.Lines[i].Net.Sign == credited.Sign ? item.Lines[i].Net.MinorUnits : 0L;
        }

        return credited.Allocate(weights);
    }

    /// <summary>What lines of one layer have in common.</summary>
    /// <param name="Tax">How they were taxed; <see langword="null"/> while they stand on no document.</param>
    /// <param name="Entity">Who billed them.</param>
    internal readonly record struct Key(LineTax? Tax, Id<BillingEntity> Entity);

    private readonly record struct Layer(Key Key, Money Billed, Money Left);
}
