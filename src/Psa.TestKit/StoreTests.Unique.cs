using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.TestKit;

public abstract partial class StoreTests
{
    /// <summary>Gets the names of all unique indexes, each with that of its kind of record.</summary>
    public static TheoryData<string, string> UniqueIndexes => [.. RecordKind.All.SelectMany(kind => kind.UniqueIndexes.Select(index => (kind.Type.Name, index)))];

    /// <summary>Gets the names of the unique indexes that leave records out.</summary>
    public static TheoryData<string, string> PartialIndexes => [.. RecordKind.All.SelectMany(kind => kind.PartialIndexes.Select(index => (kind.Type.Name, index)))];

    [Theory]
    [MemberData(nameof(UniqueIndexes))]
    public Task Records_can_change_in_one_commit_what_only_one_may_have(string kind, string index) => EachAsync(kind, Part(4), (k, seed) => k.KeysCanBeSwappedAsync(Store, index, seed));

    [Theory]
    [MemberData(nameof(PartialIndexes))]
    public Task A_record_can_leave_what_only_one_may_have_while_another_takes_it(string kind, string index) =>
        EachAsync(kind, Part(4), (k, seed) => k.KeysCanBeLeftToAnotherAsync(Store, index, seed));

    [Theory]
    [MemberData(nameof(UniqueIndexes))]
    public Task What_only_one_may_have_is_refused_to_a_second_and_nothing_is_written(string kind, string index) =>
        EachAsync(kind, Part(4), (k, seed) => k.DuplicatesAreRefusedAsync(Store, index, seed));

    [Theory]
    [MemberData(nameof(UniqueIndexes))]
    public Task Text_that_differs_in_any_character_is_another(string kind, string index) => EachAsync(kind, 1, (k, _) => k.OtherTextIsAnotherKeyAsync(Store, index));

    [Fact]
    public Task A_customer_number_belongs_to_one_customer_of_a_tenant() => KeepingAsync([typeof(Customer)], async () =>
    {
        var (tenant, other) = (Some.Tenant(), Some.Tenant());
        await CommitAsync(tenant, s => s.Of<Customer>().Add(Some.Customer(tenant, 1)));
        await RefusedAsync(tenant, Some.Id<Customer>(2).Value, s => s.Of<Customer>().Add(Some.Customer(tenant, 2) with { Number = "C1" }));
        await CommitAsync(tenant, s => s.Of<Customer>().Add(Some.Customer(tenant, 3) with { Number = "c1" }));
        await RefusedAsync(tenant, Some.Id<Customer>(3).Value, s => s.Of<Customer>().Update(Some.Customer(tenant, 3) with { Number = "C1", Version = 1 }));
        await RefusedAsync(tenant, Some.Id<Customer>(5).Value, s => s.Of<Customer>().AddRange([Some.Customer(tenant, 4), Some.Customer(tenant, 5) with { Number = "C4" }]));
        await CommitAsync(other, s => s.Of<Customer>().Add(Some.Customer(other, 1)));
        await CommitAsync(tenant, s =>
        {
            s.Of<Customer>().Remove(Some.Customer(tenant, 1) with { Version = 1 });
            s.Of<Customer>().Add(Some.Customer(tenant, 6) with { Number = "C1" });
        });
    });

    [Fact]
    public Task A_contract_number_belongs_to_one_contract_unless_it_is_empty() => KeepingAsync([typeof(Contract)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Contract>().AddRange([Contract(1, "K1"), Contract(2, string.Empty), Contract(3, string.Empty)]));
        await RefusedAsync(tenant, Some.Id<Contract>(4).Value, s => s.Of<Contract>().Add(Contract(4, "K1")));

        Contract Contract(int n, string number) => new RandomRecords(n).Entity<Contract>(tenant, Some.Id<Contract>(n)) with { Number = number };
    });

    [Fact]
    public Task An_entity_has_one_live_series_for_each_purpose() => KeepingAsync([typeof(NumberSeries)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<NumberSeries>().AddRange(
            [Series(1, 1, NumberPurpose.Invoice), Series(2, 1, NumberPurpose.CreditNote), Series(3, 2, NumberPurpose.Invoice)]));
        await RefusedAsync(tenant, Some.Id<NumberSeries>(4).Value, s => s.Of<NumberSeries>().Add(Series(4, 1, NumberPurpose.Invoice)));

        var retired = Series(1, 1, NumberPurpose.Invoice) with { RetiredAt = Instant.FromUtc(2026, 3, 1, 0, 0), Version = 1 };
        await CommitAsync(tenant, s =>
        {
            s.Of<NumberSeries>().Add(Series(4, 1, NumberPurpose.Invoice));
            s.Of<NumberSeries>().Update(retired);
        });
        await RefusedAsync(tenant, retired.Id.Value, s => s.Of<NumberSeries>().Update(retired with { RetiredAt = null, Version = 2 }));
        Assert.Equal([4, 2], Numbers(await ReadAsync(tenant, s => s.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.LiveOf(Some.Id<BillingEntity>(1)), Ct))));
        Assert.Equal([4, 1], Numbers(await ReadAsync(tenant, s => s.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.LatestOf(Some.Id<BillingEntity>(1), NumberPurpose.Invoice), Ct))));

        NumberSeries Series(int n, int entity, NumberPurpose purpose) => new RandomRecords(n).Entity<NumberSeries>(tenant, Some.Id<NumberSeries>(n)) with
        {
            BillingEntity = Some.Id<BillingEntity>(entity),
            Purpose = purpose,
            Ordinal = n,
            RetiredAt = null,
        };
    });

    [Fact]
    public Task An_entity_has_one_open_run() => KeepingAsync([typeof(BillingRun)], async () =>
    {
        var tenant = Some.Tenant();
        foreach (var (status, n) in BillingRunStatus.All.Select((s, n) => (s, n)))
        {
            var entity = n + 10;
            await CommitAsync(tenant, s => s.Of<BillingRun>().Add(Some.Run(tenant, (n * 2) + 1, entity) with { Status = status }));
            var second = Some.Run(tenant, (n * 2) + 2, entity);
            if (status == BillingRunStatus.Issued || status == BillingRunStatus.RolledBack || status == BillingRunStatus.Canceled)
            {
                await CommitAsync(tenant, s => s.Of<BillingRun>().Add(second));
            }
            else
            {
                await RefusedAsync(tenant, second.Id.Value, s => s.Of<BillingRun>().Add(second));
            }
        }

        var first = Some.Run(tenant, 101, 1);
        await CommitAsync(tenant, s => s.Of<BillingRun>().Add(first));
        await CommitAsync(tenant, s =>
        {
            s.Of<BillingRun>().Add(Some.Run(tenant, 102, 1));
            s.Of<BillingRun>().Update(first with { Version = 1, Status = BillingRunStatus.Canceled });
        });
    });

    [Fact]
    public Task An_invoice_number_belongs_to_one_document_of_an_entity() => KeepingAsync([typeof(Invoice)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Invoice>().AddRange([Some.Draft(tenant, 1) with { Number = "R1" }, Some.Draft(tenant, 2), Some.Draft(tenant, 3)]));
        await RefusedAsync(tenant, Some.Id<Invoice>(2).Value, s => s.Of<Invoice>().Update(Some.Draft(tenant, 2) with { Number = "R1", Version = 1 }));
        await CommitAsync(tenant, s => s.Of<Invoice>().Update(Some.Draft(tenant, 2) with { Number = "R1", BillingEntity = Some.Id<BillingEntity>(2), Version = 1 }));
    });

    [Fact]
    public Task A_record_that_was_changed_meanwhile_is_reported_before_the_number_it_clashes_with() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Customer>().AddRange([Some.Customer(tenant, 1), Some.Customer(tenant, 2)]));
        await CommitAsync(tenant, s => s.Of<Customer>().Update(Some.Customer(tenant, 2) with { Version = 1 }));
        await using var session = await OpenAsync(tenant);
        session.Of<Customer>().Add(Some.Customer(tenant, 3) with { Number = "C1" });
        session.Of<Customer>().Update(Some.Customer(tenant, 2) with { Version = 1 });
        await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await session.CommitAsync(Ct));
    });

    [Fact]
    public Task A_record_of_another_kind_that_was_changed_meanwhile_is_reported_before_the_number() => KeepingAsync([typeof(Customer), typeof(BillingRun)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<Customer>().Add(Some.Customer(tenant, 1)));
        await using var again = await OpenAsync(tenant);
        again.Of<Customer>().Add(Some.Customer(tenant, 3) with { Number = "C1" });
        again.Of<BillingRun>().Update(Some.Run(tenant, 1) with { Version = 1 });
        Assert.Null((await Assert.ThrowsAsync<ConcurrencyConflictException>(async () => await again.CommitAsync(Ct))).Stored);
    });

    private async Task RefusedAsync(TenantId tenant, Guid id, Action<IPsaSession> stage)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => CommitAsync(tenant, stage));
        Assert.Equal(StoreErrors.Duplicate, refusal.Code);
        Assert.Equal([id], refusal.Ids);
    }
}
