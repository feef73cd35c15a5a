namespace Psa.Domain.Tests.Values;

/// <summary>R-TEXT: what stands at the ends of a text and is nothing.</summary>
public sealed class TextEndsTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData(" \t\r\n", "")]
    [InlineData("\ufeff", "")]
    [InlineData("a", "a")]
    [InlineData(" a b ", "a b")]
    [InlineData("\u00a0\u2003a\u3000\u2028", "a")]
    [InlineData("\ufeff\u200b\u2060a\u200b \ufeff", "a")]
    [InlineData("a\u200bb", "a\u200bb")]
    [InlineData("\u200da", "\u200da")]
    public void White_space_and_what_has_no_width_is_cut_at_both_ends(string? text, string? expected)
    {
        Assert.Equal(expected, TextEnds.Trim(text));
        Assert.True(expected is null || TextEnds.IsTrimmed(expected));
    }
}
