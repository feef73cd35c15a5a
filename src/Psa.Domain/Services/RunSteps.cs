using System.Collections.Frozen;
using Psa.Catalog;
using Psa.Charges;
using Psa.Events;
using Psa.Languages;
using Psa.Numbering;
using Psa.Records;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What all phases of a run share: reading it, stepping its status, reading its context.</summary>
internal static class RunSteps
{
    /// <summary>Takes a run to its next status.</summary>
    internal static BillingRun Move(this Step step, BillingRun run, BillingRunAction action, string? kind = null, string data = PsaEvent.NoData, Func<BillingRun, BillingRun>? change = null)
    {
        var next = (change?.Invoke(run) ?? run) with { Status = BillingRunLifecycle.Table.Next(run.Status, action, step.Actor, run.Id.Value) };
        if (kind is not null)
        {
            step.Append(kind, run.Id, run.Status.Name, next.Status.Name, data: data);
        }

        return step.Of<BillingRun>().Update(next);
    }

    /// <summary>Writes all partitions anew, so that a batch which began before conflicts, reads how the run stands now, and does nothing.</summary>
    internal static async Task StopBatchesAsync(this Step step, Id<BillingRun> run, CancellationToken cancellationToken)
    {
        var partitions = await step.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(run), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        step.Of<RunPartition>().UpdateRange(partitions.ConvertAll(static partition => partition with { Worker = null, LeaseFrom = null, LeaseUntil = null }));
    }

    /// <summary>Appends the one event of a batch.</summary>
    internal static void Append(this Step step, Id<BillingRun> run, RunBatch batch) =>
        step.Append(EventKinds.BillingRunBatch, run, data: PsaJson.Write(batch, PsaJsonContext.Default.RunBatch));

    /// <summary>Refuses while a run gives out a series' numbers. A run that begins to issue writes its series, so one of the two sees the other.</summary>
    internal static async Task RequireNotIssuedByAsync(this Step step, NumberSeries series, CancellationToken cancellationToken)
    {
        if (series.Purpose is NumberPurpose.Invoice or NumberPurpose.CreditNote
            && await step.Of<BillingRun>().FirstAsync(BillingRunRecords.OpenOf(series.BillingEntity), cancellationToken).ConfigureAwait(false) is { } run
            && run.Status == BillingRunStatus.Issuing)
        {
            throw new RuleViolationException(NumberingErrors.InUse, "A billing run is giving out numbers: finish its issue, then retire the series.", series.Id.Value, run.Id.Value);
        }
    }

    private static async Task<(bool HasDefault, FrozenSet<Id<BillingEntity>> Inactive)> EntitiesAsync(IPsaSession session, CancellationToken cancellationToken)
    {
        try
        {
            var entities = await session.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            return (entities.Exists(static one => one is { IsDefault: true, IsActive: true }), entities.FindAll(static one => !one.IsActive).ConvertAll(static one => one.Id).ToFrozenSet());
        }
        catch (StoreException broken) when (broken.Code == StoreErrors.Unreadable)
        {
            return (true, []); // the default may be the one that can't be read, and keeps this entity's run from nothing
        }
    }

    internal static async Task<BillingContext> ReadContextAsync(IPsaSession session, BillingRun run, LanguageSet languages, CancellationToken cancellationToken)
    {
        var entity = (await session.Of<BillingEntity>().RequireAsync(run.BillingEntity, cancellationToken).ConfigureAwait(false)).RequireActive();
        var products = await session.Of<Product>().QueryAsync(RecordType<Product>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var prices = await session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var costed = CatalogReads.CostPriced(prices.ToValueList());
        for (var i = 0; i < products.Count; i++)
        {
            products[i] = costed.Contains(products[i].Id) ? await session.WithReceiptCostsAsync(products[i], cancellationToken).ConfigureAwait(false) : products[i];
        }

        var units = await session.Of<UnitGroup>().QueryAsync(RecordType<UnitGroup>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var volumes = await session.Of<VolumeDiscount>().QueryAsync(RecordType<VolumeDiscount>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var taxes = await session.TaxTableAsync(cancellationToken).ConfigureAwait(false);
        var (hasDefault, inactive) = await EntitiesAsync(session, cancellationToken).ConfigureAwait(false);
        return new(entity, products, prices.ToValueList(), taxes, units.ToValueList(), volumes.ToValueList())
        {
            Run = run.Id,
            Calculation = run.Calculations,
            HasDefaultEntity = hasDefault,
            InactiveEntities = inactive,
            Through = run.Through,
            Languages = languages,
            InvoiceDate = run.InvoiceDate,
        };
    }

    /// <summary>Reads the tenant's tax table.</summary>
    /// <exception cref="RuleViolationException"><c>tax.no_table</c>; <c>tax.table_exists</c>: there are several.</exception>
    internal static async Task<TaxTable> TaxTableAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        var taxes = await session.Of<TaxTable>().QueryAsync(RecordType<TaxTable>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return taxes.Count switch
        {
            1 => taxes[0],
            0 => throw new RuleViolationException(CatalogErrors.NoTaxTable, "There is no tax table: save one with the rates that apply, then bill."),
            _ => throw new RuleViolationException(CatalogErrors.TaxTableExists, "There are several tax tables, and a tenant has one: put the rates that apply into one and delete the others."),
        };
    }
}
