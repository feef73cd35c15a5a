using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.Contracts;

public sealed class ContractChangeTests
{
    private static readonly LocalDate Start = AContract.Start;

    private static readonly Gen<Contract> Contracts =
        from moves in Gen.Choose(-1, 1)
        from end in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(40, 90).Select(days => (int?)days))
        from termination in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(20, 90).Select(days => (int?)days))
        from suspensions in Gen.ListOf(from day in Gen.Choose(0, 80) from length in Gen.Choose(0, 12) select (day, length))
        from open in Gen.Choose(0, 5)
        from cycle in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 80).Select(days => (int?)days))
        select (AContract.Active with
        {
            LastDay = end is { } last ? Start.PlusDays(last) : null,
            Termination = termination is { } day ? new(Start.PlusDays(day), "moved") : null,
            Suspensions = suspensions.Select(one => new Suspension(Start.PlusDays(one.day), open == 0 ? null : Start.PlusDays(one.day + one.length))).ToValueList(),
            Cycles = cycle is { } change
                ? [AContract.Active.Cycles[0], new(Start.PlusDays(change), change % 2 == 0 ? BillingCycle.Quarterly : null, BillingTiming.InArrears, change % 3 == 0 ? ProrationPolicy.KillBill : null)]
                : AContract.Active.Cycles,
        }).WithDates(Start.PlusDays(moves), end is { } e ? Start.PlusDays(e) : null);

    [Fact]
    public void Days_before_the_first_changed_one_bill_as_they_did() => PropertyCheck.That(Prop.ForAll(
        Arb.From(from before in Contracts from after in Contracts select (before, after)),
        x =>
        {
            var first = ContractChanges.FirstChangedDay(x.before, x.after) ?? Start.PlusDays(200);
            for (var day = Start.PlusDays(-5); day < first; day = day.PlusDays(1))
            {
                if (Bills(x.before, day) != Bills(x.after, day))
                {
                    return false;
                }
            }

            return true;
        }));

    [Fact]
    public void A_change_of_coverage_alone_is_found_on_its_very_day() => PropertyCheck.That(Prop.ForAll(
        Arb.From(from before in Contracts from after in Contracts select (before, after: after with { EffectiveFrom = before.EffectiveFrom, Cycles = before.Cycles })),
        x =>
        {
            // the oracle walks over the days that both contracts have
            LocalDate? expected = null;
            for (var day = x.before.EffectiveFrom; expected is null && day < Start.PlusDays(150); day = day.PlusDays(1))
            {
                expected = IsCovered(x.before, day) != IsCovered(x.after, day) ? day : null;
            }

            return expected is null || ContractChanges.FirstChangedDay(x.before, x.after) <= expected;
        }));

    [Fact]
    public void Words_bill_nothing()
    {
        Assert.Null(ContractChanges.FirstChangedDay(AContract.Active, AContract.Active with { Name = "New", PurchaseOrderNumber = "PO-1", SeparateInvoice = true }));
        Assert.Null(ContractChanges.FirstChangedDay(AContract.Part, AContract.Part with { Text = "New", TaxCode = "S6", ShowDetails = true }, AContract.Active));
    }

    [Fact]
    public void Each_fact_of_a_part_is_seen_from_its_day()
    {
        var (part, contract) = (AContract.Part, AContract.Active);
        Assert.Equal(Start.PlusDays(40), First(part.WithTerms(new(Start.PlusDays(40), 11m, UnitPrice.Of(5m, Currency.EUR)))));
        Assert.Equal(Start.PlusDays(41), First(part with { LastDay = Start.PlusDays(40) }));
        Assert.Equal(Start, First(part with { TrialLastDay = Start.PlusDays(40) }));
        Assert.Equal(Start, First(part.Priced(PricingScheme.Flat)));
        Assert.Equal(Start, First(part with { PriceBehaviour = PriceBehaviour.UseCurrent }));
        Assert.Equal(Start, First(part.First(terms => terms with { MinimumQuantity = 1m })));
        Assert.Equal(Start, First(part with { QuantitySource = QuantitySource.Usage("storage") }));
        Assert.Equal(Start, First(part with { Product = new Id<Product>(part.Id.Value) }));
        Assert.Equal(Start, First(part with { BillFrom = Start.PlusDays(40) }));
        Assert.Equal(Start, First(part with { EffectiveFrom = Start.PlusDays(5) }));
        Assert.Equal(Start.PlusDays(8), ContractChanges.FirstTrialChange(Start.PlusDays(7), Start.PlusDays(30), Start));
        Assert.Null(ContractChanges.FirstTrialChange(Start, Start, Start));

        LocalDate? First(ContractPart after) => ContractChanges.FirstChangedDay(part, after, contract);
    }

    [Fact]
    public void A_ledger_is_dirty_from_the_start_of_the_period_and_never_raised()
    {
        var ledger = new PartLedger { Id = Ledgers.IdOf(AContract.Part.Id), Tenant = AContract.Part.Tenant, Part = AContract.Part.Id, Customer = AContract.Part.Customer, Through = new LocalDate(2026, 3, 31) };
        Assert.Equal(new LocalDate(2026, 2, 1), ledger.Lower(new(2026, 2, 1)).DirtyFrom);
        Assert.Equal(new LocalDate(2026, 1, 1), ledger.Lower(new(2026, 1, 1)).Lower(new(2026, 2, 1)).DirtyFrom);
        Assert.Equal(ledger, ledger.Lower(new(2026, 4, 1)));
        Assert.Equal(ledger with { Through = null }, (ledger with { Through = null }).Lower(new(2026, 2, 1)));
        Assert.Equal(new LocalDate(2026, 2, 1), (ledger with { Through = null, ServiceCode = "storage" }).Lower(new(2026, 2, 1)).DirtyFrom);
        var quarterly = AContract.Active.WithCycle(new(new(2026, 2, 15), BillingCycle.Quarterly));
        Assert.Equal(new LocalDate(2026, 2, 1), Ledgers.DirtyDate(AContract.Active, quarterly, new(2026, 2, 20)));
        Assert.Equal(new LocalDate(2026, 2, 15), Ledgers.DirtyDate(quarterly, quarterly, new(2026, 4, 20)));
    }

    private static (LocalDate From, BillingCycle Cycle, BillingTiming Timing, ProrationPolicy Proration)? Bills(Contract contract, LocalDate day)
    {
        var (cycle, from, _) = CycleTimeline.CycleOn(contract, day);
        return IsCovered(contract, day) ? (from, cycle, CycleTimeline.TimingOn(contract, day), CycleTimeline.ProrationOn(contract, day)) : null;
    }

    private static bool IsCovered(Contract contract, LocalDate day) =>
        day >= contract.EffectiveFrom
        && !(contract.EndExclusive() <= day)
        && !contract.Suspensions.Any(suspension => suspension.From <= day && !(suspension.LastDay < day));
}
