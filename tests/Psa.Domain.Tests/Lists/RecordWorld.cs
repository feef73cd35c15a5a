using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Lists;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Domain.Tests.Lists;

/// <summary>Records of one kind made by chance, with much that is alike, and their customers: written as they are, whatever a service would make of them.</summary>
internal sealed class RecordWorld<T> : IRecordWorld
    where T : class, IEntity<T>
{
    private readonly Dice _dice;
    private readonly PlainList<T> _list;
    private readonly Func<IPsaStore, ListRequest, PageRequest, Task<Page<T>>> _search;
    private readonly IPsaStore _store;
    private readonly List<T> _records = [];

    private RecordWorld(IPsaStore store, Dice dice, PlainList<T> list, Func<IPsaStore, ListRequest, PageRequest, Task<Page<T>>> search) => (_store, _dice, _list, _search) = (store, dice, list, search);

    public IReadOnlyList<string> Fields => [.. _list.Fields.Select(static one => one.Name)];

    public IReadOnlyList<string> Sorted => [.. _list.Fields.Where(static one => !one.IsMany).Select(static one => one.Name)];

    public static async Task<IRecordWorld> MakeAsync(
        Dice dice, PlainList<T> list, Func<int, T> make, Func<IPsaStore, ListRequest, PageRequest, Task<Page<T>>> search, int count, string? store)
    {
        var world = new RecordWorld<T>(store is null ? await TestStores.CreateAsync() : await TestStores.CreateAsync(store), dice, list, search);
        await using var session = await world._store.OpenAsync(AnOffice.Tenant);
        foreach (var customer in dice.Customers)
        {
            session.Of<Customer>().Add(customer);
        }

        for (var n = 0; n < count; n++)
        {
            world._records.Add(session.Of<T>().Add(make(n)));
        }

        await session.CommitAsync();
        return world;
    }

    public ListRequest ARequest(string? sortBy, bool descending) => new()
    {
        Filter = _dice.Next(6) == 0 ? null : AFilter(3),
        Search = _dice.Next(5) == 0 ? _dice.Any("a", "bak BART", "\"Bakery Bart\"", "é", "1", "a b") : null,
        SortBy = sortBy,
        Descending = descending,
        Day = ListedWorld.Day,
    };

    public ListFilter AFilter(int depth) => (depth == 0 ? 3 : _dice.Next(6)) switch
    {
        0 => ListFilter.Not(AFilter(depth - 1)),
        1 => ListFilter.Any([.. Enumerable.Range(0, _dice.Next(4)).Select(_ => AFilter(depth - 1))]),
        2 or 5 => ListFilter.All([.. Enumerable.Range(0, _dice.Next(4)).Select(_ => AFilter(depth - 1))]),
        _ => AComparison(_dice.Any(_list.Fields)),
    };

    /// <summary>Gives the ids of all that a request finds, page by page.</summary>
    public async Task<string> FindAsync(ListRequest request, int size)
    {
        var (found, page) = (new List<Id<T>>(), new PageRequest { Size = size, WithCount = true });
        long count;
        do
        {
            var next = await _search(_store, request, page);
            Assert.True(next.Items.Count == size || next.Next is null);
            found.AddRange(next.Items.Select(static one => one.Id));
            (page, count) = (page with { After = next.Next }, next.Count!.Value);
        }
        while (page.After is not null);

        Assert.Equal(found.Count, count);
        return string.Join(' ', found);
    }

    public string Expected(ListRequest request) => string.Join(' ', _list.Find(_records, request));

    private ListFilter AComparison(PlainField<T> field)
    {
        var isOrdered = !field.IsMany && field.Kind is "text" or "number" or "money" or "date";
        var how = _dice.Any(Enum.GetValues<FilterOperator>().Where(how => how is FilterOperator.Equal or FilterOperator.NotEqual or FilterOperator.OneOf or FilterOperator.Empty
            || (how == FilterOperator.Contains ? field.Kind == "text" : isOrdered && !field.IsMany)));
        var values = Enumerable.Range(0, how switch { FilterOperator.Empty => 0, FilterOperator.Between => 2, FilterOperator.OneOf => 1 + _dice.Next(3), _ => 1 }).Select(_ => AValue(field)).ToArray();
        return ListFilter.Where(field.Name, how, how == FilterOperator.Between ? Ends(field, values) : values);
    }

    // the lower end first; of what has no order that everybody knows, the same twice
    private static string[] Ends(PlainField<T> field, string[] ends) => (field.Parse(ends[0]), field.Parse(ends[1])) switch
    {
        (Money first, Money last) => first.Currency != last.Currency ? [ends[0], ends[0]] : first.Amount <= last.Amount ? ends : [ends[1], ends[0]],
        (string, _) => [ends[0], ends[0]],
        (IComparable first, var last) when first.CompareTo(last) > 0 => [ends[1], ends[0]],
        _ => ends,
    };

    private string AValue(PlainField<T> field)
    {
        // mostly one that occurs
        var values = field.Values(_dice.Any(_records));
        return values.Length > 0 && _dice.Next(5) > 0
            ? field.Write(_dice.Any(values))
            : field.Kind switch
            {
                "text" => _dice.Any(ListedWorld.Texts),
                "id" => ListedWorld.Guid(_dice.Next(3)).ToString(),
                "choice" => _dice.Any(field.Choices!),
                "date" => ReferenceList.Write("date", _dice.Day()),
                "money" => _dice.Amount(_dice.Any(ListedWorld.Currencies)).ToString(),
                "truth" => _dice.Any("true", "false"),
                _ => _dice.Any("0", "1", "-2", "2.5"),
            };
    }
}
