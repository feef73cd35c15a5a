using System.Linq;
using Psa.Documents;

namespace Psa.SalesItems;

/// <summary>
/// Finds the line that a written one goes on from, among those that stood there: one of the same product and unit, and each of them once. The more of a line was sent back as it was read, the sooner it is that line:
/// <list type="number">
/// <item>its quantity and its price, and among several its text and discount too;</item>
/// <item>its quantity, where no price is written;</item>
/// <item>its price, with another quantity;</item>
/// <item>its quantity, with another price;</item>
/// <item>its text;</item>
/// <item>whatever is left.</item>
/// </list>
/// Where that leaves several, the order among the lines of the product decides, so what becomes of lines of other products moves nothing.
/// </summary>
internal sealed class KnownLines
{
    // from what was sent back whole to what was changed most
    private static readonly Func<NewDocumentLine, DocumentLine, bool>[] Likenesses =
    [
        static (line, known) => SamePrice(line, known) && SameQuantity(line, known) && SameText(line, known) && SameDiscount(line, known),
        static (line, known) => SamePrice(line, known) && SameQuantity(line, known),
        static (line, known) => line.UnitPrice is null && SameQuantity(line, known) && SameText(line, known) && SameDiscount(line, known),
        static (line, known) => line.UnitPrice is null && SameQuantity(line, known),
        static (line, known) => SamePrice(line, known) && SameText(line, known),
        SamePrice,
        static (line, known) => SameQuantity(line, known) && SameText(line, known),
        SameQuantity,
        SameText,
        static (_, _) => true,
    ];

    private readonly List<ValueList<DocumentLine>> _lines = [];

    /// <summary>Cuts lines into those that a written line may go on from: no notes, and a bundle with its components.</summary>
    internal KnownLines(ValueList<DocumentLine> before)
    {
        foreach (var (first, count) in BundleLines.Cut(before))
        {
            if (!before[first].IsNote)
            {
                _lines.Add(before.AsSpan().Slice(first, count).ToArray().ToValueList());
            }
        }
    }

    /// <summary>Finds what each written line goes on from.</summary>
    /// <param name="lines">The written lines.</param>
    /// <param name="unitOf">The unit that a written line is in.</param>
    /// <returns>For each written line the lines that stood there: one, or a bundle's heading and components; empty for what is new.</returns>
    internal ValueList<DocumentLine>[] Match(ValueList<NewDocumentLine> lines, Func<NewDocumentLine, string> unitOf)
    {
        var matched = new ValueList<DocumentLine>[lines.Count];
        var known = _lines.GroupBy(static own => (own[0].Product, own[0].Unit)).ToDictionary(static own => own.Key, static own => own.ToList());
        var written = Enumerable.Range(0, lines.Count).Where(place => !lines[place].IsNote).GroupBy(place => (lines[place].Product, unitOf(lines[place])));
        foreach (var own in written)
        {
            if (!known.TryGetValue(own.Key, out var left))
            {
                continue;
            }

            var open = own.ToList();
            foreach (var isLike in Likenesses)
            {
                open.RemoveAll(place =>
                {
                    var at = left.FindIndex(one => isLike(lines[place], one[0]));
                    if (at >= 0)
                    {
                        matched[place] = left[at];
                        left.RemoveAt(at);
                    }

                    return at >= 0;
                });
            }
        }

        return matched;
    }

    private static bool SamePrice(NewDocumentLine line, DocumentLine known) => line.UnitPrice == known.UnitPrice;

    private static bool SameQuantity(NewDocumentLine line, DocumentLine known) => line.Quantity == known.Quantity;

    private static bool SameText(NewDocumentLine line, DocumentLine known) => line.Text == known.Text;

    private static bool SameDiscount(NewDocumentLine line, DocumentLine known) => line.Discount == known.Discount;
}
