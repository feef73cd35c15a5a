using System.Linq;
using Psa.Adjustments;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>
/// A credit note of a run with charges, which the run set off against what it gave back. These were billed, and a credit note isn't credited: what an adjustment takes of them it gives back by a sales item.
/// </summary>
internal sealed class SetOffNote : ICreditSource
{
    private readonly Money[] _standing;
    private readonly List<(int Line, ICreditSource Source, int GivenBack)> _given = [];
    private readonly LineBounds _bounds;

    /// <summary>Looks at a credit note.</summary>
    /// <param name="note">The credit note, issued.</param>
    internal SetOffNote(Invoice note)
    {
        (Note, _standing, _bounds) = (note, new Money[note.Lines.Count], new(note.Lines.Count, note.Currency));
        for (var i = 0; i < _standing.Length; i++)
        {
            _standing[i] = note.Lines[i].Bills ? -note.Totals.Lines[i].Taxable : Money.Zero(note.Currency);
        }
    }

    /// <summary>Gets the credit note.</summary>
    internal Invoice Note { get; }

    Id<Invoice> ICreditSource.Id => Note.Id;

    NodaTime.LocalDate ICreditSource.Date => Note.IssueDate;

    string ICreditSource.Number => Note.Number ?? string.Empty;

    /// <inheritdoc/>
    public Money[] Spread(Money amount, IReadOnlyList<int> lines)
    {
        var within = _bounds.Within();
        return LineBounds.Spread(amount, [.. lines.Select(line => within(line, StandingOf(line)))]);
    }

    /// <inheritdoc/>
    public Money StandingOf(int line)
    {
        var standing = _standing[line];
        foreach (var (of, source, place) in _given)
        {
            standing += of == line ? source.StandingOf(place) : Money.Zero(Note.Currency);
        }

        return standing;
    }

    /// <inheritdoc/>
    public void Take(int line, Money net) => _standing[line] -= net;

    /// <summary>Takes off what an item gave back of a line that isn't on an invoice yet.</summary>
    internal void GiveBack(int line, SalesItem item, int place) => _standing[line] += item.Lines[place].Amount;

    /// <summary>Takes off what a line of an invoice gave back of a line, as long as it isn't charged back.</summary>
    internal void GiveBack(int line, ICreditSource source, int place) => _given.Add((line, source, place));

    /// <summary>Bounds a line.</summary>
    internal void Bind(int line, StandingLines by) => _bounds.Add(line, by);
}
