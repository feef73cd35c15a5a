using FsCheck.Fluent;
using Psa.Domain.Tests.Services;
using Psa.Lists;
using Psa.SalesItems;
using Psa.Services;
using Psa.Testing;

namespace Psa.Domain.Tests.Lists;

/// <summary>Filters by chance over items by chance (R-FILTER): the same items in the same order as a list that looks at every item, in the store that <c>PSA_TEST_STORE</c> names.</summary>
public sealed class ListLaws
{
    private const int FiltersOfAWorld = 25;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_filter_finds_the_same_in_the_same_order_as_one_who_looks_at_everything() => Check(40, async random =>
    {
        var world = await ListedWorld.MakeAsync(random, random.Next(8) == 0 ? 300 : 40);
        await HoldsAsync(world, random);
    });

    [Fact]
    public void What_is_much_is_read_part_by_part() => Check(2, async random => await HoldsAsync(await ListedWorld.MakeAsync(random, 1_300), random));

    [Fact]
    public void Sqlite_finds_the_same() => Check(2, async random => await HoldsAsync(await ListedWorld.MakeAsync(random, 60, "sqlite"), random));

    [Fact]
    public void Not_gives_the_others() => Check(20, async random =>
    {
        var world = await ListedWorld.MakeAsync(random, 30);
        for (var n = 0; n < FiltersOfAWorld; n++)
        {
            var filter = AFilter(world, random, 3);
            var (found, others) = (await FindAsync(world, new() { Filter = filter, Day = ListedWorld.Day }, 1000), await FindAsync(world, new() { Filter = ListFilter.Not(filter), Day = ListedWorld.Day }, 1000));
            Assert.Equal(world.Items.Keys.Order(), found.Concat(others).Order());
        }
    });

    [Fact]
    public void Whatever_changes_between_pages_what_does_not_is_seen_once() => Check(40, async random =>
    {
        var world = await ListedWorld.MakeAsync(random, 25);
        var request = ARequest(world, random);
        var untouched = world.Items.Keys.ToHashSet();
        var (seen, page) = (new List<Id<SalesItem>>(), new PageRequest { Size = 1 + random.Next(5) });
        do
        {
            var found = await SearchAsync(world, request, page);
            seen.AddRange(found.Items.Select(item => item.Id));
            page = page with { After = found.Next, Size = 1 + random.Next(5) };
            untouched.ExceptWith(await world.StirAsync());
        }
        while (page.After is not null);

        var kept = ReferenceList.Find(world, request).Select(item => item.Id).Where(untouched.Contains);
        Assert.Equal(kept, seen.Where(untouched.Contains));
    });

    private static async Task HoldsAsync(ListedWorld world, Random random)
    {
        for (var n = 0; n < FiltersOfAWorld; n++)
        {
            var request = ARequest(world, random);
            var expected = ReferenceList.Find(world, request).Select(item => item.Id).ToList();
            var size = random.Next(3) == 0 ? 1 + random.Next(7) : 1000;
            Assert.Equal((request, string.Join(' ', expected)), (request, string.Join(' ', await FindAsync(world, request, size))));
        }
    }

    private static async Task<List<Id<SalesItem>>> FindAsync(ListedWorld world, ListRequest request, int size)
    {
        var (found, page) = (new List<Id<SalesItem>>(), new PageRequest { Size = size, WithCount = true });
        long count;
        do
        {
            var next = await SearchAsync(world, request, page);
            Assert.True(next.Items.Count == size || next.Next is null);
            found.AddRange(next.Items.Select(item => item.Id));
            (page, count) = (page with { After = next.Next }, next.Count!.Value);
        }
        while (page.After is not null);

        Assert.Equal(found.Count, count);
        return found;
    }

    private static Task<Page<SalesItem>> SearchAsync(ListedWorld world, ListRequest request, PageRequest page) =>
        new SalesItemService(world.Store, new TestClock(default), new OrderedIdGenerator(new TestClock(default))).SearchAsync(AnOffice.Ann, request, page, Token);

    private static ListRequest ARequest(ListedWorld world, Random random) => new()
    {
        Filter = random.Next(6) == 0 ? null : AFilter(world, random, 3),
        Search = random.Next(5) == 0 ? world.Any("a", "bak BART", "\"Bakery Bart\"", "é", "1", "a b") : null,
        SortBy = random.Next(4) == 0 ? null : world.Any(ReferenceList.Fields.Where(field => !field.IsMany)).Name,
        Descending = random.Next(2) == 0,
        Day = ListedWorld.Day,
    };

    private static ListFilter AFilter(ListedWorld world, Random random, int depth)
    {
        switch (depth == 0 ? 3 : random.Next(6))
        {
            case 0:
                return ListFilter.Not(AFilter(world, random, depth - 1));
            case 1:
                return ListFilter.Any([.. Enumerable.Range(0, random.Next(4)).Select(_ => AFilter(world, random, depth - 1))]);
            case 2 or 5:
                return ListFilter.All([.. Enumerable.Range(0, random.Next(4)).Select(_ => AFilter(world, random, depth - 1))]);
            default:
                return AComparison(world, random);
        }
    }

    private static ListFilter AComparison(ListedWorld world, Random random)
    {
        var field = world.Any(ReferenceList.Fields);
        var isOrdered = !field.IsMany && field.Kind is "text" or "number" or "money" or "date";
        var how = world.Any(Enum.GetValues<FilterOperator>().Where(how => how is FilterOperator.Equal or FilterOperator.NotEqual or FilterOperator.OneOf or FilterOperator.Empty
            || (how == FilterOperator.Contains ? field.Kind == "text" : isOrdered && !field.IsMany)));
        var values = Enumerable.Range(0, how switch { FilterOperator.Empty => 0, FilterOperator.Between => 2, FilterOperator.OneOf => 1 + random.Next(3), _ => 1 }).Select(_ => AValue(world, random, field)).ToArray();
        if (how == FilterOperator.Between)
        {
            values = Between(field.Kind, values);
        }

        return ListFilter.Where(field.Name, how, values);
    }

    private static string[] Between(string kind, string[] ends)
    {
        var item = ReferenceList.Parse(kind, ends[0]);
        return item switch
        {
            Money first when first.Currency != ((Money)ReferenceList.Parse(kind, ends[1])).Currency => [ends[0], ends[0]],
            Money first => first.Amount <= ((Money)ReferenceList.Parse(kind, ends[1])).Amount ? ends : [ends[1], ends[0]],
            string => [ends[0], ends[0]],
            IComparable first when first.CompareTo(ReferenceList.Parse(kind, ends[1])) > 0 => [ends[1], ends[0]],
            _ => ends,
        };
    }

    private static string AValue(ListedWorld world, Random random, (string Name, string Kind, bool IsMany) field)
    {
        // mostly one that occurs
        var values = ReferenceList.Values(world, world.Any(world.Items.Values), field.Name);
        return values.Length > 0 && random.Next(5) > 0
            ? ReferenceList.Write(field.Kind, world.Any(values))
            : field.Kind switch
            {
                "text" => world.Any(ListedWorld.Texts),
                "id" => ListedWorld.Guid(random.Next(3)).ToString(),
                "source" => world.Any("Manual", "Order", "Ticket"),
                "status" => world.Any("Draft", "Pending", "Invoiced"),
                "date" => ReferenceList.Write("date", ListedWorld.Day.PlusDays(random.Next(-4, 5))),
                "money" => Money.FromMinorUnits(random.Next(-2, 3) * 100, world.Any(ListedWorld.Currencies)).ToString(),
                "truth" => world.Any("true", "false"),
                _ => world.Any("0", "1", "-2", "2.5"),
            };
    }

    private static void Check(int maxTest, Func<Random, Task> law) => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(ArbMap.Default.GeneratorFor<int>().Select(seed => seed & int.MaxValue)),
            seed =>
            {
                law(new Random(seed)).GetAwaiter().GetResult();
                return true;
            }),
        maxTest);
}
