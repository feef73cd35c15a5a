using Microsoft.Extensions.DependencyInjection;

namespace Psa.Samples.BillingRun.Worlds;

/// <summary>
/// Puts a world into the store in bulk: the seller first, then batch by batch, each in one commit. What is there already is left as it is,
/// so a seeding that was killed is completed by the next start.
/// </summary>
internal static class Seeding
{
    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        await RequireSameWorldAsync(context, cancellationToken);
        await SeedSellerAsync(context, cancellationToken);
        var added = await context.Screen.ProgressAsync("seeding", async progress =>
        {
            var (added, done) = (0, 0);
            foreach (var batch in context.World.Batches)
            {
                cancellationToken.ThrowIfCancellationRequested();
                added += await SeedAsync(context, batch, cancellationToken);
                await DeliverAsync(context, batch.Deliveries, cancellationToken);
                done += batch.Customers.Count;
                progress.Report(new(done, context.World.CustomerCount, "customers"));
            }

            return added;
        });
        context.Screen.Say(FormattableString.Invariant($"{added} customers are new, {context.World.CustomerCount - added} were there."));
    }

    private static async Task RequireSameWorldAsync(DemoContext context, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenAsync(cancellationToken);
        await foreach (var entity in session.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All, cancellationToken))
        {
            if (entity.Id != context.Entity)
            {
                throw new SampleException(
                    SampleErrors.OtherWorld,
                    $"The database holds the customers of '{entity.LegalName}', not {context.World.Name}: give --database another file.");
            }
        }
    }

    private static async Task SeedSellerAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var world = context.World;
        await using var session = await context.OpenAsync(cancellationToken);
        if (await session.Of<BillingEntity>().FindAsync(context.Entity, cancellationToken) is not null)
        {
            return;
        }

        session.Of<BillingEntity>().Add(world.Entity);
        session.Of<TaxTable>().Add(world.Taxes);
        session.Of<Product>().AddRange(world.Products);
        session.Of<PriceList>().AddRange(world.PriceLists);
        session.Of<NumberSeries>().AddRange(world.Series);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Adds what a batch has and the store hasn't.</summary>
    /// <returns>How many customers were new.</returns>
    private static async Task<int> SeedAsync(DemoContext context, WorldBatch batch, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenAsync(cancellationToken);
        var isComplete = await session.Of<Customer>().FindAsync(batch.Customers[^1].Id, cancellationToken) is not null;
        if (isComplete && !context.World.Grows)
        {
            return 0;
        }

        var customers = await NewAsync(session, batch.Customers, static _ => true, cancellationToken);
        var isNew = customers.Select(customer => customer.Id).ToHashSet();
        session.Of<Customer>().AddRange(customers);
        session.Of<Contract>().AddRange(await NewAsync(session, batch.Contracts, contract => !isNew.Contains(contract.Customer), cancellationToken));
        session.Of<ContractPart>().AddRange(await NewAsync(session, batch.Parts, part => !isNew.Contains(part.Customer), cancellationToken));
        session.Of<UsageRecord>().AddRange(batch.Usage.Where(usage => isNew.Contains(usage.Customer)));
        session.Of<SalesItem>().AddRange(batch.Billed.Where(item => isNew.Contains(item.Customer)));
        session.Of<PartLedger>().AddRange(batch.Ledgers.Where(ledger => isNew.Contains(ledger.Customer)));
        await session.CommitAsync(cancellationToken);
        return customers.Count;
    }

    /// <summary>Imports the deliveries that haven't taken effect yet.</summary>
    private static async Task DeliverAsync(DemoContext context, List<WorldDelivery> deliveries, CancellationToken cancellationToken)
    {
        foreach (var (delivery, readings) in deliveries)
        {
            if (!await HasTakenEffectAsync(context, delivery, cancellationToken))
            {
                await context.Services.GetRequiredService<UsageService>().ReplaceAsync(context.Actor, delivery, readings.ToAsyncEnumerable(), cancellationToken);
            }
        }
    }

    private static async Task<bool> HasTakenEffectAsync(DemoContext context, NewUsageDelivery delivery, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenAsync(cancellationToken);
        return await session.Of<UsageDelivery>().QueryAsync(RecordType<UsageDelivery>.All, cancellationToken)
            .AnyAsync(one => one.Scope == delivery.Scope && one.TookEffectAt is not null && one.DeliveredAt >= delivery.DeliveredAt, cancellationToken);
    }

    /// <summary>Gives the records that aren't stored yet; only those that may be are looked for.</summary>
    private static async Task<List<T>> NewAsync<T>(IPsaSession session, IEnumerable<T> records, Func<T, bool> mayBeStored, CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        var found = new List<T>();
        foreach (var record in records)
        {
            if (!mayBeStored(record) || await session.Of<T>().FindAsync(record.Id, cancellationToken) is null)
            {
                found.Add(record);
            }
        }

        return found;
    }
}
