using System.Reflection;
using System.Runtime.CompilerServices;
using Psa.Storage;

namespace Psa.TestKit;

/// <summary>The promises about lists that are read page by page: the pages, put together, are the list, wherever they are cut.</summary>
internal sealed partial class RecordKind<T>
{
    private const string Matching = nameof(Matching);

    private readonly MethodInfo? _listing = RoomOf(type).GetMethod(Matching, BindingFlags.Static | BindingFlags.NonPublic);

    internal override bool IsListed => _listing is not null;

    internal override async Task PagesAreRightAsync(IPsaStore store, int seed)
    {
        var pools = PoolsOf(seed);
        TenantRows<T>[] tenants = [new(type, Some.Tenant(), pools, seed), new(type, Some.Tenant(), pools, seed + 1_000_000)];
        for (var commit = 0; commit < Commits; commit++)
        {
            foreach (var rows in tenants)
            {
                await rows.ChangeAsync(store, commit == 0 ? 40 : 20);
            }

            await using var session = await store.OpenAsync(tenants[0].Tenant);
            for (var i = 0; i < Questions; i++)
            {
                var (question, listing) = MakeListing(pools);
                await Output.NamedAsync(question, async () =>
                {
                    var expected = listing.All.Apply(tenants[0].Rows).ToList();
                    Assert.Equal(expected, await PagedAsync(session.Of<T>(), listing, pools));
                    Assert.Equal(expected.Count, await session.Of<T>().CountAsync(listing.All));
                });
            }
        }
    }

    internal override async Task AskListAsync(IPsaSession session, object filter)
    {
        var listing = (Listing<T>)_listing!.Invoke(null, [filter, .. Enumerable.Repeat<object?>(null, _listing.GetParameters().Length - 1)])!;
        var somewhere = new RandomRecords(1) { IsFull = true }.Entity<T>(session.Tenant);
        foreach (var query in listing.After(place: null).Concat(listing.After([.. listing.Order.Select(column => column.ValueOf(somewhere))])))
        {
            await session.Of<T>().QueryAsync(query.Take(10)).ToListAsync();
        }
    }

    private static async Task<List<T>> PagedAsync(IRepository<T> repository, Listing<T> listing, Pools pools)
    {
        var (found, isLast) = (new List<T>(), false);
        while (!isLast)
        {
            var (size, before) = (1 + pools.Next(20), found.Count);
            IReadOnlyList<object?>? place = before == 0 ? null : [.. listing.Order.Select(column => column.ValueOf(found[^1]))];
            foreach (var query in listing.After(place))
            {
                found.AddRange(await repository.QueryAsync(query.Take(before + size - found.Count)).ToListAsync());
            }

            isLast = found.Count < before + size;
        }

        return found;
    }

    private (string Question, Listing<T> Listing) MakeListing(Pools pools)
    {
        object?[] arguments = [.. _listing!.GetParameters().Select((parameter, place) => place == 0 ? MakeFilter(parameter.ParameterType, pools) : pools.Next(3) > 0 ? null : pools.Argument(parameter.ParameterType))];
        return (string.Join(", ", arguments.Select(Show)), (Listing<T>)_listing.Invoke(null, arguments)!);
    }

    // most of a filter is left open
    private static object MakeFilter(Type type, Pools pools)
    {
        var filter = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var isOpen = !property.IsDefined(typeof(RequiredMemberAttribute)) && (Nullable.GetUnderlyingType(property.PropertyType) is not null || !property.PropertyType.IsValueType);
            if (!isOpen || pools.Next(4) == 0)
            {
                property.SetValue(filter, pools.Key(property.PropertyType));
            }
        }

        return filter;
    }
}
