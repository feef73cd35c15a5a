using System.Linq;
using Psa.Catalog;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>
/// An issued invoice of which a credit note of a run gives something back: its tax goes on from what all credit notes gave back of the invoice before, those by hand and those of runs (R-CN-TAX).
/// </summary>
internal sealed class CorrectedInvoice
{
    private readonly Invoice _invoice;
    private readonly List<CreditedPart> _taxed;
    private readonly List<CreditedPart> _givenBack;

    /// <summary>Reads an invoice.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="balance">What became of it.</param>
    /// <param name="givenBack">What runs gave back of it.</param>
    internal CorrectedInvoice(Invoice invoice, InvoiceBalance balance, IEnumerable<CreditedPart> givenBack) =>
        (_invoice, _taxed, _givenBack) = (invoice, CreditGroups.Of(CreditedParts.Of(invoice, balance)).ConvertAll(Together), [.. givenBack]);

    /// <summary>Gives the issued invoices that items correct, with what was given back of them: of items that correct one alone, so that what they give back is known to be of it.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal delegate ValueTask<IReadOnlyDictionary<Id<Invoice>, CorrectedInvoice>> Finding(IReadOnlyList<SalesItem> items, CancellationToken cancellationToken);

    /// <summary>Gives what a credit note of a run gives back of an invoice, as credits of it see that: nothing of it was billed.</summary>
    /// <param name="note">The credit note.</param>
    /// <param name="item">An item on it that corrects the invoice.</param>
    internal static IEnumerable<CreditedPart> GivenBack(Invoice note, SalesItem item)
    {
        var first = note.PlaceOf(item.Id)!.Value;
        for (var place = first; place < first + item.Lines.Count; place++)
        {
            var totals = note.Totals.Lines[place];
            if (note.Lines[place].Tax is { IsKept: true, Applied: var tax })
            {
                yield return GivenBack(tax, note.PriceMode == PriceMode.TaxInclusive ? totals.Total : totals.Taxable, totals.ByComponent);
            }
        }
    }

    /// <summary>Moves the taxes of lines as little as needed by the law of the invoice's series, and counts them as given back. What is taxed in a way the invoice isn't stays by itself, and so does what charges more than it gives back.</summary>
    /// <param name="lines">The lines of a credit note that correct the invoice.</param>
    /// <param name="taxes">The taxes of each of the note's lines by itself, which are moved.</param>
    internal void Move(List<(int Place, DocumentLine Line)> lines, ValueList<Money>[] taxes)
    {
        var (chosen, shares, largest) = (new List<Chosen>(), new List<CreditSpread.Share>(), new List<int>());
        foreach (var part in _taxed)
        {
            var own = lines.FindAll(line => TaxTreatment.Compare(part.Tax!, line.Line.Tax!.Applied) == 0);
            var amount = own.Aggregate(Money.Zero(_invoice.Currency), static (sum, line) => sum + line.Line.Amount);
            if (amount.Sign > 0)
            {
                var byItself = own.Select(line => taxes[line.Place]).Aggregate(Plus);
                shares.Add(new([part], [.. byItself]));
                chosen.Add(new(part, 0m, amount, Money.Zero(_invoice.Currency), byItself.Aggregate(static (sum, tax) => sum + tax)));
                largest.Add(own.MaxBy(static line => line.Line.Amount.Abs()).Place);
            }
        }

        foreach (var (i, moved) in CreditTaxes.Of(_invoice, [.. _taxed, .. _givenBack], chosen, shares).Index())
        {
            taxes[largest[i]] = Plus(taxes[largest[i]], [.. moved.Zip(shares[i].Taxes, static (to, from) => to - from)]);
            _givenBack.Add(GivenBack(chosen[i].Part.Tax!, chosen[i].Amount, [.. moved]));
        }
    }

    private static CreditedPart GivenBack(AppliedTax tax, Money amount, ValueList<Money> taxes)
    {
        var zero = Money.Zero(amount.Currency);
        return new(-1, false, tax, new(0m, zero, zero, [.. taxes.Select(_ => zero)]), new(0m, amount, zero, taxes));
    }

    // a correction says which tax it gives back, not of which line
    private static CreditedPart Together(List<CreditedPart> group) => group.Aggregate(static (sum, part) => sum with { IsLine = false, Billed = Plus(sum.Billed, part.Billed), Credited = Plus(sum.Credited, part.Credited) });

    private static CreditedPart.Amounts Plus(CreditedPart.Amounts left, CreditedPart.Amounts right) => new(0m, left.Amount + right.Amount, left.Discount + right.Discount, Plus(left.Taxes, right.Taxes));

    private static ValueList<Money> Plus(ValueList<Money> left, ValueList<Money> right) => [.. left.Zip(right, static (one, other) => one + other)];
}
