using FsCheck;
using FsCheck.Fluent;
using Psa.Documents;
using Psa.Domain.Tests.Documents;
using Psa.Invoices;
using Psa.Sellers;
using Psa.Testing;

namespace Psa.Domain.Tests.Invoices;

/// <summary>What holds for any series of credit notes of any invoice.</summary>
public class CreditNoteLaws
{
    [Fact]
    public void A_series_never_credits_more_than_was_billed_and_closes_to_the_cent() => PropertyCheck.That(
        Prop.ForAll(Arb.From(Series(), Shrink), static series => new Play(series).Run()), maxTest: 400, endSize: 60);

    [Fact]
    public void A_draft_that_is_thrown_away_leaves_nothing_behind() => PropertyCheck.That(
        Prop.ForAll(Arb.From(Series(), Shrink), static series =>
        {
            var play = new Play(series);
            var before = play.Balance;
            foreach (var step in series.Steps)
            {
                if (play.Draft(step) is { } draft)
                {
                    Assert.Equal(before, before.WithDraft(draft).WithoutDraft(draft));
                }

                play.Take(step);
                before = play.Balance;
            }
        }),
        maxTest: 200,
        endSize: 40);

    private static Gen<ASeries> Series() =>
        from input in DocumentArb.Any().Generator
        from quantities in Gen.Choose(1, 7).ListOf()
        from sizes in Gen.Elements(1, 2, 3, -1, -2).ListOf()
        from steps in (
            from way in Gen.Choose(0, 12)
            from place in Gen.Choose(0, 11)
            from share in Gen.Choose(1, 1000)
            select new AStep(way, place, share)).ListOf()
        select new ASeries(Positive(Alike(input, [.. sizes])), [.. quantities.Select(static one => (decimal)one)], [.. sizes], [.. steps.Take(12)]);

    private static IEnumerable<ASeries> Shrink(ASeries series)
    {
        for (var i = 0; i < series.Steps.Count; i++)
        {
            yield return series with { Steps = [.. series.Steps.Where((_, place) => place != i)] };
        }

        for (var i = 0; i < series.Input.Lines.Count; i++)
        {
            yield return series with { Input = Positive(series.Input with { Lines = [.. series.Input.Lines.Where((_, place) => place != i)] }) };
        }

        if (!series.Input.Charges.IsEmpty || !series.Input.Discounts.IsEmpty)
        {
            yield return series with { Input = Positive(series.Input with { Charges = [] }) };
            yield return series with { Input = Positive(series.Input with { Discounts = [] }) };
        }
    }

    // a period of two lines is taxed alike, one of three as it comes
    private static DocumentInput Alike(DocumentInput input, List<int> sizes)
    {
        var (lines, first) = (input.Lines, 0);
        foreach (var size in sizes)
        {
            lines = size == 2 && first + 1 < lines.Count ? lines.SetItem(first + 1, lines[first + 1] with { Tax = lines[first].Tax, Amount = lines[first].Tax is null ? lines[first].Amount : lines[first + 1].Amount }) : lines;
            first += Math.Abs(size);
        }

        return input with { Lines = lines };
    }

    // an invoice is at least zero, and one whose charges or discounts don't fit isn't written
    private static DocumentInput Positive(DocumentInput input)
    {
        try
        {
            return Turned(input);
        }
        catch (RuleViolationException)
        {
            return Turned(input with { Charges = [], Discounts = [] });
        }
    }

    private static DocumentInput Turned(DocumentInput input) => Totals.Compute(input).TotalWithTax.Sign >= 0 ? input : input with
    {
        Lines = [.. input.Lines.Select(static line => line with { Amount = -line.Amount })],
        Charges = [.. input.Charges.Select(static charge => charge with { Amount = -charge.Amount })],
    };

    internal sealed record AStep(int Way, int Place, int Share);

    internal sealed record ASeries(DocumentInput Input, ValueList<decimal> Quantities, ValueList<int> Sizes, ValueList<AStep> Steps);

    private sealed class Play
    {
        private readonly Invoice _invoice;
        private readonly BilledItems _items;
        private readonly List<Invoice> _notes = [];
        private InvoiceBalance _balance;

        internal Play(ASeries series)
        {
            Steps = series.Steps;
            _items = new(AnInvoice.Of(series.Input, [.. series.Quantities]), series.Sizes);
            _invoice = _items.Invoice;
            _balance = Balances.Of(_invoice);
        }

        internal InvoiceBalance Balance => _balance;

        private ValueList<AStep> Steps { get; }

        // what neither people credited nor runs gave back
        private Money Left => _invoice.Totals.TotalWithTax - _notes.Concat(_items.Notes).Aggregate(Money.Zero(_invoice.Currency), static (sum, note) => sum + note.Totals.TotalWithTax);

        private const int RunWay = 11;

        internal void Run()
        {
            foreach (var step in Steps)
            {
                Take(step);
            }

            Close();
        }

        internal Invoice? Draft(AStep step)
        {
            try
            {
                return Wanted(step) is { } wanted ? Draft(wanted) : null;
            }
            catch (RuleViolationException refused) when (refused.Code is CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne or CreditNoteErrors.BadRequest)
            {
                // only of a few units is there no part without tax that comes to them, or of what runs left of periods with several taxes
                Assert.True(refused.Code != CreditNoteErrors.BadRequest || Wanted(step)!.Amount is not { MinorUnits: > 10 } || (_items.Notes.Count > 0 && !_items.AreAlike), refused.Message);
                return null;
            }
        }

        internal void Take(AStep step)
        {
            if (step.Way == RunWay && !_invoice.Items.IsEmpty)
            {
                _items.GiveBack(_balance, step.Place, step.Share);
                return;
            }

            if (Draft(step) is not { } note)
            {
                return;
            }

            var (wanted, left) = (Wanted(step)!, Left);
            Issue(note);
            Check(note, step, wanted.Amount);
            Assert.True(!wanted.Whole || (note.Totals.TotalWithTax.Sign >= 0 && note.Totals.TotalWithTax <= left), $"{note.Totals.TotalWithTax} of {left}");
            if (wanted.Amount is not null || wanted.Whole)
            {
                CheckClosed();
            }
        }

        private void Issue(Invoice draft)
        {
            var note = draft.Closing(_invoice, _balance.WithDraft(draft));
            _notes.Add(note);
            _items.Issue(note, _balance.WithDraft(note));
            _balance = _balance.WithDraft(note).WithIssued(note).WithStatus();
        }

        private Invoice Draft(NewCreditNote wanted)
        {
            var (note, items) = (_invoice.Draft(_balance, wanted, _items), _items.With(_balance));
            items.RequireBorne(note.Credit!.Lines, isDrafted: false);
            items.RequireItems(note.Credit.Lines, isDrafted: false);
            return note;
        }

        // what credits all that is left closes each tax group; where runs gave back something, of periods that are taxed alike, and not where shares of discounts or taxes by line are a cent beside theirs
        private void CheckClosed()
        {
            if (!Left.IsZero || (_items.Notes.Count > 0 && (!_items.AreAlike || _invoice.TaxRounding == TaxRounding.PerLine || !_invoice.Discounts.IsEmpty)))
            {
                return;
            }

            foreach (var group in _invoice.Totals.TaxGroups)
            {
                Assert.Equal(group.Tax, Credited(group).Aggregate(Money.Zero(group.Tax.Currency), static (sum, one) => sum + one.Tax));
            }
        }

        private List<TaxGroup> Credited(TaxGroup group) =>
            [.. _notes.Concat(_items.Notes).SelectMany(static one => one.Totals.TaxGroups).Where(one => (one.Category, one.Rate, one.Component) == (group.Category, group.Rate, group.Component))];

        private NewCreditNote? Wanted(AStep step)
        {
            var line = step.Place % Math.Max(1, _invoice.Lines.Count);
            var part = CreditedParts.Of(_invoice, _balance).Find(one => one.IsLine && one.Place == line);
            return step.Way switch
            {
                0 => _invoice.Whole(),
                10 => _invoice.OnDocument(Left),
                1 or 2 => _invoice.OnDocument((_invoice.Totals.TotalWithTax - _balance.Credited).Scale(step.Share, 1000, Rounding.HalfUp)),
                3 or 4 when part is not null => _invoice.Lines(new CreditLine(line, _invoice.Lines[line].Quantity.CompareTo(0m))),
                5 when !_invoice.Charges.IsEmpty => new()
                {
                    Invoice = _invoice.Id,
                    Reason = "freight",
                    Charges = [new(step.Place % _invoice.Charges.Count, _invoice.Charges[step.Place % _invoice.Charges.Count].Amount.Scale(step.Share, 1000, Rounding.HalfUp))],
                },
                _ when part is not null => _invoice.Lines(new CreditLine(line, Amount: part.Left.Scale(step.Share, 1000, Rounding.Up))),
                _ => null,
            };
        }

        private void Check(Invoice note, AStep step, Money? asked)
        {
            var (totals, unit) = (note.Totals, Money.FromMinorUnits(1, _invoice.Currency));
            Assert.Equal(asked ?? totals.TotalWithTax, totals.TotalWithTax);
            Assert.Equal(totals.TotalWithoutTax + totals.TaxTotal, totals.TotalWithTax);
            Assert.Equal(totals.LineTotal - totals.DiscountTotal + totals.ChargeTotal, totals.TotalWithoutTax);
            Assert.Equal(totals.TaxTotal, totals.TaxGroups.Aggregate(Money.Zero(_invoice.Currency), static (sum, group) => sum + group.Tax));
            Assert.True(_balance.Credited - note.Totals.PayableRounding <= _invoice.Totals.TotalWithTax || totals.TotalWithTax.Sign < 0, $"{_balance.Credited} of {_invoice.Totals.TotalWithTax} by {step}");
            foreach (var (line, place) in note.Lines.Select(static (line, place) => (line, place)))
            {
                Assert.Equal(line.Amount, line.Recompute(_invoice.Rounding));
                Assert.Equal(note.PriceMode == PriceMode.TaxInclusive ? totals.Lines[place].Gross : totals.Lines[place].Net, line.Amount);
            }

            foreach (var part in CreditedParts.Of(_invoice, _balance))
            {
                Assert.True(part.Credited.Amount.Abs() <= part.Billed.Amount.Abs() && part.Credited.Amount.Sign * part.Billed.Amount.Sign >= 0, $"{part}");
                Assert.True(part.Credited.Discount.Abs() <= part.Billed.Discount.Abs(), $"{part}");
            }

            // a line by itself may be credited of a period of which a run gave back another
            if (CreditedParts.Of(_invoice, _balance).TrueForAll(static part => part.Billed.Amount.Sign >= 0) && _invoice.TaxRounding == TaxRounding.PerGroup && (_items.AreAlike || _items.Notes.Count == 0))
            {
                foreach (var (group, place) in _invoice.Totals.TaxGroups.Select(static (group, place) => (group, place)))
                {
                    var credited = Credited(group);
                    var (taxable, tax) = (credited.Aggregate(unit - unit, static (sum, one) => sum + one.Taxable), credited.Aggregate(unit - unit, static (sum, one) => sum + one.Tax));
                    Assert.True(tax.Sign >= 0 && tax <= group.Tax, $"{tax} of {group.Tax} credited");
                    Assert.True(credited.TrueForAll(static one => one.Tax.Sign >= 0), "a credit note has a tax below zero");
                    if (note.PriceMode == PriceMode.TaxExclusive)
                    {
                        Assert.All(credited, one => Assert.True((one.Tax - one.Taxable.Scale((long)(group.Rate.Value * 1_000_000m), 100_000_000, _invoice.Rounding)).Abs() <= unit + unit, $"{one}"));
                        Assert.True((tax - taxable.Scale((long)(group.Rate.Value * 1_000_000m), 100_000_000, _invoice.Rounding)).Abs() <= unit || taxable == group.Taxable, $"{tax} on {taxable} at {group.Rate}");
                    }
                }
            }
        }

        private void Close()
        {
            try
            {
                Issue(Draft(_invoice.Whole()));
            }
            catch (RuleViolationException refused) when (refused.Code == CreditNoteErrors.ExceedsBilled)
            {
                // nothing is left, or borne
                var items = _items.With(_balance);
                Assert.True(!_items.AreAlike || Left.Sign <= 0 || CreditedParts.Of(_invoice, _balance).TrueForAll(part => part.Left.Sign <= 0 || (part.IsLine && items.BorneLeft(part.Place) is { Sign: <= 0 })), $"{refused.Message} {Left}");
                Assert.True(_items.Notes.Count > 0 || CreditedParts.Of(_invoice, _balance).TrueForAll(static part => part.Left.IsZero), refused.Message);
            }

            if (CreditedParts.Of(_invoice, _balance).TrueForAll(static part => part.Left.IsZero))
            {
                Assert.Equal(_balance.Total, _balance.Credited);
                Assert.All(CreditedParts.Of(_invoice, _balance), static part => Assert.Equal(part.Billed.Discount, part.Credited.Discount));
                foreach (var group in _invoice.Totals.TaxGroups)
                {
                    var credited = Credited(group);
                    Assert.Equal(group.Tax, credited.Aggregate(Money.Zero(group.Tax.Currency), static (sum, one) => sum + one.Tax));
                }
            }
        }
    }
}
