using FsCheck;
using FsCheck.Fluent;
using Psa.Customers;
using Psa.Records;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Domain.Tests.Records;

/// <summary>An index that is first asked for after some commits answers as one that was asked for before them, and both as the plain search does.</summary>
public sealed class TableTests
{
    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59"));

    [Fact]
    public void It_does_not_matter_when_an_index_is_first_asked_for() =>
        PropertyCheck.That(Prop.ForAll(Commits().ToArbitrary(), Follow), maxTest: 200);

    [Fact]
    public void Of_changes_of_one_commit_the_first_that_is_stale_is_named()
    {
        var table = With(Table<Customer>.Create(CustomerRecords.Type), [new(StagedChangeKind.Add, Make(2, 1, 1), 0), new(StagedChangeKind.Add, Make(1, 2, 1), 0)]);
        var refusal = Assert.Throws<ConcurrencyConflictException>(
            () => With(table, [new(StagedChangeKind.Update, Make(2, 1, 5), 4), new(StagedChangeKind.Update, Make(1, 2, 5), 4)]));
        Assert.Equal(Make(2, 1, 1).Id.Value, refusal.Ids[0]);
    }

    private static bool Follow((int Place, int Number, bool IsRemoval)[][] commits)
    {
        var (asked, unasked) = (Table<Customer>.Create(CustomerRecords.Type), Table<Customer>.Create(CustomerRecords.Type));
        Ask(asked);
        foreach (var commit in commits)
        {
            var changes = new List<StagedChange<Customer>>();
            foreach (var (place, number, isRemoval) in commit.DistinctBy(change => change.Place))
            {
                var stored = asked.Find(Make(place, number, 1).Id);
                if (stored is null ? !isRemoval : true)
                {
                    changes.Add(stored is null
                        ? new(StagedChangeKind.Add, Make(place, number, 1), 0)
                        : new(isRemoval ? StagedChangeKind.Remove : StagedChangeKind.Update, isRemoval ? stored : Make(place, number, stored.Version + 1), stored.Version));
                }
            }

            var (one, other) = (Try(asked, changes), Try(unasked, changes));
            Assert.Equal(one is null, other is null);
            (asked, unasked) = (one ?? asked, other ?? unasked);
        }

        Assert.Equal(asked.Rows.Between(0, asked.Rows.Count, descending: false), unasked.Rows.Between(0, unasked.Rows.Count, descending: false));
        for (var number = 0; number < 60; number++)
        {
            Assert.Equal(Ask(asked, number), Ask(unasked, number));
        }

        return true;
    }

    private static Table<Customer>? Try(Table<Customer> table, List<StagedChange<Customer>> changes)
    {
        try
        {
            return With(table, changes);
        }
        catch (RuleViolationException twice) when (twice.Code == StoreErrors.Duplicate)
        {
            return null;
        }
    }

    private static Table<Customer> With(Table<Customer> table, List<StagedChange<Customer>> changes) => table.With(table.Change(changes, out var edits), edits);

    private static List<Customer> Ask(Table<Customer> table, int number = 0)
    {
        var all = table.Rows.Between(0, table.Rows.Count, descending: false);
        var found = new List<Customer>();
        foreach (var query in (ReadOnlySpan<Query<Customer>>)
            [CustomerRecords.OfNumber($"N{number}"), CustomerRecords.PaidBy(Make(number, 0, 1).Id), RecordType<Customer>.Of([Make(number, 0, 1).Id, Make(number + 1, 0, 1).Id, Make(number, 0, 1).Id])])
        {
            List<Customer> answer = [.. table.Read(query)];
            Assert.Equal(query.Apply(all).OrderBy(one => one.Id), answer.OrderBy(one => one.Id));
            found.AddRange(answer);
        }

        return found;
    }

    private static Gen<(int Place, int Number, bool IsRemoval)[][]> Commits() =>
        from commits in Gen.Choose(1, 10)
        from all in Gen.ArrayOf(
            from size in Gen.Elements(1, 5, 40)
            from changes in Gen.ArrayOf(
                from place in Gen.Choose(0, 50)
                from number in Gen.Choose(0, 55)
                from kind in Gen.Choose(0, 4)
                select (place, number, kind == 0),
                size)
            select changes,
            commits)
        select all;

    private static Customer Make(int place, int number, long version) => new()
    {
        Id = new(new Guid(place, 0, 0, [0x80, 0, 0, 0, 0, 0, 0, 1])),
        Tenant = Tenant,
        Version = version,
        Payer = new(new Guid(number % 7, 0, 0, [0x80, 0, 0, 0, 0, 0, 0, 1])),
        Number = $"N{number}",
        Name = $"Customer {number}",
    };
}
