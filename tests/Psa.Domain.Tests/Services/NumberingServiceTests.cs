using Psa.Contracts;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Numbering;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Services;

public sealed class NumberingServiceTests
{
    [Fact]
    public async Task A_series_is_set_up_once_confirmed_and_raised()
    {
        var office = await AnOffice.OpenAsync();
        var wanted = new NewNumberSeries { BillingEntity = AnOffice.Entity, Purpose = NumberPurpose.Invoice, Pattern = "INV-{yyyy}-{seq:00000}", Reset = NumberReset.Yearly };
        var series = await office.Numbering.CreateSeriesAsync(AnOffice.Ann, wanted);
        Assert.False(series.IsConfirmed);
        Assert.Equal(NumberingErrors.SeriesExists, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Numbering.CreateSeriesAsync(AnOffice.Ann, wanted))).Code);

        var confirmed = await office.Numbering.ConfirmAsync(AnOffice.Ann, series.Id, 118);
        Assert.Equal(("Ann", 118L, office.Clock.Now), (confirmed.ConfirmedBy, confirmed.NextNumber, confirmed.ConfirmedAt));
        Assert.Equal(NumberingErrors.OnlyRaise, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Numbering.ConfirmAsync(AnOffice.Ann, series.Id, 117))).Code);
        Assert.Equal([confirmed], await office.Numbering.SeriesOfAsync(AnOffice.Ann, AnOffice.Entity));
        Assert.Empty(await office.Numbering.SeriesOfAsync(AnOffice.Stranger, AnOffice.Entity));

        var changed = await office.Numbering.ChangePatternAsync(AnOffice.Ann, series.Id, "R{yy}{seq:0000}", NumberReset.Yearly);
        Assert.False(changed.IsConfirmed);
    }

    [Fact]
    public async Task Invoices_and_credit_notes_never_share_a_number()
    {
        var office = await AnOffice.OpenAsync();
        await office.Numbering.CreateSeriesAsync(AnOffice.Ann, new() { BillingEntity = AnOffice.Entity, Purpose = NumberPurpose.Invoice, Pattern = "INV-{seq:0000}" });
        var credits = new NewNumberSeries { BillingEntity = AnOffice.Entity, Purpose = NumberPurpose.CreditNote, Pattern = "INV-{seq}" };
        Assert.Equal(NumberingErrors.NotUnique, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Numbering.CreateSeriesAsync(AnOffice.Ann, credits))).Code);
        var series = await office.Numbering.CreateSeriesAsync(AnOffice.Ann, credits with { Pattern = "CN-{seq}" });
        Assert.Equal(
            NumberingErrors.NotUnique,
            (await Assert.ThrowsAsync<RuleViolationException>(() => office.Numbering.ChangePatternAsync(AnOffice.Ann, series.Id, "INV-{yyyy}{seq}", NumberReset.Yearly))).Code);
    }

    [Fact]
    public async Task Bad_patterns_and_foreign_entities_are_refused()
    {
        var office = await AnOffice.OpenAsync();
        var wanted = new NewNumberSeries { BillingEntity = AnOffice.Entity, Purpose = NumberPurpose.Invoice, Pattern = "INV-{seq}", Reset = NumberReset.Yearly, NextNumber = 0 };
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Numbering.CreateSeriesAsync(AnOffice.Ann, wanted));
        Assert.Equal([NumberingErrors.NotUnique, NumberingErrors.OnlyRaise], refusal.Problems.Select(problem => problem.Code));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Numbering.CreateSeriesAsync(AnOffice.Stranger, wanted with { Reset = NumberReset.Never, NextNumber = 1 }));
    }

    [Fact]
    public async Task A_retired_series_stays_and_is_succeeded_by_one_that_is_confirmed_anew()
    {
        var office = await OpenAsync();
        var wanted = new NewNumberSeries { BillingEntity = Entity, Purpose = NumberPurpose.Contract, Pattern = "C-{seq:000}" };
        var first = await office.Numbering.CreateSeriesAsync(Ann, wanted);
        await office.Numbering.ConfirmAsync(Ann, first.Id, 7);
        var customer = await office.ABillableCustomerAsync();
        Assert.Equal("C-007", (await office.Contracts.CreateAsync(Ann, AnOffice.AContract(customer) with { Number = null })).Number);

        Assert.Equal(NumberingErrors.ReasonMissing, await CodeOfAsync(() => office.Numbering.RetireAsync(Ann, first.Id, " ")));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Numbering.RetireAsync(Stranger, first.Id, "moved"));
        var retired = await office.Numbering.RetireAsync(Ann, first.Id, "the system was changed ");
        Assert.Equal(("Ann", office.Clock.Now, "the system was changed"), (retired.RetiredBy, retired.RetiredAt!.Value, retired.RetirementReason));
        Assert.Equal(retired, await office.Numbering.RetireAsync(Ann, first.Id, "again"));
        Assert.Equal(NumberingErrors.Retired, await CodeOfAsync(() => office.Numbering.ConfirmAsync(Ann, first.Id)));
        Assert.Equal(NumberingErrors.Retired, await CodeOfAsync(() => office.Numbering.ChangePatternAsync(Ann, first.Id, "K-{seq}", NumberReset.Never)));
        Assert.Equal(ContractErrors.NumberMissing, await CodeOfAsync(() => office.Contracts.CreateAsync(Ann, AnOffice.AContract(customer) with { Number = null })));

        Assert.Equal(NumberingErrors.NotUnique, await CodeOfAsync(() => office.Numbering.CreateSeriesAsync(Ann, wanted with { Pattern = "{entity}-{seq}" })));
        Assert.Equal(NumberingErrors.OnlyRaise, await CodeOfAsync(() => office.Numbering.CreateSeriesAsync(Ann, wanted with { NextNumber = 7 })));
        var second = await office.Numbering.CreateSeriesAsync(Ann, wanted);
        Assert.Equal((1, false), (second.Ordinal, second.IsConfirmed));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(NumberingErrors.SeriesExists, await CodeOfAsync(() => office.Numbering.CreateSeriesAsync(Ann, wanted)));
        Assert.Equal(NumberingErrors.OnlyRaise, await CodeOfAsync(() => office.Numbering.ConfirmAsync(Ann, second.Id, 7)));
        second = await office.Numbering.ConfirmAsync(Ann, second.Id);
        Assert.Equal("C-008", (await office.Contracts.CreateAsync(Ann, AnOffice.AContract(customer) with { Number = null })).Number);

        var invoices = await office.Numbering.CreateSeriesAsync(Ann, wanted with { Purpose = NumberPurpose.Invoice });
        Assert.Equal([invoices.Id, second.Id, first.Id], (await office.Numbering.SeriesOfAsync(Ann, Entity)).Select(series => series.Id));
        var told = (await office.EventsAsync()).Where(one => one.Kind == EventKinds.NumberSeriesRetired);
        Assert.Equal([(first.Id.Value, "C-{seq:000}", "the system was changed")], told.Select(one => (one.RecordId, one.From, one.Reason)));
    }

    [Fact]
    public async Task Two_that_set_up_a_successor_at_once_set_up_one()
    {
        var office = await OpenAsync();
        var wanted = new NewNumberSeries { BillingEntity = Entity, Purpose = NumberPurpose.Invoice, Pattern = "INV-{yyyy}-{seq}", Reset = NumberReset.Yearly };
        await office.Numbering.RetireAsync(Ann, (await office.Numbering.CreateSeriesAsync(Ann, wanted)).Id, "never used");
        var hooked = new HookedStore(office.Store);
        hooked.BeforeCommit = async _ =>
        {
            hooked.BeforeCommit = null;
            await office.Numbering.CreateSeriesAsync(Ann, wanted);
        };
        Assert.Equal(NumberingErrors.SeriesExists, await CodeOfAsync(() => office.Through(hooked).Numbering.CreateSeriesAsync(Ann, wanted)));
        Assert.Equal([1, 0], (await office.Numbering.SeriesOfAsync(Ann, Entity)).Select(series => series.Ordinal));
    }

    private static async Task<string> CodeOfAsync(Func<Task> call) => (await Assert.ThrowsAsync<RuleViolationException>(call)).Code;
}
