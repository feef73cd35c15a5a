using FsCheck.Fluent;
using Psa.Lists;
using Psa.Records;
using Psa.Testing;

namespace Psa.Domain.Tests.Lists;

/// <summary>Filters by chance over invoices, contracts, tickets, quotes and orders by chance (R-FILTER), as <see cref="ListLaws"/> has them of sales items.</summary>
public sealed class RecordListLaws
{
    public static TheoryData<ListKind> Lists { get; } = [ListKind.Invoices, ListKind.Contracts, ListKind.Tickets, ListKind.Quotes, ListKind.Orders];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_filter_finds_the_same_in_the_same_order_as_one_who_looks_at_everything(ListKind list) =>
        Check(6, async random => await HoldsAsync(await RecordLists.MakeAsync(list, random, random.Next(6) == 0 ? 200 : 40), random));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Sqlite_finds_the_same(ListKind list) => Check(1, async random => await HoldsAsync(await RecordLists.MakeAsync(list, random, 40, "sqlite"), random));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Not_gives_the_others(ListKind list) => Check(10, async random =>
    {
        var world = await RecordLists.MakeAsync(list, random, 30);
        var all = Ids(world.Expected(new() { Day = ListedWorld.Day }));
        for (var n = 0; n < 15; n++)
        {
            var filter = world.AFilter(3);
            var (found, others) = (await world.FindAsync(new() { Filter = filter, Day = ListedWorld.Day }, 1000), await world.FindAsync(new() { Filter = ListFilter.Not(filter), Day = ListedWorld.Day }, 1000));
            Assert.Equal(all.Order(StringComparer.Ordinal), Ids(found).Concat(Ids(others)).Order(StringComparer.Ordinal));
        }
    });

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_field_is_tried(ListKind list)
    {
        var world = await RecordLists.MakeAsync(list, new Random(1), 1);
        Assert.Equal(ListFields.Of(list).AsEnumerable().Select(static field => field.Name).Order(StringComparer.Ordinal), world.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(ListFields.Of(list).AsEnumerable().Where(static field => field.CanSort).Select(static field => field.Name).Order(StringComparer.Ordinal), world.Sorted.Order(StringComparer.Ordinal));
    }

    // by every field both ways, and as nobody says
    private static async Task HoldsAsync(IRecordWorld world, Random random)
    {
        foreach (var sortBy in world.Sorted.Append(null))
        {
            foreach (var descending in new[] { false, true })
            {
                var request = world.ARequest(sortBy, descending);
                var size = random.Next(3) == 0 ? 1 + random.Next(7) : 1000;
                Assert.Equal((request, world.Expected(request)), (request, await world.FindAsync(request, size)));
            }
        }
    }

    private static List<string> Ids(string ids) => [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static void Check(int maxTest, Func<Random, Task> law) => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(ArbMap.Default.GeneratorFor<int>().Select(static seed => seed & int.MaxValue)),
            seed =>
            {
                law(new Random(seed)).GetAwaiter().GetResult();
                return true;
            }),
        maxTest);
}
