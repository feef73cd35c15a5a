using FsCheck;
using FsCheck.Fluent;
using Psa.Adjustments;
using Psa.Customers;
using Psa.Invoices;
using Psa.Testing;
using static Psa.Domain.Tests.Adjustments.Panes;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Credits go to the invoices that billed too much, newest first (R-ADJ-SPREAD).</summary>
public sealed class AdjustmentSpreadTests
{
    [Fact]
    [Trait("vector", "adj-spread-newest-first")]
    public void The_newest_invoice_is_credited_first()
    {
        var (jan, feb) = (Source(1, 60m, 60m), Source(2, 50m, 50m));

        Assert.Equal([(feb.Id, 50m), (jan.Id, 30m)], Spread(80m, jan, feb));
    }

    [Fact]
    public void What_is_left_of_the_invoice_bounds_its_lines()
    {
        var (jan, feb) = (Source(1, 60m, 60m), Source(2, 20m, 50m, 50m));

        Assert.Equal([(feb.Id, 10m), (feb.Id, 10m), (jan.Id, 60m)], Spread(80m, jan, feb));
        Assert.Equal(Money.Of(0.01m, Euro), Of(80.01m, [Source(1, 60m, 60m), Source(2, 20m, 50m, 50m)]).Missing);
    }

    [Fact]
    public void What_a_customer_was_billed_too_much_goes_to_its_own_lines_first()
    {
        var (one, other) = (DerivedId.Create<Customer>(Tenant, "0"), DerivedId.Create<Customer>(Tenant, "1"));
        var feb = Source(2, 100m, 50m, 50m);
        List<CreditPlace> places = [new(feb, 0, one), new(feb, 1, other)];

        // another was billed 10.00 too little
        Assert.Equal([(0, 40m)], AdjustmentSpread.Of(Money.Of(40m, Euro), places, [(one, Money.Of(50m, Euro))], []).Shares.Select(static share => (share.Line, share.Amount.Amount)));
        Assert.Equal([(1, 50m), (0, 10m)], AdjustmentSpread.Of(Money.Of(60m, Euro), places, [(other, Money.Of(60m, Euro))], []).Shares.Select(static share => (share.Line, share.Amount.Amount)));
    }

    [Fact]
    public void A_correction_below_zero_is_charged_back_where_too_little_is_left()
    {
        // 25.81 of January's 200.00 were given back with February's 150.00
        foreach (var (amount, expected) in ((decimal, (int, int, decimal)[])[])
        [
            (298.38m, [(2, 1, 124.19m), (1, 0, 174.19m)]),
            (298.39m, [(2, 1, 124.19m), (1, 0, 174.19m), (2, 0, -25.81m), (1, 0, 25.81m), (2, 1, 0.01m)]),
            (324.19m, [(2, 1, 124.19m), (1, 0, 174.19m), (2, 0, -25.81m), (1, 0, 25.81m), (2, 1, 25.81m)]),
        ])
        {
            var (jan, feb) = (Source(1, 174.19m, 200m), Source(2, 124.19m, -25.81m, 150m));
            feb.Corrects = jan;
            List<CreditPlace> places = [new(jan, 0, null), new(feb, 0, null), new(feb, 1, null)];
            var (shares, missing) = AdjustmentSpread.Of(Money.Of(amount, Euro), places, [], [new(feb, [0], [new(jan, 0, null)])]);
            Assert.Equal(expected, shares.Select(share => (share.Invoice == jan.Id ? 1 : 2, share.Line, share.Amount.Amount)));
            Assert.True(missing.IsZero);
        }
    }

    [Fact]
    public void No_more_is_charged_back_than_is_credited_instead()
    {
        foreach (var (left, missing) in ((decimal, decimal)[])[(200m, 0m), (10m, 15.81m), (0m, 25.81m)])
        {
            // another customer's line was corrected, and that leaves less of the invoice
            var (jan, feb) = (Source(1, left, left), Source(2, 124.19m, -25.81m, 150m));
            var spread = AdjustmentSpread.Of(Money.Of(150m, Euro), [new(feb, 1, null)], [], [new(feb, [0], [new(jan, 0, null)])]);
            Assert.Equal((missing, 150m - missing), (spread.Missing.Amount, spread.Shares.Sum(static share => share.Amount.Amount)));
            Assert.Equal(0m, spread.Shares.Where(static share => share.Line == 0).Sum(static share => share.Amount.Amount));
        }
    }

    [Fact]
    public void Corrections_in_the_way_of_one_another_are_charged_back_together_and_no_others()
    {
        // February has too little left for what March corrects, because of a correction of January; that of May is in nobody's way
        var (jan, feb, mar, may) = (Source(1, 15m, 10m, 5m), Source(2, 90m, -10m, 100m), Source(3, 140m, -100m, 240m), Source(5, 40m, -5m, 45m));
        List<CorrectionPlace> corrections = [new(may, [0], [new(jan, 1, null)]), new(mar, [0], [new(feb, 1, null)]), new(feb, [0], [new(jan, 0, null)])];
        var (shares, missing) = AdjustmentSpread.Of(Money.Of(240m, Euro), [new(mar, 1, null)], [], corrections);

        Assert.True(missing.IsZero);
        Assert.Equal(
            [(mar.Id, 1, 140m, false), (mar.Id, 0, -100m, true), (feb.Id, 0, -10m, true), (feb.Id, 1, 100m, true), (jan.Id, 0, 10m, true), (mar.Id, 1, 100m, false)],
            shares.Select(static share => (share.Invoice, share.Line, share.Amount.Amount, share.IsExchanged)));
    }

    /// <summary>Whatever is left of whatever invoices: a credit sums to its amount, takes no more than is left, and an older invoice only once nothing is left of a newer one.</summary>
    [Fact]
    public void No_credit_goes_beyond_what_is_left() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from sources in Gen.ListOf(ASource(), 4)
                from amount in Gen.Choose(1, 200)
                select (sources.Select((source, i) => Source(i + 1, source.Left / 100m, [.. source.Lines.Select(static line => line / 100m)])).ToList(), amount)),
            static of =>
            {
                var (sources, amount) = of;
                var mosts = sources.ConvertAll(static source => Math.Max(0m, Math.Min(source.All.Amount, source.Lines.Sum(static line => Math.Max(0m, line.Amount)))));
                var lefts = sources.ConvertAll(static source => source.Lines.ToArray());
                var (shares, rest) = Of(amount / 100m, sources);
                Assert.Equal(Math.Max(0m, (amount / 100m) - mosts.Sum()), rest.Amount);
                if (!rest.IsZero)
                {
                    return;
                }

                Assert.Equal(amount / 100m, shares.Sum(static share => share.Amount.Amount));
                Assert.All(shares, share => Assert.InRange(share.Amount.Amount, 0.01m, lefts[sources.FindIndex(source => source.Id == share.Invoice)][share.Line].Amount));
                var taken = sources.ConvertAll(source => shares.Where(share => share.Invoice == source.Id).Sum(static share => share.Amount.Amount));
                for (var i = 0; i < sources.Count; i++)
                {
                    Assert.True(taken[i] <= mosts[i] && (taken[i] == mosts[i] || taken.Take(i).All(static older => older == 0m)), $"{i}: {taken[i]} of {mosts[i]}");
                }
            }),
        maxTest: 2_000);

    private static Gen<(int Left, List<int> Lines)> ASource() =>
        from left in Gen.Choose(-10, 100)
        from lines in Gen.ListOf(Gen.Choose(-20, 60), 3)
        select (left, lines.ToList());

    private static List<(Id<Invoice>, decimal)> Spread(decimal amount, params Fake[] sources) => Of(amount, [.. sources]).Shares.ConvertAll(static share => (share.Invoice, share.Amount.Amount));

    private static (List<CreditShare> Shares, Money Missing) Of(decimal amount, List<Fake> sources) =>
        AdjustmentSpread.Of(Money.Of(amount, Euro), [.. sources.SelectMany(static source => source.Lines.Select((_, i) => new CreditPlace(source, i, null)))], [], []);

    private static Fake Source(int month, decimal left, params decimal[] lines) => new(month, Money.Of(left, Euro), [.. lines.Select(static line => Money.Of(line, Euro))]);

    private sealed class Fake(int month, Money all, Money[] lines) : ICreditSource
    {
        public Id<Invoice> Id { get; } = DerivedId.Create<Invoice>(Tenant, $"{month}");

        public NodaTime.LocalDate Date { get; } = new(2025, month, 1);

        public string Number => $"{month}";

        internal Money All { get; private set; } = all;

        internal Money[] Lines => lines;

        /// <summary>Gets or sets what has as much more left as is charged back here.</summary>
        internal Fake? Corrects { get; set; }

        public Money[] Spread(Money amount, IReadOnlyList<int> asked) => LineBounds.Spread(Money.Min(amount, All), [.. asked.Select(line => lines[line])]);

        public Money StandingOf(int line) => lines[line];

        public void Take(int line, Money net)
        {
            lines[line] -= net;
            All -= net;
            if (Corrects is { } corrected && line == 0)
            {
                corrected.All -= net;
            }
        }
    }
}
