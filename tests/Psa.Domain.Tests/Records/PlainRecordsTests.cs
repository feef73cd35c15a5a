using NodaTime;
using Psa.Charges;
using Psa.Records;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Records;

/// <summary>What is looked at in short says the same as what is looked at in full.</summary>
public sealed class PlainRecordsTests
{
    [Fact]
    public void Text_is_bad_with_a_zero_or_half_a_character_wherever_it_stands()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var letter = (char)code;
            var isBad = letter == '\0' || char.IsSurrogate(letter);
            Assert.All([$"{letter}", $"{letter}b", $"a{letter}", $"a{letter}\uFFFDb"], text => Assert.Equal(isBad, StoredText.IsBad(text)));
        }

        Assert.All(["", "a", "\uD83D\uDE00", "\uE000\uD83D\uDE00\uFFFF", "\uD83D\uDE00\uD83D\uDE00"], static text => Assert.False(StoredText.IsBad(text)));
        Assert.All(["\uDE00\uD83D", "\uD83D\uDE00\uDE00", "\uD83D\uD83D\uDE00", "\uFFFF\uD83D", "\uD83D\uDE00\0"], static text => Assert.True(StoredText.IsBad(text)));
    }

    /// <summary>A property with text, or a day with a column, that is new stands here once <c>PlainRecords</c> looks at it.</summary>
    [Fact]
    public void All_that_can_be_bad_in_items_and_ledgers_is_looked_at()
    {
        Assert.Equal(["basis", "cancelReason", "lines", "number", "override", "previousBasis", "terms", "work"], Looked<SalesItem>());
        Assert.Equal(["serviceCode"], Looked<PartLedger>());
        Assert.Equal(["billingDate", "periodStart"], Days<SalesItem>());
        Assert.Equal(["dirtyFrom", "through"], Days<PartLedger>());
    }

    private static IEnumerable<string> Looked<T>() =>
        RecordTexts.FindersOf(PsaJsonContext.Default.GetTypeInfo(typeof(T))!).Select(static finder => finder.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Days<T>() =>
        PsaJsonContext.Default.GetTypeInfo(typeof(T))!.Properties
            .Where(static property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is var type && (type == typeof(LocalDate) || type == typeof(Instant)))
            .Select(static property => property.Name)
            .Order(StringComparer.Ordinal);
}
