using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.TestKit;

/// <summary>Records for tests: random but for what a test is about.</summary>
internal static class Some
{
    // others than those of the last time, so that a database can be kept
    private static readonly byte[] ThisTime = BitConverter.GetBytes(Random.Shared.NextInt64());

    private static int _tenants;

    public static LocalDate Day { get; } = new(2026, 3, 1);

    public static TenantId Tenant() => new(new Guid(Interlocked.Increment(ref _tenants), 1, 1, ThisTime));

    /// <summary>The n-th id in id order.</summary>
    public static Id<T> Id<T>(int n) => new(new Guid(n, 0, 0, new byte[8]));

    public static Customer Customer(TenantId tenant, int n) => new() { Id = Id<Customer>(n), Tenant = tenant, Payer = Id<Customer>(n), Number = $"C{n}", Name = $"Customer {n}" };

    public static SalesItem Item(TenantId tenant, int n, int customer = 1) => new RandomRecords(n).Entity<SalesItem>(tenant, Id<SalesItem>(n)) with
    {
        Customer = Id<Customer>(customer),
        Status = SalesItemStatus.Pending,
        BillingDate = Day,
        Run = null,
        Invoice = null,
    };

    public static Invoice Draft(TenantId tenant, int n, string customer = "C1", string group = "G") => new RandomRecords(n).Entity<Invoice>(tenant, Id<Invoice>(n)) with
    {
        CustomerNumber = customer,
        GroupingKey = group,
        Status = InvoiceStatus.Draft,
        Number = null,
        Run = Id<BillingRun>(1),
        BillingEntity = Id<BillingEntity>(1),
        IssueDate = Day,
    };

    public static BillingRun Run(TenantId tenant, int n, int entity = 1) => new RandomRecords(n).Entity<BillingRun>(tenant, Id<BillingRun>(n)) with
    {
        BillingEntity = Id<BillingEntity>(entity),
        Status = BillingRunStatus.Planned,
        PlannedAt = Instant.FromUnixTimeSeconds(n),
    };

    public static PsaEvent Event(TenantId tenant, int n) => new()
    {
        Tenant = tenant,
        At = Instant.FromUnixTimeTicks(n * 10L),
        Actor = UserId.Of("u1"),
        ActorName = "Ann",
        Kind = EventKinds.CustomerChanged,
        RecordKind = nameof(Customer),
        RecordId = Id<Customer>(n).Value,
        WholeId = Id<Customer>(n % 7).Value,
        From = n % 2 == 0 ? "a" : null,
        To = "b",
        Reason = n % 3 == 0 ? "because" : null,
        Data = n % 5 == 0 ? "{\"n\":1}" : PsaEvent.NoData,
    };
}
