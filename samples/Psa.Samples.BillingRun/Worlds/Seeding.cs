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
        var (first, last) = (batch.Customers[0].Id, batch.Customers[^1].Id);
        var isComplete = await session.Of<Customer>().FindAsync(last, cancellationToken) is not null;
        if (isComplete && !context.World.Grows)
        {
            return 0;
        }

        var range = new IdRange<Customer>(first, last);
        var contracts = await IdsAsync(session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(range), cancellationToken));
        var parts = await IdsAsync(session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(range), cancellationToken));
        var known = await IdsAsync(session.Of<Customer>().QueryAsync(CustomerRecords.Between(first, last).Take(int.MaxValue), cancellationToken));
        if (await session.Of<Customer>().FindAsync(first, cancellationToken) is { } firstKnown)
        {
            known.Add(firstKnown.Id);
        }

        var customers = batch.Customers.FindAll(customer => !known.Contains(customer.Id));
        session.Of<Customer>().AddRange(customers);
        session.Of<Contract>().AddRange(batch.Contracts.Where(contract => !contracts.Contains(contract.Id)));
        session.Of<ContractPart>().AddRange(batch.Parts.Where(part => !parts.Contains(part.Id)));
        session.Of<UsageRecord>().AddRange(batch.Usage.Where(usage => !known.Contains(usage.Customer)));
        session.Of<SalesItem>().AddRange(batch.Billed.Where(item => !known.Contains(item.Customer)));
        session.Of<PartLedger>().AddRange(batch.Ledgers.Where(ledger => !known.Contains(ledger.Customer)));
        await session.CommitAsync(cancellationToken);
        return customers.Count;
    }

    private static async Task<HashSet<Id<T>>> IdsAsync<T>(IAsyncEnumerable<T> records)
        where T : class, IEntity<T>
    {
        var ids = new HashSet<Id<T>>();
        await foreach (var record in records)
        {
            ids.Add(record.Id);
        }

        return ids;
    }
}
