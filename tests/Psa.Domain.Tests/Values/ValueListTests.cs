namespace Psa.Domain.Tests.Values;

public class ValueListTests
{
    [Fact]
    public void Lists_are_equal_by_their_elements()
    {
        ValueList<int> left = [1, 2, 3];
        ValueList<int> right = new[] { 1, 2, 3 }.ToValueList();

        Assert.True(left == right && left.GetHashCode() == right.GetHashCode() && left.Equals((object)right));
        Assert.True(left != [1, 2] && left != [1, 3, 2]);
    }

    [Fact]
    public void The_default_value_is_the_empty_list()
    {
        Assert.True(default(ValueList<string>).IsEmpty && default(ValueList<string>) == []);
        Assert.Empty(ValueList<string>.Empty);
        Assert.Empty(Array.Empty<string>().ToValueList());
        Assert.Equal(Array.Empty<string>().ToValueList(), default);
        Assert.Throws<ArgumentOutOfRangeException>(() => default(ValueList<int>)[0]);
        Assert.Equal([7], default(ValueList<int>).Add(7));
        Assert.Equal([7, 8], default(ValueList<int>).AddRange([7, 8]));
    }

    [Fact]
    public void Changing_makes_another_list()
    {
        ValueList<int> list = [1, 2];

        Assert.Equal([1, 2, 3], list.Add(3));
        Assert.Equal([1, 2, 3, 4], list.AddRange([3, 4]));
        Assert.Equal([9, 2], list.SetItem(0, 9));
        Assert.Equal([1, 2], list);
        Assert.Equal("[1, 2]", list.ToString());
    }

    [Fact]
    public void Enumerating_gives_the_elements_in_order()
    {
        ValueList<int> list = [1, 2, 3];
        var seen = new List<int>();
        foreach (var item in list)
        {
            seen.Add(item);
        }

        Assert.Equal([1, 2, 3], seen);
        Assert.Equal([2, 4, 6], list.Select(item => item * 2));
    }

    [Fact]
    public async Task A_loop_may_await()
    {
        ValueList<int> list = [1, 2, 3];
        var (seen, none) = (new List<int>(), default(ValueList<int>));
        foreach (var item in list)
        {
            await Task.Yield();
            seen.Add(item);
        }

        foreach (var item in none)
        {
            await Task.Yield();
            seen.Add(item);
        }

        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public void Enumerating_allocates_nothing()
    {
        ValueList<string> list = ["a", "b"];
        var (length, none) = (0, default(ValueList<string>));
        Assert.Equal(0, Psa.Testing.Allocations.Of(() =>
        {
            foreach (var item in list)
            {
                length += item.Length;
            }

            foreach (var item in none)
            {
                length += item.Length;
            }
        }));
        Assert.True(length > 0);
    }
}
