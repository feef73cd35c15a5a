using System.Reflection;
using Psa.Records;
using Psa.Storage;

namespace Psa.TestKit;

/// <summary>The promises about queries: whatever is stored, the answer is what the query says.</summary>
internal sealed partial class RecordKind<T>
{
    private const int Commits = 3;
    private const int Questions = 4;

    /// <summary>Makes each declared query of some values; a new one is found by its type.</summary>
    private readonly Dictionary<string, Func<Pools, (string Question, Query<T> Query)>> _queries = FindQueries(type);

    private HashSet<string>? _keys;

    internal override IEnumerable<string> Queries => _queries.Keys;

    internal override async Task AnswersAreRightAsync(IPsaStore store, string query, int seed)
    {
        var pools = PoolsOf(seed);
        TenantRows<T>[] tenants = [new(type, Some.Tenant(), pools, seed), new(type, Some.Tenant(), pools, seed + 1_000_000)];
        for (var commit = 0; commit < Commits; commit++)
        {
            foreach (var rows in tenants)
            {
                await rows.ChangeAsync(store, commit == 0 ? 40 : 20);
            }

            foreach (var rows in tenants)
            {
                await using var session = await store.OpenAsync(rows.Tenant);
                for (var i = 0; i < Questions; i++)
                {
                    var (question, made) = _queries[query](pools);
                    await Output.NamedAsync(question, async () =>
                    {
                        await CompareAsync(session.Of<T>(), made, rows.Rows, pools);
                        if (i == 0)
                        {
                            await CompareLimitsAsync(session.Of<T>(), made, rows.Rows);
                        }
                    });
                }
            }
        }
    }

    internal override async Task FillAsync(IPsaStore store, TenantId tenant, int count)
    {
        var random = new RandomRecords(count);
        var unique = type.Indexes.Where(index => index.Unique is not null).Select(index => (Index: index, Seen: new SortedSet<T>(index))).ToList();
        await using var session = await store.OpenAsync(tenant);
        for (var n = 0; n < count; n++)
        {
            var record = random.Entity<T>(tenant);
            if (unique.TrueForAll(one => !one.Index.Holds(record) || one.Seen.Add(record)))
            {
                session.Of<T>().Add(record);
            }
        }

        await session.CommitAsync();
    }

    internal override async Task<bool> AskAsync(IPsaSession session, string query)
    {
        var made = Enumerable.Range(0, Attempts).Select(seed => _queries[query](PoolsOf(seed)).Query).First(one => one.IsCovered);
        await session.Of<T>().QueryAsync(made).ToListAsync();
        return IsOrdered(made) && !made.IsSparse;
    }

    private static async Task CompareAsync(IRepository<T> repository, Query<T> query, IReadOnlyCollection<T> rows, Pools pools)
    {
        var expected = query.Apply(rows).ToList();
        var (passed, limit) = (pools.Next(expected.Count + 2), pools.Next(expected.Count + 2));
        Same(query, expected, await repository.QueryAsync(query).ToListAsync());
        Assert.Equal(expected.Count, await repository.CountAsync(query.Pass(passed).Take(limit)));
        var some = await repository.QueryAsync(query.Pass(passed).Take(limit)).ToListAsync();
        if (IsOrdered(query))
        {
            Assert.Equal(expected.Skip(passed).Take(limit), some);
        }
        else
        {
            Assert.Equal(expected.Skip(passed).Take(limit).Count(), some.Count);
            Assert.Equal(some.Count, some.Distinct().Count());
            Assert.Subset(expected.ToHashSet(), some.ToHashSet());
        }
    }

    private static async Task CompareLimitsAsync(IRepository<T> repository, Query<T> query, IReadOnlyCollection<T> rows)
    {
        Assert.Empty(await repository.QueryAsync(query.Take(0)).ToListAsync());
        Assert.Empty(await repository.QueryAsync(query.Pass(long.MaxValue)).ToListAsync());
        Same(query, [.. query.Apply(rows)], await repository.QueryAsync(query.Pass(0).Take(int.MaxValue)).ToListAsync());
    }

    private static void Same(Query<T> query, List<T> expected, List<T> answer)
    {
        if (IsOrdered(query))
        {
            Assert.Equal(expected, answer);
        }
        else
        {
            Assert.Equal(expected.OrderBy(row => row.Id), answer.OrderBy(row => row.Id));
        }
    }

    private static bool IsOrdered(Query<T> query) => query.Where.All(condition => condition.Operator != ConditionOperator.OneOf);

    private static Dictionary<string, Func<Pools, (string Question, Query<T> Query)>> FindQueries(RecordType<T> type) =>
        new[] { typeof(RecordType<T>), RoomOf(type) }
            .SelectMany(room => room.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(Query<T>))
            .ToDictionary(method => method.IsSpecialName ? method.Name["get_".Length..] : method.Name, Asking, StringComparer.Ordinal);

    private static Func<Pools, (string Question, Query<T> Query)> Asking(MethodInfo method) => pools =>
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter => pools.Argument(parameter.ParameterType))];
        return ($"{method.Name}({string.Join(", ", arguments.Select(Show))})", (Query<T>)method.Invoke(null, arguments)!);
    };

    private static string? Show(object? argument) => argument is Array list ? $"[{string.Join(", ", list.Cast<object>())}]" : FormattableString.Invariant($"{argument ?? "null"}");

    /// <summary>Finds the class that declares the kind of record and its queries.</summary>
    private static Type RoomOf(RecordType<T> type) =>
        typeof(RecordTypes).Assembly.GetTypes().Single(room => room
            .GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Any(property => property.PropertyType == typeof(RecordType<T>) && property.GetValue(null) == type));

    private Pools PoolsOf(int seed) => new(seed, typeof(T), _keys ??= FindKeys());

    // the properties by which records are found
    private HashSet<string> FindKeys() =>
        type.Indexes.SelectMany(index => index.Columns.Concat(index.Only.Select(only => only.Column)))
            .Select(column => column.IsDerived ? column.Name.Replace("Fold", string.Empty, StringComparison.Ordinal) : column.Name)
            .Concat(_listing?.GetParameters()[0].ParameterType.GetProperties().Select(property => property.Name).Where(name => typeof(T).GetProperty(name) is not null) ?? [])
            .Where(name => name != nameof(IEntity<>.Id) && typeof(T).GetProperty(name) is { CanWrite: true })
            .ToHashSet(StringComparer.Ordinal);
}
