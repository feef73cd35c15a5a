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
        await foreach (var entity in session.BillingEntities.AllAsync(cancellationToken))
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
        if (await session.BillingEntities.FindAsync(context.Entity, cancellationToken) is not null)
        {
            return;
        }

        session.BillingEntities.Add(world.Entity);
        session.TaxTables.Add(world.Taxes);
        session.Products.AddRange(world.Products);
        session.PriceLists.AddRange(world.PriceLists);
        session.NumberSeries.AddRange(world.Series);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Adds what a batch has and the store hasn't.</summary>
    /// <returns>How many customers were new.</returns>
    private static async Task<int> SeedAsync(DemoContext context, WorldBatch batch, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenAsync(cancellationToken);
        var (first, last) = (batch.Customers[0].Id, batch.Customers[^1].Id);
        var isComplete = await session.Customers.FindAsync(last, cancellationToken) is not null;
        if (isComplete && !context.World.Grows)
        {
            return 0;
        }

        var range = new IdRange<Customer>(first, last);
        var contracts = await IdsAsync(session.Contracts.OfCustomersAsync(range, cancellationToken));
        var parts = await IdsAsync(session.ContractParts.OfCustomersAsync(range, cancellationToken));
        var known = await IdsAsync(session.Customers.PageAsync(first, last, int.MaxValue, cancellationToken));
        if (await session.Customers.FindAsync(first, cancellationToken) is { } firstKnown)
        {
            known.Add(firstKnown.Id);
        }

        var customers = batch.Customers.FindAll(customer => !known.Contains(customer.Id));
        session.Customers.AddRange(customers);
        session.Contracts.AddRange(batch.Contracts.Where(contract => !contracts.Contains(contract.Id)));
        session.ContractParts.AddRange(batch.Parts.Where(part => !parts.Contains(part.Id)));
        session.Usage.AddRange(batch.Usage.Where(usage => !known.Contains(usage.Customer)));
        session.SalesItems.AddRange(batch.Billed.Where(item => !known.Contains(item.Customer)));
        session.PartLedgers.AddRange(batch.Ledgers.Where(ledger => !known.Contains(ledger.Customer)));
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
