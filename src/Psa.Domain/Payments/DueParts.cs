using NodaTime;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>What of a document is due when (R-INSTALMENT): what was credited and settled counts against what was due first.</summary>
internal static class DueParts
{
    /// <summary>Gives the amounts of a document with the days by which they are to be paid, the earliest first. They add up to what it comes to.</summary>
    /// <param name="document">The document.</param>
    /// <param name="total">What it comes to.</param>
    public static ValueList<DuePart> Of(Invoice document, Money total) => [new(document.DueDate, total)];

    /// <summary>Gives what is left of each part when some is covered, the earliest first; what is covered below zero is due with the earliest.</summary>
    /// <param name="parts">The parts, ascending.</param>
    /// <param name="covered">What was credited and settled.</param>
    /// <returns>The parts of which something is left. None are below zero.</returns>
    public static ValueList<DuePart> OpenOf(ValueList<DuePart> parts, Money covered)
    {
        var open = new List<DuePart>(parts.Count);
        foreach (var part in parts)
        {
            var left = part.Amount - covered;
            if (left.Sign > 0)
            {
                open.Add(part with { Amount = left });
                covered = Money.Zero(covered.Currency);
            }
            else
            {
                covered = -left;
            }
        }

        return open.ToValueList();
    }
}
