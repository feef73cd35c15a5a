using Psa.Adjustments;
using Psa.Catalog;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>
/// A credit note of a run with charges, which the run set off against what it gave back. These were billed, and a credit note isn't credited: what an adjustment takes of them it gives back by a sales item.
/// </summary>
internal sealed class SetOffNote : ICreditSource
{
    private readonly Money[] _left;

    /// <summary>Looks at a credit note.</summary>
    /// <param name="note">The credit note, issued.</param>
    /// <param name="given">The items that gave back some of its charges.</param>
    internal SetOffNote(Invoice note, List<SalesItem> given)
    {
        (Note, _left) = (note, new Money[note.Lines.Count]);
        for (var i = 0; i < _left.Length; i++)
        {
            var net = note.Lines[i].Bills ? note.Totals.Lines[i].Taxable : Money.Zero(note.Currency);
            _left[i] = net.Sign < 0 ? -net : Money.Zero(note.Currency);
        }

        foreach (var item in given)
        {
            foreach (var line in item.Status == SalesItemStatus.Canceled ? [] : item.Lines)
            {
                GiveBack(-line.Amount, Charges(line.Tax?.Applied));
            }
        }
    }

    /// <summary>Gets the credit note.</summary>
    internal Invoice Note { get; }

    Id<Invoice> ICreditSource.Id => Note.Id;

    NodaTime.LocalDate ICreditSource.Date => Note.IssueDate;

    string ICreditSource.Number => Note.Number ?? string.Empty;

    /// <inheritdoc/>
    public (Money All, Money[] Lines) LeftOf(IReadOnlyList<int> lines)
    {
        var (all, own) = (Money.Zero(Note.Currency), new Money[lines.Count]);
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = _left[lines[i]];
            all += own[i];
        }

        return (all, own);
    }

    /// <inheritdoc/>
    public Money ChargedBackOf(int line) => Money.Zero(Note.Currency);

    /// <inheritdoc/>
    public void Take(int line, Money net) => _left[line] -= net;

    /// <summary>Gives the places of the charges that were taxed so.</summary>
    internal IEnumerable<int> Charges(AppliedTax? tax)
    {
        for (var i = 0; i < Note.Lines.Count; i++)
        {
            if (Note.Lines[i].Amount.Sign < 0 && Note.Lines[i].Tax?.Applied == tax)
            {
                yield return i;
            }
        }
    }

    /// <summary>Gives the tax code of a line.</summary>
    internal string CodeOf(int line) => Note.Lines[line].Tax?.Applied.Code ?? string.Empty;

    private void GiveBack(Money amount, IEnumerable<int> lines)
    {
        foreach (var line in lines)
        {
            var own = amount < _left[line] ? amount : _left[line];
            _left[line] -= own;
            amount -= own;
        }
    }
}
