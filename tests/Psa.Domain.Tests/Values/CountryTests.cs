namespace Psa.Domain.Tests.Values;

public class CountryTests
{
    [Theory]
    [InlineData("BE", true)]
    [InlineData("GB", true)]
    [InlineData("ZW", true)]
    [InlineData("UK", false)]
    [InlineData("EL", false)]
    [InlineData("be", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Countries_are_those_of_ISO_3166(string? code, bool expected) => Assert.Equal(expected, Countries.IsCountry(code));
}
