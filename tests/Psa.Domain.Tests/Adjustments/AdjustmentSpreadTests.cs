using FsCheck;
using FsCheck.Fluent;
using Psa.Adjustments;
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

        Assert.Equal([(feb.Invoice, 50m), (jan.Invoice, 30m)], Spread(80m, jan, feb));
    }

    [Fact]
    public void What_is_left_of_the_invoice_bounds_its_lines()
    {
        var (jan, feb) = (Source(1, 60m, 60m), Source(2, 20m, 50m, 50m));

        Assert.Equal([(feb.Invoice, 10m), (feb.Invoice, 10m), (jan.Invoice, 60m)], Spread(80m, jan, feb));
        var refused = Assert.Throws<RuleViolationException>(() => Spread(80.01m, jan, feb));
        Assert.Equal("adjustment.exceeds_billed", refused.Code);
        Assert.Contains("80.00 EUR is left", refused.Message, StringComparison.Ordinal);
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
                var mosts = sources.ConvertAll(static source => Math.Max(0m, Math.Min(source.Left.Amount, source.Lines.AsEnumerable().Sum(static line => Math.Max(0m, line.Left.Amount)))));
                if (amount / 100m > mosts.Sum())
                {
                    Assert.Throws<RuleViolationException>(() => Spread(amount / 100m, [.. sources]));
                    return;
                }

                var shares = AdjustmentSpread.Of(Money.FromMinorUnits(amount, Euro), sources);
                Assert.Equal(amount / 100m, shares.Sum(static share => share.Amount.Amount));
                Assert.All(shares, share => Assert.InRange(share.Amount.Amount, 0.01m, sources.Find(source => source.Invoice == share.Invoice)!.Lines[share.Line].Left.Amount));
                var taken = sources.ConvertAll(source => shares.Where(share => share.Invoice == source.Invoice).Sum(static share => share.Amount.Amount));
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

    private static List<(Id<Invoice>, decimal)> Spread(decimal amount, params CreditSource[] sources) =>
        AdjustmentSpread.Of(Money.Of(amount, Euro), sources).ConvertAll(static share => (share.Invoice, share.Amount.Amount));

    private static CreditSource Source(int month, decimal left, params decimal[] lines) =>
        new(DerivedId.Create<Invoice>(Tenant, $"{month}"), new(2025, month, 1), $"{month}", Money.Of(left, Euro), [.. lines.Select(static (line, i) => (i, Money.Of(line, Euro)))]);
}
