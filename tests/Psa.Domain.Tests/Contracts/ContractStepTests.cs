using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Sellers;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.Contracts;

public sealed class ContractStepTests
{
    private static readonly LocalDate Start = AContract.Start;
    private static readonly LocalDate Today = new(2026, 3, 15);

    [Fact]
    public void An_open_suspension_is_closed_when_it_is_resumed()
    {
        var suspended = AContract.Active.Suspend(new(new(2026, 2, 10), null, "unpaid"), AnOffice.Ann);
        Assert.Equal(ContractStatus.Suspended, suspended.Status);
        var resumed = suspended.Resume(new(2026, 3, 1), AnOffice.Ann);
        Assert.Equal(ContractStatus.Active, resumed.Status);
        Assert.Equal([new Suspension(new(2026, 2, 10), new LocalDate(2026, 2, 28), "unpaid")], resumed.Suspensions);
    }

    [Fact]
    public void Resuming_before_it_began_takes_the_suspension_back() =>
        Assert.Empty(AContract.Active.Suspend(new(new(2026, 2, 10), null), AnOffice.Ann).Resume(new(2026, 2, 10), AnOffice.Ann).Suspensions);

    [Fact]
    public void A_suspension_with_an_end_is_a_fact_about_days_and_may_be_back_dated()
    {
        var changed = AContract.Active
            .Suspend(new(new(2026, 6, 1), new LocalDate(2026, 6, 5)), AnOffice.Ann)
            .Suspend(new(new(2026, 2, 1), new LocalDate(2026, 2, 5)), AnOffice.Ann);
        Assert.Equal(ContractStatus.Active, changed.Status);
        Assert.Equal([new LocalDate(2026, 2, 1), new LocalDate(2026, 6, 1)], changed.Suspensions.Select(suspension => suspension.From));
    }

    [Fact]
    public void Drafts_are_not_suspended() =>
        Assert.Equal(
            PsaErrors.ActionNotAllowed,
            Assert.Throws<RuleViolationException>(() => (AContract.Active with { Status = ContractStatus.Draft }).Suspend(new(Start, Start), AnOffice.Ann)).Code);

    [Fact]
    public void A_termination_ends_on_its_day_or_the_day_before_as_the_policy_says()
    {
        var request = new TerminationRequest { On = new(2026, 4, 15), Reason = "moved" };
        var terminated = AContract.Active.Terminate(request, Today, AnOffice.Ann);
        Assert.Equal(ContractStatus.Terminated, terminated.Status);
        Assert.Equal(new LocalDate(2026, 4, 16), terminated.EndExclusive());
        Assert.Equal(new LocalDate(2026, 4, 15), AContract.Active.Prorated(ProrationPolicy.KillBill).Terminate(request, Today, AnOffice.Ann).EndExclusive());
        Assert.Equal(ContractErrors.ReasonMissing, Assert.Throws<RuleViolationException>(() => AContract.Active.Terminate(request with { Reason = " " }, Today, AnOffice.Ann)).Code);
    }

    [Fact]
    public void The_last_day_stays_what_it_was_whatever_the_rule_becomes()
    {
        var request = new TerminationRequest { On = new(2026, 4, 15), Reason = "moved" };
        var terminated = AContract.Active.Prorated(ProrationPolicy.KillBill).Terminate(request, Today, AnOffice.Ann);
        Assert.Equal(new LocalDate(2026, 4, 14), terminated.Termination?.LastDay);
        Assert.Equal(new LocalDate(2026, 4, 15), terminated.Prorated(ProrationPolicy.Default).EndExclusive());

        // the rule of the period that holds the day
        var changed = AContract.Active.WithCycle(new(new(2026, 4, 10), Proration: ProrationPolicy.KillBill));
        Assert.Equal(new LocalDate(2026, 4, 15), changed.Terminate(request, Today, AnOffice.Ann).Termination?.LastDay);
        Assert.Equal(new LocalDate(2026, 5, 14), changed.Terminate(request with { On = new(2026, 5, 15) }, Today, AnOffice.Ann).Termination?.LastDay);
    }

    [Fact]
    public void Reinstating_takes_back_the_termination_and_nothing_else()
    {
        var suspended = AContract.Active.Suspend(new(new(2026, 2, 10), null), AnOffice.Ann);
        var terminated = suspended.Terminate(new() { On = new(2026, 4, 15), Reason = "moved" }, Today, AnOffice.Ann);
        Assert.Equal(suspended, terminated.Reinstate(AnOffice.Ann));
        Assert.Equal(suspended, suspended.Terminate(new() { On = new(2026, 2, 1), Reason = "moved" }, Today, AnOffice.Ann).Reinstate(AnOffice.Ann));
        Assert.Equal(AContract.Active, AContract.Active.Terminate(new() { On = new(2026, 4, 15), Reason = "moved" }, Today, AnOffice.Ann).Reinstate(AnOffice.Ann));
        var ended = suspended with { LastDay = new LocalDate(2026, 3, 14) };
        Assert.Equal(ended, ended.Expire(Today, AnOffice.Ann).Reinstate(AnOffice.Ann));
    }

    [Theory]
    [InlineData("2026-12-01", "2026-12-31")]
    [InlineData("2026-12-02", "2027-12-31")]
    [InlineData("2028-01-15", "2028-12-31")]
    public void Notice_decides_the_first_possible_end(string notice, string end) =>
        Assert.Equal(Date(end), AContract.Renewing(new(2026, 12, 31), 12, 30).FirstPossibleEnd(Date(notice)));

    [Fact]
    public void A_late_notice_is_refused_unless_both_sides_agree()
    {
        var contract = AContract.Renewing(new(2026, 12, 31), 12, 30);
        var request = new TerminationRequest { On = new(2026, 12, 31), Reason = "moved", NoticeOn = new LocalDate(2026, 12, 24) };
        Assert.Equal(ContractErrors.NoticeTooShort, Assert.Throws<RuleViolationException>(() => contract.Terminate(request, Today, AnOffice.Ann)).Code);
        Assert.Equal(ContractStatus.Terminated, contract.Terminate(request with { ByAgreement = true }, Today, AnOffice.Ann).Status);
        Assert.Equal(ContractStatus.Terminated, contract.Terminate(request with { NoticeOn = null }, Today, AnOffice.Ann).Status);
        Assert.Equal(ContractStatus.Terminated, contract.Terminate(request with { On = new(2027, 12, 31) }, Today, AnOffice.Ann).Status);
    }

    [Fact]
    public void Renewals_of_a_contract_from_the_31st_keep_to_the_31st()
    {
        var contract = AContract.Active.WithDates(new(2026, 1, 31), new LocalDate(2026, 2, 27)) with { Renewal = new(1, 0) };
        var ends = new List<LocalDate?>();
        for (var i = 0; i < 4; i++)
        {
            contract = contract.Renew(contract.NextLastDay()!.Value, AnOffice.Ann);
            ends.Add(contract.LastDay);
        }

        Assert.Equal([new(2026, 3, 30), new(2026, 4, 29), new(2026, 5, 30), new LocalDate(2026, 6, 29)], ends);
    }

    [Fact]
    public void An_expired_contract_is_renewed_and_a_running_one_does_not_expire()
    {
        var contract = AContract.Active with { LastDay = new LocalDate(2026, 3, 14) };
        var expired = contract.Expire(Today, AnOffice.Ann);
        Assert.Equal(ContractStatus.Expired, expired.Status);
        var renewed = expired.Renew(new LocalDate(2027, 3, 14), AnOffice.Ann);
        Assert.Equal((ContractStatus.Active, new LocalDate(2027, 3, 14)), (renewed.Status, renewed.LastDay));
        Assert.Equal(ContractErrors.NotEnded, Assert.Throws<RuleViolationException>(() => renewed.Expire(Today, AnOffice.Ann)).Code);
        Assert.Equal(ContractErrors.NotEnded, Assert.Throws<RuleViolationException>(() => AContract.Active.Expire(Today, AnOffice.Ann)).Code);
        Assert.Equal(ContractErrors.CannotRenew, Assert.Throws<RuleViolationException>(() => AContract.Active.Renew(Today, AnOffice.Ann)).Code);
        Assert.Equal(ContractErrors.CannotRenew, Assert.Throws<RuleViolationException>(() => contract.Renew(contract.LastDay!.Value.PlusDays(-1), AnOffice.Ann)).Code);
        Assert.Equal(ContractErrors.CannotRenew, Assert.Throws<RuleViolationException>(() => (contract with { Status = ContractStatus.Draft }).Renew(Today, AnOffice.Ann)).Code);
    }

    [Fact]
    public void A_step_that_is_done_is_done_once()
    {
        var active = AContract.Active with { LastDay = new LocalDate(2026, 12, 31) };
        Twice(AContract.Active with { Status = ContractStatus.Draft }, c => c.Activate(AnOffice.Ann));
        Twice(AContract.Active with { Status = ContractStatus.Draft }, c => c.Discard(AnOffice.Ann));
        Twice(active, c => c.Suspend(new(new(2026, 4, 1), null, "unpaid"), AnOffice.Ann));
        Twice(active, c => c.Suspend(new(new(2026, 4, 1), new(2026, 4, 30), "unpaid"), AnOffice.Ann));
        Twice(active.Suspend(new(new(2026, 4, 1), null, "unpaid"), AnOffice.Ann), c => c.Resume(new(2026, 5, 1), AnOffice.Ann));
        Twice(active, c => c.Terminate(new() { On = new(2026, 6, 30), Reason = "moved", ByAgreement = true }, Today, AnOffice.Ann));
        Twice(active.Terminate(new() { On = new(2026, 6, 30), Reason = "moved", ByAgreement = true }, Today, AnOffice.Ann), c => c.Reinstate(AnOffice.Ann));
        Twice(active with { LastDay = new LocalDate(2026, 3, 14) }, c => c.Expire(Today, AnOffice.Ann));
        Twice(active, c => c.Renew(new LocalDate(2027, 12, 31), AnOffice.Ann));

        static void Twice(Contract contract, Func<Contract, Contract> step)
        {
            var once = step(contract);
            Assert.NotEqual(contract, once);
            Assert.Equal(once, step(once));
        }
    }

    [Fact]
    public void The_first_cycle_starts_with_the_contract_and_of_one_day_the_later_recorded_holds()
    {
        var yearly = new CycleTerms(new(2026, 7, 1), BillingCycle.Yearly, BillingTiming.InArrears);
        var changed = AContract.Active.WithCycle(yearly).WithDates(new(2026, 2, 1), null);
        Assert.Equal((BillingCycle.Monthly, new LocalDate(2026, 2, 1), new LocalDate(2026, 7, 1)), CycleTimeline.CycleOn(changed, new(2026, 3, 1)));
        Assert.Empty(changed.Validate());
        var replaced = AContract.Active.WithCycle(yearly with { EffectiveFrom = Start });
        Assert.Equal(2, replaced.Cycles.Count);
        Assert.Equal((BillingCycle.Yearly, Start, (LocalDate?)null), CycleTimeline.CycleOn(replaced, Start));
        Assert.Equal(replaced, replaced.WithCycle(yearly with { EffectiveFrom = Start }));
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
