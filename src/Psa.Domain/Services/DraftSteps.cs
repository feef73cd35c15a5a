using System.Linq;
using NodaTime;
using Psa.Documents;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>What steps with single drafts share.</summary>
internal static class DraftSteps
{
    /// <summary>Reads the items on a draft, as they are stored.</summary>
    internal static async Task<List<SalesItem>> ItemsOnAsync(this Step step, Invoice draft, CancellationToken cancellationToken) =>
        await step.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([draft.Id]), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Refuses a date that is too far off to be no slip.</summary>
    /// <exception cref="RuleViolationException"><c>document.far_date</c>.</exception>
    internal static async Task RequireNearAsync(this Step step, LocalDate date, CancellationToken cancellationToken, string field = nameof(InvoiceContent.IssueDate))
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        if (BillingRunRules.IsFar(date, today))
        {
            throw new RuleViolationException(
                DocumentErrors.FarDate, $"The date of the document, {date:R}, is more than {BillingRunRules.UsualDays} days after today, {today:R}: correct it.").At(field);
        }
    }

    /// <summary>Stages items as they are now, with what was stored of them before.</summary>
    internal static void Stage(this Step step, IEnumerable<SalesItem> now, IReadOnlyCollection<SalesItem> stored)
    {
        var before = stored.ToDictionary(static item => item.Id);
        foreach (var item in now)
        {
            if (before.TryGetValue(item.Id, out var known))
            {
                step.Of<SalesItem>().Update(item, known);
            }
            else
            {
                step.Of<SalesItem>().Add(item);
            }
        }
    }
}
