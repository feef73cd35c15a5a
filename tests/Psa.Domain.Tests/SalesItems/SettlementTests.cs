using NodaTime;
using Psa.SalesItems;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>The figures of R-DECIDED (spec 5a).</summary>
public sealed class SettlementTests
{
    /// <summary>Items as <c>computed[→net][c|r][-credited]</c>: overridden, canceled or released, credited.</summary>
    [Theory]
    [InlineData("first bill", "", 100, "100 100", 100)]
    [InlineData("decided-canceled-then-suspended", "100c", 0, "-100 0", 0)]
    [InlineData("decided-overridden-60-then-suspended", "100>60", 0, "-100 -60", 0)]
    [InlineData("decided-overridden-60-then-half", "100>60", 50, "-50 -50", 10)]
    [InlineData("decided-overridden-20-then-half", "100>20", 50, "-50 -20", 0)]
    [InlineData("decided-overridden-up-then-suspended", "100>120", 0, "-100 -120", 0)]
    [InlineData("… and the suspension taken back", "100>120 -100:-120", 100, "100 120", 120)]
    [InlineData("decided-overridden-up-then-half", "100>120", 50, "-50 -50", 70)]
    [InlineData("decided-canceled-after-a-correction", "100c -50", 50, "0 50", 0)]
    [InlineData("decided-credit-canceled-then-terminated", "100 -50c", 0, "-50 -100", 0)]
    [InlineData("… only another quarter suspended", "100 -50c", 25, "-25 -25", 75)]
    [InlineData("decided-credited-then-terminated", "100-100", 0, "-100 0", 0)]
    [InlineData("decided-credited-in-part-then-half", "100-30", 50, "-50 -50", 20)]
    [InlineData("decided-canceled-there-and-back", "100c -100:0", 100, "100 0", 0)]
    [InlineData("decided-canceled-then-raised", "100c", 110, "10 10", 10)]
    [InlineData("decided-refund-refused-at-zero", "100 -100c", 0, "", 100)]
    [InlineData("decided-refund-reduced-at-zero", "100 -100>-60", 0, "", 40)]
    [InlineData("decided-refund-refused-then-taken-back", "100 -50c", 100, "50 0", 100)]
    [InlineData("decided-raise-waived-then-taken-back", "100 10c", 100, "-10 0", 100)]
    [InlineData("decided-raise-waived-then-raised-again", "100 10c", 120, "10 10", 110)]
    [InlineData("released counts nowhere", "100cr", 100, "100 100", 100)]
    [InlineData("a decision stands again with what it was about", "100c -100:0 100:0", 0, "-100 0", 0)]
    public void Decisions_stand_as_long_as_what_they_were_about(string vector, string items, int expected, string next, int borne)
    {
        var made = items.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Item).ToList();
        var found = Settlement.Next(made, Eur(expected));
        Assert.Equal((vector, next), (vector, found is { } item ? FormattableString.Invariant($"{item.Computed.Amount:0} {item.Net.Amount:0}") : string.Empty));
        var after = made.Where(i => !i.Released).Aggregate(Eur(0), (sum, i) => sum + i.Borne()) + (found?.Net ?? Eur(0));
        Assert.Equal((vector, Eur(borne)), (vector, after));
    }

    /// <summary>The first of the items is given back by others, as much of it as is said.</summary>
    [Theory]
    [InlineData("100 200-200", 100, "-100 -100", 0)]
    [InlineData("100 200-200 -100", 100, "", 0)]
    [InlineData("200-200 100 200-200", 0, "", 100)]
    [InlineData("100 200-200 -100>-60", 100, "", 40)]
    [InlineData("100>60 200", 60, "-60 -60", 200)]
    [InlineData("100 -100>-60", 0, "100 60", 100)]
    [InlineData("100 50 -50 30-30", 100, "-100 -100", 0)]
    public void What_is_given_back_beside_leaves_what_was_decided_and_credited_of_others(string items, int back, string next, int borne)
    {
        var made = items.Split(' ').Select(Item).ToList();
        made[0] = made[0] with { GivenBack = Eur(back) };
        var expected = made.Where((item, place) => place != made.Count - 1 || item.Computed != -Eur(100)).Aggregate(Eur(0), (sum, item) => sum + item.Computed);
        var found = Settlement.Next(made, expected);
        Assert.Equal(next, found is { } item ? FormattableString.Invariant($"{item.Computed.Amount:0} {item.Net.Amount:0}") : string.Empty);
        Assert.Equal(Eur(borne), made.Aggregate(Eur(0), (sum, i) => sum + i.Borne()) + (found?.Net ?? Eur(0)));
    }

    private static SalesItem Item(string text, int ordinal)
    {
        var (isReleased, rest) = text.EndsWith('r') ? (true, text[..^1]) : (false, text);
        (var isCanceled, rest) = rest.EndsWith('c') ? (true, rest[..^1]) : (false, rest);
        var parts = rest.Split('>', ':', '-') is var _ && rest.LastIndexOf('-') > 0 && !rest.Contains('>') && !rest.Contains(':') ? rest.Split('-', 2) : [rest];
        var (first, credited) = (parts[0], parts.Length > 1 ? parts[1] : null);
        var computed = int.Parse(first.Split('>', ':')[0], System.Globalization.CultureInfo.InvariantCulture);
        var net = first.Split('>', ':') is [_, var other] ? int.Parse(other, System.Globalization.CultureInfo.InvariantCulture) : computed;
        return new()
        {
            Id = new(new Guid(ordinal, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])),
            Tenant = Book.Tenant,
            Customer = default,
            BillingEntity = default,
            Currency = Currency.EUR,
            Source = SalesItemSource.ContractPart,
            BillingDate = Book.Start,
            Status = isCanceled ? SalesItemStatus.Canceled : SalesItemStatus.Pending,
            Lines = [],
            TotalBeforeDiscount = Eur(computed),
            Computed = Eur(computed),
            Net = Eur(net),
            Ordinal = ordinal,
            Override = first.Contains('>') ? new("Ann", Instant.MinValue, "goodwill") { Original = Eur(computed) } : null,
            Credited = credited is null ? null : Eur(int.Parse(credited, System.Globalization.CultureInfo.InvariantCulture)),
            Released = isReleased,
        };
    }

    private static Money Eur(int amount) => Money.Of(amount, Currency.EUR);
}
