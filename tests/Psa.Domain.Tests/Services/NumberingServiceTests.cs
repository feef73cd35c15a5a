using Psa.Numbering;

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
    public async Task Bad_patterns_and_foreign_entities_are_refused()
    {
        var office = await AnOffice.OpenAsync();
        var wanted = new NewNumberSeries { BillingEntity = AnOffice.Entity, Purpose = NumberPurpose.Invoice, Pattern = "INV-{seq}", Reset = NumberReset.Yearly, NextNumber = 0 };
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Numbering.CreateSeriesAsync(AnOffice.Ann, wanted));
        Assert.Equal([NumberingErrors.NotUnique, NumberingErrors.OnlyRaise], refusal.Problems.Select(problem => problem.Code));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Numbering.CreateSeriesAsync(AnOffice.Stranger, wanted with { Reset = NumberReset.Never, NextNumber = 1 }));
    }
}
