using NodaTime;
using Psa.Documents;
using Psa.Runs;

namespace Psa.Services;

/// <summary>What steps with single drafts share.</summary>
internal static class DraftSteps
{
    /// <summary>Refuses a date that is too far off to be no slip.</summary>
    /// <exception cref="RuleViolationException"><c>document.far_date</c>.</exception>
    internal static async Task RequireNearAsync(this Step step, LocalDate date, CancellationToken cancellationToken)
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        if (Period.DaysBetween(today, date) > BillingRunRules.UsualDays)
        {
            throw new RuleViolationException(
                DocumentErrors.FarDate, $"The date of the document, {date:R}, is more than {BillingRunRules.UsualDays} days after today, {today:R}: correct it.").At("IssueDate");
        }
    }
}
