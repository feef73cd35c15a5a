using NodaTime;
using Psa.Adjustments;
using Psa.Customers;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Lines of the two panes, and what is known of them after each adjustment.</summary>
internal sealed class Panes
{
    internal static readonly TenantId Tenant = new(new Guid("11111111-0000-0000-0000-000000000000"));
    internal static readonly Currency Euro = Currency.FromCode("EUR");
    internal static readonly DatePeriod Quarter = DatePeriod.Create(new(2025, 1, 1), new(2025, 4, 1));

    private readonly Dictionary<Id<ConsideredLine>, ConsideredLine> _known = [];

    internal AdjustmentCatalog Catalog { get; init; } = new();

    internal static Id<Customer> ACustomer(string name) => DerivedId.Create<Customer>(Tenant, name);

    internal static DatePeriod Month(int month) => DatePeriod.Create(new(2025, month, 1), new LocalDate(2025, month, 1).PlusMonths(1));

    internal static AdjustmentLine Billed(string id, decimal net, string code = "S", string customer = "A", DatePeriod? period = null, Currency? currency = null) => new()
    {
        Source = "invoice",
        Unit = "C62",
        Id = id,
        Date = new(2025, 1, 5),
        Period = period,
        Customer = ACustomer(customer),
        Text = id,
        Quantity = 1m,
        Net = Money.Of(net, currency ?? Euro),
        TaxCode = code,
    };

    internal static AdjustmentLine Performed(string id, decimal? price, string? code = "S", string customer = "A", decimal quantity = 1m, Currency? currency = null) => new()
    {
        Source = "service",
        Unit = "C62",
        Id = id,
        Date = new(2025, 1, 20),
        Customer = ACustomer(customer),
        Text = id,
        Quantity = quantity,
        Price = price is { } given ? UnitPrice.Of(given, currency ?? Euro) : null,
        TaxCode = code,
    };

    internal AdjustmentComparison Compare(AdjustmentLine[] left, AdjustmentLine[] right, DatePeriod? period = null) =>
        BillingAdjustment.Compare(left, right, Catalog, _known.Values, period ?? Quarter);

    internal AdjustmentComparison Offer(AdjustmentLine[] left, AdjustmentLine[] right, DatePeriod? period = null) =>
        BillingAdjustment.Offer(left, right, Catalog, _known.Values, period ?? Quarter);

    /// <summary>Compares, and remembers what was taken into account.</summary>
    internal AdjustmentComparison Adjust(AdjustmentLine[] left, AdjustmentLine[] right, DatePeriod? period = null)
    {
        var made = Compare(left, right, period);
        foreach (var line in ConsideredLines.Take(Tenant, made.Lines, _known, DerivedId.Create<Adjustment>(Tenant, "one"), DerivedId.Create<Psa.Sellers.BillingEntity>(Tenant, "seller"), Catalog.Rates))
        {
            _known[line.Id] = line;
        }

        return made;
    }

    /// <summary>Takes an adjustment back.</summary>
    internal void Cancel(AdjustmentComparison made)
    {
        foreach (var line in made.Lines)
        {
            var id = BillingAdjustment.IdOf(Tenant, line.Pane, line.Line);
            if (_known.TryGetValue(id, out var known))
            {
                _known[id] = known.TakeBack(line.Taken);
            }
        }
    }

    /// <summary>Gives the one amount of an adjustment, 0 where nothing differs.</summary>
    internal static decimal AmountOf(AdjustmentComparison made) => made.Differences.AsEnumerable().Sum(static difference => difference.Amount.Amount);

    internal static decimal AmountOf(AdjustmentComparison made, string code) => made.Differences.AsEnumerable().Where(difference => difference.TaxCode == code).Sum(static difference => difference.Amount.Amount);
}
