using NodaTime;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Domain.Tests.Charges;

public sealed class ProrationRefusals
{
    private static readonly DatePeriod March = DatePeriod.Create(new(2025, 3, 1), new(2025, 4, 1));

    public static TheoryData<int> MonthKinds() => [(int)ProrationBasisKind.Thirty360, (int)ProrationBasisKind.MonthsThenDays, (int)ProrationBasisKind.FixedDaysAMonth, (int)ProrationBasisKind.FixedDaysAYear];

    [Theory]
    [MemberData(nameof(MonthKinds))]
    public void A_basis_of_months_is_not_for_weeks(int number)
    {
        var kind = (ProrationBasisKind)number;
        var basis = new ProrationBasis(kind, kind is ProrationBasisKind.FixedDaysAMonth or ProrationBasisKind.FixedDaysAYear ? 30 : 0);
        var cycle = BillingCycle.EveryWeeks(1, March.Start).AnchoredAt(March.Start);
        Refused(ContractErrors.BasisNotForWeeks, () => new ProrationFrame(basis, cycle, cycle.Period(0), []).Units);
    }

    [Fact]
    public void Days_that_no_month_or_year_has_are_refused()
    {
        Refused(ContractErrors.BadProrationDays, () => ProrationBasis.FixedDaysAMonth(0).Days);
        Refused(ContractErrors.BadProrationDays, () => ProrationBasis.FixedDaysAMonth(32).Days);
        Refused(ContractErrors.BadProrationDays, () => ProrationBasis.FixedDaysAYear(367).Days);
        Refused(ContractErrors.BadProrationDays, () => new ProrationBasis(ProrationBasisKind.ActualDays, 30).Days);
    }

    [Fact]
    public void Covered_days_must_be_in_order_and_inside()
    {
        DatePeriod early = Days(1, 5), late = Days(4, 9), outside = DatePeriod.Create(new(2025, 3, 30), new(2025, 4, 2));
        Refused(ContractErrors.BadCoverage, () => new ProrationFrame(March, [early, late]).Units);
        Refused(ContractErrors.BadCoverage, () => new ProrationFrame(March, [Days(10, 12), early]).Units);
        Refused(ContractErrors.BadCoverage, () => new ProrationFrame(March, [outside]).Units);
        Refused(ContractErrors.BadCoverage, () => new ProrationFrame(March, [default]).Units);
        Assert.Equal(8, new ProrationFrame(March, [Days(1, 5), Days(5, 9)]).CoveredUnits);
    }

    [Fact]
    public void Entries_must_exist_and_be_in_order()
    {
        TermsAmount[] unordered = [new(March.EndExclusive, ExactAmount.Zero(Currency.EUR)), new(March.Start, ExactAmount.Zero(Currency.EUR))];
        Assert.Throws<ArgumentException>(() => Proration.Charge(new ProrationFrame(March, [March]), [], ProrationPolicy.Default, Rounding.HalfUp));
        Assert.Throws<ArgumentException>(() => Proration.Charge(new ProrationFrame(March, [March]), unordered, ProrationPolicy.Default, Rounding.HalfUp));
    }

    [Fact]
    public void Two_currencies_never_meet()
    {
        TermsAmount[] mixed = [new(March.Start, ExactAmount.Of(1m, Currency.EUR)), new(new(2025, 3, 9), ExactAmount.Of(1m, Currency.USD))];
        Assert.Throws<CurrencyMismatchException>(() => Proration.Charge(new ProrationFrame(March, [March]), mixed, ProrationPolicy.Default, Rounding.HalfUp));
        Assert.Throws<CurrencyMismatchException>(() => Proration.Charge(new ProrationFrame(March, [March]), mixed, ProrationPolicy.ConnectWise, Rounding.HalfUp));
    }

    [Fact]
    public void Too_little_room_for_the_pieces_is_an_error()
    {
        TermsAmount[] entries = [new(March.Start, ExactAmount.Of(1m, Currency.EUR)), new(new(2025, 3, 9), ExactAmount.Of(2m, Currency.EUR))];
        Assert.Throws<ArgumentException>(() => Proration.Pieces(new ProrationFrame(March, [March]), entries, ProrationPolicy.Default, Rounding.HalfUp, new ProratedPiece[1]));
    }

    [Fact]
    public void Cuts_lie_strictly_inside_and_ascend()
    {
        foreach (LocalDate[] cuts in new LocalDate[][] { [March.Start], [March.EndExclusive], [new(2025, 3, 9), new(2025, 3, 9)], [new(2025, 3, 9), new(2025, 3, 3)] })
        {
            Assert.Throws<ArgumentException>(() => Proration.Split(Money.Of(1m, Currency.EUR), March, cuts, Rounding.HalfUp));
        }

        Assert.Throws<ArgumentException>(() => Proration.Split(Money.Of(1m, Currency.EUR), March, [], Rounding.HalfUp, new Money[2]));
    }

    private static DatePeriod Days(int first, int endExclusive) => DatePeriod.Create(new(2025, 3, first), new(2025, 3, endExclusive));

    private static void Refused(string code, Func<object> act) => Assert.Equal(code, Assert.Throws<RuleViolationException>(act).Code);
}
