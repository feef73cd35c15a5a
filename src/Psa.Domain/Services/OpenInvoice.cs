using System.Linq;
using Psa.Adjustments;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>What of an invoice an adjustment may still credit (R-CN-LIMIT), without tax: of its lines, of their tax group, and of the document.</summary>
internal sealed class OpenInvoice
{
    private readonly List<CreditedPart> _parts;
    private readonly Money[] _left;
    private readonly Dictionary<GroupKey, Money> _groups = [];
    private Money _withTax;
    private readonly bool _isBound;

    internal OpenInvoice(Invoice invoice, List<CreditedPart> parts, Func<int, Money, Money> within)
    {
        (Invoice, _parts, _left) = (invoice, parts, new Money[invoice.Lines.Count]);
        _withTax = invoice.Totals.TotalWithTax - CreditedParts.WithTax(invoice, parts);
        var positive = Money.Zero(invoice.Currency);
        foreach (var part in parts)
        {
            var net = CreditNets.LeftOf(invoice, part);
            if (part.IsLine)
            {
                _left[part.Place] = net.Sign > 0 ? Allowed(part, net, within(part.Place, part.Left)) : Money.Zero(invoice.Currency);
            }

            // the note that credits the rest takes the rest of the tax, whatever is rounded before
            positive += net.Sign > 0 ? net + part.Billed.Tax - part.Credited.Tax : Money.Zero(invoice.Currency);

            if (part.Tax is { } tax)
            {
                var key = GroupKey.Of(tax.Components[0]);
                _groups[key] = _groups.GetValueOrDefault(key, Money.Zero(invoice.Currency)) + net;
            }
        }

        // what is below zero leaves less of the document than of its other lines
        _isBound = positive > _withTax;
    }

    /// <summary>Gets the invoice.</summary>
    internal Invoice Invoice { get; }

    /// <summary>Gives what may be credited of some lines.</summary>
    internal CreditSource SourceOf(IEnumerable<int> lines)
    {
        var own = lines.Select(line => (Line: line, Left: _left[line])).ToList();
        var most = own.Aggregate(Money.Zero(Invoice.Currency), static (sum, line) => sum + line.Left);
        foreach (var line in own)
        {
            if (_parts[line.Line].Tax is { } tax)
            {
                most = Least(most, _groups[GroupKey.Of(tax.Components[0])]);
                most = _isBound ? Least(most, _withTax.Scale(100_000_000, 100_000_000 + (long)(tax.Rate.Value * 1_000_000m), Rounding.Down)) : most;
            }
        }

        return new(Invoice.Id, Invoice.IssueDate, Invoice.Number ?? string.Empty, most, own.ToValueList());
    }

    /// <summary>Takes what is credited of a line.</summary>
    internal void Take(int line, Money net)
    {
        _left[line] -= net;
        if (_parts[line].Tax is { } tax)
        {
            var key = GroupKey.Of(tax.Components[0]);
            _groups[key] -= net;
            _withTax -= WithTax(_parts[line], net);
        }
    }

    /// <summary>Gives the place of an item's first line, or <see langword="null"/> where it isn't on the invoice.</summary>
    internal int? PlaceOf(Id<SalesItem> item)
    {
        var place = 0;
        foreach (var own in Invoice.Items)
        {
            if (own.Item == item)
            {
                return place;
            }

            place += own.Lines;
        }

        return null;
    }

    private static Money Least(Money one, Money other) => one < other ? one : other;

    private static Money Allowed(CreditedPart part, Money net, Money allowed) =>
        allowed == part.Left ? net : allowed.Sign <= 0 ? Money.Zero(net.Currency) : net.Scale(allowed.MinorUnits, part.Left.MinorUnits, Rounding.Down);

    private static Money WithTax(CreditedPart part, Money net) =>
        part.Tax is { } tax ? net.Scale(100_000_000 + (long)(tax.Rate.Value * 1_000_000m), 100_000_000, Rounding.Up) : net;
}
