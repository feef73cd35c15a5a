using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Services;
using Psa.Testing;

namespace Psa.Domain.Tests.Charges;

/// <summary>The laws of spec 1, "Proration", for every basis, currency, rounding, cycle and cut.</summary>
public sealed class ProrationProperties
{
    private const int Runs = 400;

    private static readonly ProrationPolicy Cumulative = ProrationPolicy.Default;
    private static readonly ProrationPolicy ByTerms = new() { Style = ProrationStyle.PerPiece };
    private static readonly ProrationPolicy ByDelta = new() { Style = ProrationStyle.PerPiece, Decomposition = PieceDecomposition.ByDelta };

    private static readonly Arbitrary<List<int>> Numbers = Arb.From(Gen.Choose(0, 5000).ListOf(6).Select(list => list.ToList()));

    [Fact]
    public void The_charge_is_the_exact_total_rounded_once() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x => ProrationOracle.Round(ProrationOracle.TotalBefore(x, x.Period.EndExclusive), x.Rounding) == Charge(x, Cumulative)),
        Runs);

    [Fact]
    public void Lines_sum_to_the_charge_however_the_period_is_cut() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, Numbers, (x, numbers) =>
        {
            var bounds = x.Cuts(numbers).Prepend(x.Period.Start).Append(x.Period.EndExclusive).ToArray();
            return bounds.Zip(bounds.Skip(1), (a, b) => Line(x, a, b)).Sum() == Charge(x, Cumulative);
        }),
        Runs);

    [Fact]
    public void A_line_is_the_difference_of_two_rounded_running_totals() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, Numbers, (x, numbers) => x.Cuts(numbers) is not [var a, var b, ..] ||
            Line(x, a, b) == ProrationOracle.Round(ProrationOracle.TotalBefore(x, b), x.Rounding) - ProrationOracle.Round(ProrationOracle.TotalBefore(x, a), x.Rounding)),
        Runs);

    [Fact]
    public void Pieces_sum_to_the_charge_in_every_style() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x => new[] { Cumulative, ByTerms, ByDelta }.All(policy => Pieces(x, policy).Sum(piece => piece.Net.MinorUnits) == Charge(x, policy))),
        Runs);

    [Fact]
    public void Pieces_by_terms_tile_the_covered_days_that_have_terms() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x =>
        {
            var days = x.Covered.SelectMany(DaysOf).Where(day => day >= x.Entries[0].From);
            return Pieces(x, ByTerms).SelectMany(piece => DaysOf(piece.Period)).SequenceEqual(days)
                && Pieces(x, Cumulative).SelectMany(piece => DaysOf(piece.Period)).SequenceEqual(days);
        }),
        Runs);

    [Fact]
    public void A_piece_by_itself_is_its_exact_value_rounded() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x => Pieces(x, ByTerms).All(piece =>
            piece.Net.MinorUnits == ProrationOracle.Round(ProrationOracle.TotalBetween(x, piece.Period.Start, piece.Period.EndExclusive), x.Rounding))),
        Runs);

    [Fact]
    public void Deltas_have_the_same_exact_sum_as_terms() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x => Sum(Changes(x)) == ProrationOracle.TotalBefore(x, x.Period.EndExclusive)),
        Runs);

    [Fact]
    public void Full_coverage_at_one_price_is_exactly_the_price() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.OnePrice, x =>
        {
            var full = x.CoveredBy(x.Period);
            var price = x.Amount.Round(x.Rounding).MinorUnits;
            return Charge(full, Cumulative) == price && Charge(full, ByTerms) == price && Charge(full, ByDelta) == price;
        }),
        Runs);

    [Fact]
    public void Nothing_covered_is_nothing() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x =>
        {
            var none = x.CoveredBy();
            return Charge(none, Cumulative) == 0 && Charge(none, ByTerms) == 0 && Charge(none, ByDelta) == 0 && Pieces(none, ByDelta).Count == 0 && none.Frame.CoveredUnits == 0;
        }),
        Runs);

    [Fact]
    public void More_days_never_cost_less_at_one_price() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.NotNegative, Numbers, (scenario, numbers) =>
        {
            var x = scenario with { Entries = [scenario.Entries[0] with { From = scenario.Period.Start }] };
            var bounds = x.Cuts(numbers).Prepend(x.Period.Start).Append(x.Period.EndExclusive).ToArray();
            var (inner, outer) = (bounds.Length > 3 ? (bounds[1], bounds[2]) : (bounds[0], bounds[1]), (bounds[0], bounds[^1]));
            var (small, large) = (x.CoveredBy(DatePeriod.Create(inner.Item1, inner.Item2)), x.CoveredBy(DatePeriod.Create(outer.Item1, outer.Item2)));
            return Line(x, inner.Item1, inner.Item2) <= Line(x, outer.Item1, outer.Item2)
                && Charge(small, Cumulative) <= Charge(large, Cumulative)
                && Charge(small, ByTerms) <= Charge(large, ByTerms);
        }),
        Runs);

    [Fact]
    public void Each_piece_is_within_one_minor_unit_of_its_exact_value() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.NotNegative, x => new[] { Cumulative, ByTerms }.All(policy => Pieces(x, policy).All(piece =>
            Fraction.Abs(new Fraction(piece.Net.MinorUnits, 1) - ProrationOracle.TotalBetween(x, piece.Period.Start, piece.Period.EndExclusive)) <= Fraction.One))),
        Runs);

    [Fact]
    public void The_two_styles_differ_by_one_minor_unit_a_piece_at_most() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.OnePriceByDays, x =>
            Pieces(x, Cumulative).Zip(Pieces(x, ByTerms)).All(pair => Math.Abs(pair.First.Net.MinorUnits - pair.Second.Net.MinorUnits) <= 1)),
        Runs);

    [Fact]
    public void An_entry_that_changes_nothing_moves_no_cent() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, Arb.From(Gen.Choose(0, 400)), (x, offset) =>
        {
            var day = x.Entries[0].From.PlusDays(offset);
            var before = x.Entries.TakeWhile(entry => entry.From <= day).ToArray();
            var same = x with { Entries = [.. before, new TermsAmount(day, before[^1].Amount), .. x.Entries.Skip(before.Length)] };
            return Charge(same, Cumulative) == Charge(x, Cumulative) && Charge(same, ByDelta) == Charge(x, ByDelta);
        }),
        Runs);

    [Fact]
    public void Of_two_entries_on_one_day_the_later_wins() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, Arb.From(Gen.Choose(-100, 100)), (x, cents) =>
        {
            var superseded = x.Entries[0] with { Amount = ExactAmount.Of(cents, x.Currency) };
            var twice = x with { Entries = [superseded, .. x.Entries] };
            return new[] { Cumulative, ByTerms, ByDelta }.All(policy => Charge(twice, policy) == Charge(x, policy));
        }),
        Runs);

    [Fact]
    public void Units_rise_from_zero_to_at_most_the_whole() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x =>
        {
            var frame = x.Frame;
            var last = frame.UnitsBefore(x.Period.Start);
            var rises = last == 0;
            foreach (var day in DaysOf(x.Period))
            {
                var units = frame.UnitsBefore(day.PlusDays(1));
                rises &= units >= last;
                last = units;
            }

            return rises && last <= frame.Units && last == frame.CoveredUnits && (!x.IsFull || last == frame.Units);
        }),
        Runs);

    [Fact]
    public void Units_are_the_weights_of_the_days() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x =>
        {
            var frame = x.Frame;
            var sum = Fraction.Zero;
            var matches = true;
            foreach (var (day, weight) in ProrationOracle.Weights(x))
            {
                matches &= new Fraction(frame.UnitsBefore(day), frame.Units) == sum;
                sum += weight;
            }

            return matches && new Fraction(frame.CoveredUnits, frame.Units) == sum;
        }),
        Runs);

    [Fact]
    public void A_negative_amount_costs_the_opposite() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.Any, x =>
        {
            var opposite = x with { Entries = [.. x.Entries.Select(entry => entry with { Amount = -entry.Amount })] };
            return Charge(opposite, Cumulative) == -Charge(x, Cumulative) && Charge(opposite, ByTerms) == -Charge(x, ByTerms);
        }),
        Runs);

    [Fact]
    public void Shares_of_a_split_sum_to_the_amount() => PropertyCheck.That(
        Prop.ForAll(ProrationScenario.OnePrice, Numbers, (x, numbers) =>
        {
            var amount = x.Amount.Round(x.Rounding);
            var cuts = x.Cuts(numbers);
            var byDays = Proration.Split(amount, x.Period, cuts, x.Rounding).Aggregate((sum, share) => sum + share);
            var shares = new Money[cuts.Length + 1];
            Proration.Split(amount, x.CoveredBy(x.Period).Frame, cuts, x.Rounding, shares);
            return byDays == amount && shares.Aggregate((sum, share) => sum + share) == amount;
        }),
        Runs);

    private static long Charge(ProrationScenario x, ProrationPolicy policy) => Proration.Charge(x.Frame, x.Entries, policy, x.Rounding).MinorUnits;

    private static long Line(ProrationScenario x, LocalDate from, LocalDate to) => Proration.Line(x.Frame, x.Entries, DatePeriod.Create(from, to), x.Rounding).MinorUnits;

    private static List<ProratedPiece> Pieces(ProrationScenario x, ProrationPolicy policy)
    {
        var pieces = new ProratedPiece[Proration.MaxPieces(x.Covered.Length, x.Entries.Length, policy.Decomposition)];
        return [.. pieces.Take(Proration.Pieces(x.Frame, x.Entries, policy, x.Rounding, pieces))];
    }

    // the exact cost of each piece by change: what its terms cost more than those of the pieces before
    private static IEnumerable<Fraction> Changes(ProrationScenario x)
    {
        var pieces = Pieces(x, ByDelta);
        return pieces.Select(piece =>
        {
            var replaced = pieces.LastOrDefault(other => other.Terms < piece.Terms);
            var before = replaced == default ? Fraction.Zero : ProrationOracle.MinorUnits(x.Entries[replaced.Terms].Amount);
            return (ProrationOracle.MinorUnits(x.Entries[piece.Terms].Amount) - before) * new Fraction(piece.Units, x.Frame.Units);
        });
    }

    private static Fraction Sum(IEnumerable<Fraction> values) => values.Aggregate(Fraction.Zero, (sum, value) => sum + value);

    private static IEnumerable<LocalDate> DaysOf(DatePeriod period) => Enumerable.Range(0, period.Length).Select(offset => period.Start.PlusDays(offset));
}
