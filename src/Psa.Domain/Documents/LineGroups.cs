using System.Linq;
using Psa.Catalog;
using Psa.Customers;
using Psa.Languages;

namespace Psa.Documents;

/// <summary>
/// Which lines a document shows as one (R-LINE-GROUPS). It changes what is shown, never the money: each line is in one group, and a group comes to what its lines come to.
/// No group holds lines of several taxes, customers, signs or subtotals; notes stay with their line.
/// </summary>
internal static class LineGroups
{
    /// <summary>Groups the lines of a document.</summary>
    /// <param name="lines">The lines, in their order.</param>
    /// <param name="rounding">How the document's amounts were rounded.</param>
    /// <param name="words">The document's language, in which days are said.</param>
    /// <returns>The groups, in the order of their first lines, and the lines of those that stand for several.</returns>
    [Pure]
    internal static ShownLines Of(IReadOnlyList<LineToShow> lines, Rounding rounding, ILanguage words)
    {
        var groups = new List<List<int>>();
        var byKey = new Dictionary<Key, List<int>>();
        foreach (var (first, own) in WithNotes(lines))
        {
            if (KeyOf(lines[first]) is not { } key)
            {
                groups.Add(own);
            }
            else if (byKey.TryGetValue(key, out var members))
            {
                members.AddRange(own);
            }
            else
            {
                byKey.Add(key, own);
                groups.Add(own);
            }
        }

        var appendix = new List<GroupedLine>();
        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i].Count(place => !lines[place].Line.IsNote) > 1)
            {
                appendix.AddRange(groups[i].Select(place => new GroupedLine(i, lines[place].Line, lines[place].Totals)));
            }
        }

        return new(groups.Select(members => Show(lines, members, rounding, words)).ToValueList(), appendix.ToValueList());
    }

    // each line that bills something with the notes of its item behind it, and those before the first; an item of notes alone stands by itself
    private static List<(int First, List<int> Own)> WithNotes(IReadOnlyList<LineToShow> lines)
    {
        var parts = new List<(int First, List<int> Own)>();
        var waiting = new List<int>();
        for (var i = 0; i < lines.Count; i++)
        {
            var isOfBefore = parts.Count > 0 && lines[parts[^1].First].Item == lines[i].Item;
            if (!lines[i].Line.IsNote)
            {
                parts.Add((i, [i, .. waiting]));
                waiting.Clear();
            }
            else if (isOfBefore)
            {
                parts[^1].Own.Add(i);
            }
            else
            {
                waiting.Add(i);
            }

            if (waiting.Count > 0 && (i == lines.Count - 1 || lines[i + 1].Item != lines[i].Item))
            {
                parts.AddRange(waiting.Select(static note => (note, new List<int> { note })));
                waiting.Clear();
            }
        }

        return parts;
    }

    // what has nothing to be grouped by stands by itself
    private static Key? KeyOf(in LineToShow line)
    {
        object? by = line.Grouping switch
        {
            LineGrouping.None => null,
            LineGrouping.Period => line.Line.Period,
            LineGrouping.Part => line.Source,
            LineGrouping.Product => line.Line.Product,
            LineGrouping.Ticket or LineGrouping.Person => line.Source,
            LineGrouping.Activity => line.Source is null ? null : line.Line.Product,
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Grouping, "No such grouping."),
        };
        return by is null || line.Line.IsNote || line.Line.Bundle != BundleRole.None ? null : new(line.Grouping, by, line.Line.Tax?.Applied, line.Customer, line.Line.Amount.Sign, line.Section);
    }

    private static LineGroup Show(IReadOnlyList<LineToShow> lines, List<int> members, Rounding rounding, ILanguage words)
    {
        var billed = members.FindAll(place => !lines[place].Line.IsNote);
        if (billed.Count <= 1)
        {
            var only = lines[billed.Count == 0 ? members[0] : billed[0]];
            var notes = members.Where(place => billed.Count > 0 && lines[place].Line.IsNote).Select(place => lines[place].Line.Text);
            return new(only.Line.HidesQuantity ? Hidden(only.Line) : only.Line, only.Totals, notes.ToValueList(), members.ToValueList());
        }

        var grouped = billed.ConvertAll(place => lines[place]);
        return new(Together(grouped, rounding, words), Sum(grouped), [], members.ToValueList());
    }

    // the price of one says the quantity too; the amount stays, and what is shown multiplies out
    private static DocumentLine Hidden(DocumentLine line) => line with
    {
        Quantity = 0m,
        Unit = string.Empty,
        UnitCode = null,
        UnitPrice = UnitPrice.Of(0m, line.Amount.Currency),
        VolumeDiscount = null,
        Discount = null,
        Share = null,
        Carry = line.Amount.MinorUnits,
    };

    private static DocumentLine Together(List<LineToShow> grouped, Rounding rounding, ILanguage words)
    {
        var first = grouped[0].Line;
        var (amount, quantity) = (Money.Zero(first.Amount.Currency), 0m);
        foreach (var (line, _, _, _, _, _, _) in grouped)
        {
            amount += line.Amount;
            quantity += line.Quantity;
        }

        var isAlike = quantity != 0m && first.Discount is not { Amount: not null } && grouped.TrueForAll(one => IsAlike(one.Line, first));
        var shown = first with
        {
            Text = TextOf(grouped, words),
            Product = grouped.TrueForAll(one => one.Line.Product == first.Product) ? first.Product : null,
            Period = Span(grouped),
            Quantity = isAlike ? quantity : amount.Sign < 0 ? -1m : 1m,
            Unit = isAlike ? first.Unit : "C62",
            UnitPrice = isAlike ? first.UnitPrice : UnitPrice.Of(amount.Abs().Amount, amount.Currency),
            VolumeDiscount = isAlike ? first.VolumeDiscount : null,
            Discount = isAlike ? first.Discount : null,
            Share = isAlike ? first.Share : null,
            Carry = 0,
            Amount = amount,
            Details = [],
            Tax = first.Tax is { } tax ? tax with { IsKept = false, Freed = null } : null,
        };
        return shown with { Carry = (amount - shown.Recompute(rounding)).MinorUnits };
    }

    private static bool IsAlike(DocumentLine line, DocumentLine other) =>
        line.Unit == other.Unit && line.UnitPrice == other.UnitPrice && line.VolumeDiscount == other.VolumeDiscount && line.Discount == other.Discount && line.Share == other.Share;

    // lines of one part say what it is, and some of them more; lines of the same days say these
    private static string TextOf(List<LineToShow> grouped, ILanguage words)
    {
        var first = grouped[0].Line;
        if (grouped[0].Grouping == LineGrouping.Period && first.Period is { } days && !grouped.TrueForAll(one => one.Line.Text == first.Text))
        {
            return words.Days(words.Date(days.Start), words.Date(days.LastDay));
        }

        var shortest = grouped.MinBy(static one => one.Line.Text.Length).Line.Text;
        return grouped.TrueForAll(one => one.Line.Text.StartsWith(shortest, StringComparison.Ordinal)) ? shortest : first.Text;
    }

    private static DatePeriod? Span(List<LineToShow> grouped)
    {
        DatePeriod? span = null;
        foreach (var (line, _, _, _, _, _, _) in grouped)
        {
            if (line.Period is not { } days)
            {
                return null;
            }

            span = span is { } so ? DatePeriod.Create(NodaTime.LocalDate.Min(so.Start, days.Start), NodaTime.LocalDate.Max(so.EndExclusive, days.EndExclusive)) : days;
        }

        return span;
    }

    private static LineTotals Sum(List<LineToShow> grouped)
    {
        var sum = grouped[0].Totals;
        for (var i = 1; i < grouped.Count; i++)
        {
            var next = grouped[i].Totals;
            sum = new(
                sum.Net + next.Net,
                sum.Discount + next.Discount,
                sum.Tax + next.Tax,
                sum.Gross is { } gross && next.Gross is { } more ? gross + more : null,
                sum.Taxes.AsEnumerable().Zip(next.Taxes.AsEnumerable(), static (left, right) => left + right).ToValueList());
        }

        return sum;
    }

    private readonly record struct Key(LineGrouping Grouping, object By, AppliedTax? Tax, Id<Customer> Customer, int Sign, int Section);
}
