using System.Globalization;

namespace Psa.Domain.Tests.Borne;

/// <summary>The whole table of R-DECIDED, and what it says beside it.</summary>
public sealed class PlainDecisionsTests
{
    // an item is computed:ruled>net, x canceled, -n credited; ruled and net are the computed where they aren't said
    [Theory]
    [InlineData("first bill", "", "100.00", "100.00, 100.00", "100.00")]
    [InlineData("decided-canceled-then-suspended", "100.00 x", "0", "-100.00, 0.00", "0.00")]
    [InlineData("decided-overridden-60-then-suspended", "100.00>60.00", "0", "-100.00, -60.00", "0.00")]
    [InlineData("decided-overridden-60-then-half", "100.00>60.00", "50.00", "-50.00, -50.00", "10.00")]
    [InlineData("decided-overridden-20-then-half", "100.00>20.00", "50.00", "-50.00, -20.00", "0.00")]
    [InlineData("decided-overridden-up-then-suspended", "100.00>120.00", "0", "-100.00, -120.00", "0.00")]
    [InlineData("and the suspension taken back", "100.00>120.00; -100.00:-120.00", "100.00", "100.00, 120.00", "120.00")]
    [InlineData("decided-overridden-up-then-half", "100.00>120.00", "50.00", "-50.00, -50.00", "70.00")]
    [InlineData("decided-canceled-after-a-correction", "100.00 x; -50.00", "50.00", "0.00, 50.00", "0.00")]
    [InlineData("decided-credit-canceled-then-terminated", "100.00; -50.00 x", "0", "-50.00, -100.00", "0.00")]
    [InlineData("only another quarter suspended", "100.00; -50.00 x", "25.00", "-25.00, -25.00", "75.00")]
    [InlineData("decided-credited-then-terminated", "100.00 -100.00", "0", "-100.00, 0.00", "0.00")]
    [InlineData("decided-credited-in-part-then-half", "100.00 -30.00", "50.00", "-50.00, -50.00", "20.00")]
    [InlineData("decided-canceled-there-and-back", "100.00 x; -100.00:0.00", "100.00", "100.00, 0.00", "0.00")]
    [InlineData("decided-canceled-then-raised", "100.00 x", "110.00", "10.00, 10.00", "10.00")]
    [InlineData("decided-refund-refused-at-zero", "100.00; -100.00 x", "0", "nothing", "100.00")]
    [InlineData("decided-refund-reduced-at-zero", "100.00; -100.00>-60.00", "0", "nothing", "40.00")]
    [InlineData("decided-refund-refused-then-taken-back", "100.00; -50.00 x", "100.00", "50.00, 0.00", "100.00")]
    [InlineData("decided-raise-waived-then-taken-back", "100.00; 10.00 x", "100.00", "-10.00, 0.00", "100.00")]
    [InlineData("decided-raise-waived-then-raised-again", "100.00; 10.00 x", "120.00", "10.00, 10.00", "110.00")]
    public void A_decision_stands_as_long_as_what_it_was_about(string name, string items, string expected, string next, string borneAfter)
    {
        Assert.NotEmpty(name);
        var list = items.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Item).ToList();
        var found = PlainDecisions.Next(list, Cents(expected));
        Assert.Equal(next, found is { } item ? FormattableString.Invariant($"{item.Computed / 100m:0.00}, {item.Net / 100m:0.00}") : "nothing");
        Assert.Equal(Cents(borneAfter), list.Sum(one => one.Borne) + (found?.Net ?? 0));
        Assert.Equal(Cents(borneAfter), PlainDecisions.Target(list, Cents(expected)));
    }

    [Fact]
    public void A_released_item_is_neither_billed_nor_borne() =>
        Assert.Equal((10_000, 10_000), PlainDecisions.Next([Item("100.00 x") with { IsReleased = true }], 10_000));

    [Fact]
    public void Waivers_together_take_no_more_than_is_expected()
    {
        // reduced, suspended, taken back, then canceled; and what was reduced is credited in part
        PlainItem[] items = [Item("100.00>40.00 -30.00"), Item("-100.00:-40.00"), Item("100.00:40.00 x")];
        Assert.Equal(0, PlainDecisions.Target(items, 10_000));
        Assert.Equal((0, 3_000), PlainDecisions.Next(items, 10_000));
    }

    [Theory]
    [InlineData("100.00")]
    [InlineData("100.00 x")]
    [InlineData("100.00>60.00; -50.00")]
    [InlineData("100.00; -100.00 x")]
    [InlineData("100.00 -30.00; 20.00>10.00")]
    public void After_the_next_item_there_is_none(string items)
    {
        var list = items.Split(';', StringSplitOptions.TrimEntries).Select(Item).ToList();
        foreach (var expected in new[] { 0L, 1L, 5_000L, 10_000L, 12_345L, -2_000L })
        {
            var next = PlainDecisions.Next(list, expected);
            Assert.Null(PlainDecisions.Next(next is { } item ? [.. list, new(item.Computed, item.Net, item.Net)] : list, expected));
        }
    }

    private static PlainItem Item(string text)
    {
        var words = text.Split(' ');
        var (before, after) = words[0].Split('>') is [var one, var two] ? (one, two) : (words[0], null);
        var (computed, ruled) = before.Split(':') is [var first, var second] ? (first, second) : (before, before);
        return new(Cents(computed), Cents(ruled), Cents(after ?? ruled))
        {
            IsCanceled = words.Contains("x"),
            Credited = words.Length > 1 && words[1] != "x" ? -Cents(words[1]) : 0,
        };
    }

    private static long Cents(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);
}
