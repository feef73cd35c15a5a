using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Events;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What all phases of a run share: reading it, stepping its status, reading its context.</summary>
internal static class RunSteps
{
    internal static async Task<BillingRun> StepAsync(
        IPsaStore store,
        IClock clock,
        Actor actor,
        Id<BillingRun> id,
        BillingRunAction action,
        string eventKind,
        CancellationToken cancellationToken,
        Func<BillingRun, BillingRun>? change = null)
    {
        var work = await store.OpenAsync(actor.Tenant, cancellationToken).ConfigureAwait(false);
        await using var closing = work.ConfigureAwait(false);
        var run = await work.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        var next = (change?.Invoke(run) ?? run) with { Status = BillingRunLifecycle.Table.Next(run.Status, action, actor, id.Value) };
        next = work.Of<BillingRun>().Update(next);
        work.Events.Append(PsaEvent.By(actor, clock.GetCurrentInstant(), eventKind, id, run.Status.Name, next.Status.Name));
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return next;
    }

    internal static async Task<BillingContext> ReadContextAsync(IPsaSession session, BillingRun run, CancellationToken cancellationToken)
    {
        var entity = await session.Of<BillingEntity>().RequireAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false);
        var products = await session.Of<Product>().QueryAsync(RecordType<Product>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var prices = await session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var taxes = await session.Of<TaxTable>().QueryAsync(RecordType<TaxTable>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return taxes.Count > 0
            ? new(entity, products, prices.ToValueList(), taxes[0])
            {
                Run = run.Id,
                Calculation = run.Calculations,
                Through = run.Through,
                InvoiceDate = run.InvoiceDate,
            }
            : throw new RuleViolationException(TaxErrors.NoTaxTable, "There is no tax table: save one with the rates that apply, then bill.");
    }
}
