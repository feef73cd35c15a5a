using System.Globalization;
using System.Reflection;

namespace Psa.Packages.Tests.Wishes;

public class WishListTests
{
    /// <summary>What a host's developer wants to do with what there is now, by number.</summary>
    private static readonly int[] Now = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 30, 31, 34, 35, 36, 37, 38, 39];

    [Fact]
    public void Each_wish_has_its_test()
    {
        var tested = typeof(WishListTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method => method.Name.StartsWith("Wish", StringComparison.Ordinal))
            .Select(method => int.Parse(method.Name.AsSpan(4, 2), CultureInfo.InvariantCulture))
            .Distinct();

        Assert.Equal(Now, tested.Order());
    }
}
