using Psa.Languages;

namespace Psa.Domain.Tests.Languages;

/// <summary>The languages of the library: complete, different, and not of the machine's culture.</summary>
public sealed class LanguageTests
{
    public static TheoryData<string> Tags => [.. DocumentLanguages.All.Select(language => language.Tag)];

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_word_is_there_and_takes_up_all_that_it_is_given(string tag)
    {
        var language = LanguageSet.BuiltIn.Find(tag);
        foreach (var method in typeof(ILanguage).GetMethods().Where(method => method.Name is not ("Date" or "Number" or "get_Tag")))
        {
            var given = method.GetParameters().Select((parameter, place) => Sample(parameter.ParameterType, place)).ToArray();
            var said = (string)method.Invoke(language, given)!;
            Assert.False(string.IsNullOrWhiteSpace(said), method.Name);
            Assert.All(given.Where(value => value is not bool), value => Assert.Contains(value.ToString()!, said, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_language_says_all_in_the_words_of_another()
    {
        foreach (var (one, other) in from one in DocumentLanguages.All.AsEnumerable() from other in DocumentLanguages.All.AsEnumerable() where one.Tag != other.Tag select (one, other))
        {
            var sentences = typeof(ILanguage).GetProperties().Where(word => ((string)word.GetValue(one)!).Contains(' ', StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(sentences);
            Assert.All(sentences, word => Assert.NotEqual(word.GetValue(one), word.GetValue(other)));
        }
    }

    [Theory]
    [InlineData("en", "1 Mar 2026", "-1,234,567.80", "1 block of 100")]
    [InlineData("de", "1. März 2026", "-1.234.567,80", "1 Block zu 100")]
    [InlineData("es", "1 de marzo de 2026", "-1.234.567,80", "1 bloque de 100")]
    [InlineData("ro", "1 martie 2026", "-1.234.567,80", "1 bloc de 100")]
    [InlineData("fr", "1er mars 2026", "-1\u202F234\u202F567,80", "1 bloc de 100")]
    public void Dates_numbers_and_plurals_are_the_language_s(string tag, string date, string number, string one)
    {
        var language = LanguageSet.BuiltIn.Find(tag);
        Assert.Equal((date, number, one), (language.Date(new(2026, 3, 1)), language.Number("-1234567.80"), language.Blocks("1", true, "100")));
        Assert.NotEqual(one.Replace('1', '3'), language.Blocks("3", false, "300"));
    }

    [Theory]
    [InlineData(1, "1 zi pe lună")]
    [InlineData(19, "19 zile pe lună")]
    [InlineData(20, "20 de zile pe lună")]
    [InlineData(101, "101 zile pe lună")]
    public void Romanian_counts_with_de_from_twenty_on(int days, string expected) => Assert.Equal(expected, DocumentLanguages.Romanian.DaysAMonth(days));

    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("fr-CA-x", "fr")]
    [InlineData("nl", "en")]
    [InlineData(null, "en")]
    public void A_tag_falls_back_to_its_language_and_then_to_English(string? tag, string expected) => Assert.Equal(expected, LanguageSet.BuiltIn.Find(tag).Tag);

    [Fact]
    public void A_host_s_language_goes_before_the_library_s()
    {
        var (language, _) = MarkedLanguage.Create();
        Assert.Same(language, new LanguageSet([language]).Find(MarkedLanguage.Tag));
    }

    private static object Sample(Type type, int place) =>
        type == typeof(string) ? $"#{place}" : type == typeof(long) ? (object)(long)(place + 31) : type == typeof(int) ? place + 31 : true;
}
