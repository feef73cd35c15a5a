using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>What a change of the catalog starts in its own commit: a run that prices open documents anew.</summary>
internal static class RepricingStarts
{
    /// <summary>Stages a run for all documents that a change may touch, unless the tenant wants them to wait for their next step, or none is open.</summary>
    /// <param name="step">The step that changes the catalog.</param>
    /// <param name="ids">Makes the run's id.</param>
    /// <param name="cause">What changes, an event's kind.</param>
    /// <param name="record">The record that changes.</param>
    /// <param name="payers">Whose documents it touches; empty for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task StartRepricingAsync(
        this Step step, IIdGenerator ids, string cause, Guid record, ValueList<Id<Customer>> payers, CancellationToken cancellationToken)
    {
        var settings = await step.SettingsAsync(cancellationToken).ConfigureAwait(false);
        if (settings.Repricing == RepricingTime.AtOnce
            && await step.Of<Invoice>().FirstAsync(InvoiceRecords.FollowingAfter(null, 1), cancellationToken).ConfigureAwait(false) is not null)
        {
            step.Of<RepricingRun>().Add(step.NewRepricing(ids, cause, record) with { Payers = payers });
        }
    }

    /// <summary>Makes a run that has looked at nothing yet.</summary>
    internal static RepricingRun NewRepricing(this Step step, IIdGenerator ids, string cause, Guid? record) => new()
    {
        Id = ids.Next<RepricingRun>(),
        Tenant = step.Tenant,
        Cause = cause,
        Record = record,
        By = step.Actor.User,
        ByName = step.Actor.DisplayName,
        StartedAt = step.Now,
    };
}
