using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.Tests.Recomputed;

/// <summary>All records of a world by customer, as the recomputation reads them.</summary>
internal sealed class Facts(World world)
{
    private readonly List<WorldBatch> _batches = [.. world.Batches];

    internal World World => world;

    internal IEnumerable<Customer> Customers => _batches.SelectMany(batch => batch.Customers);

    internal ILookup<Id<Customer>, Contract> Contracts => field ??= _batches.SelectMany(batch => batch.Contracts).ToLookup(contract => contract.Customer);

    internal ILookup<Id<Contract>, ContractPart> Parts => field ??= _batches.SelectMany(batch => batch.Parts).ToLookup(part => part.Contract);

    /// <summary>Gets what was used: the single readings, and of each scope and period the rows of the last delivery.</summary>
    internal ILookup<Id<Customer>, Used> Usage => field ??= _batches
        .SelectMany(batch => batch.Usage.Select(Used.Of))
        .Concat(_batches.SelectMany(batch => batch.Deliveries)
            .GroupBy(one => (one.Delivery.Scope, one.Delivery.Period))
            .SelectMany(ones => ones.MaxBy(one => one.Delivery.DeliveredAt)!.Readings)
            .Select(Used.Of))
        .ToLookup(usage => usage.Customer);

    internal ILookup<Guid, SalesItem> Billed => field ??= _batches.SelectMany(batch => batch.Billed).ToLookup(item => item.SourceId);

    /// <summary>Finds a catalog price: the last one that has begun.</summary>
    internal Fraction? PriceOf(Id<Product>? product, Currency currency, LocalDate date) =>
        world.PriceLists.Where(list => list.Currency == currency)
            .SelectMany(list => list.Items)
            .Where(item => item.Product == product)
            .SelectMany(item => item.Prices)
            .Where(price => price.From <= date)
            .OrderBy(price => price.From)
            .Select(price => (Fraction?)Fraction.Of(price.Method.Price!.Value.Amount))
            .LastOrDefault();
}

/// <summary>What one reading says.</summary>
internal sealed record Used(Id<Customer> Customer, string ServiceCode, string Counter, LocalDate Date, Instant Start, Fraction Quantity, Fraction Cost)
{
    internal static Used Of(UsageRecord record) => new(
        record.Customer,
        record.ServiceCode,
        record.Counter,
        record.Date,
        record.Start,
        Fraction.Of(record.Quantity),
        record.Cost is { } cost ? Fraction.Parse(cost.ToString().Split(' ')[0]) : 0);

    internal static Used Of(UsageReading reading) => new(
        reading.Customer!.Value,
        reading.ServiceCode!,
        reading.Counter ?? string.Empty,
        reading.Date!.Value,
        reading.Date.Value.AtMidnight().InUtc().ToInstant(),
        Fraction.Of(reading.Quantity!.Value),
        Fraction.Of(reading.Cost ?? 0m));
}
