using Psa.Quotes;

namespace Psa.Domain.Tests.Quotes;

public sealed class DynamicsQuoteCodesTests
{
    [Theory]
    [InlineData("Draft", 0, 1)]
    [InlineData("Active", 1, 2)]
    [InlineData("Won", 2, 4)]
    [InlineData("Lost", 3, 5)]
    [InlineData("Canceled", 3, 6)]
    [InlineData("Revised", 3, 7)]
    public void A_status_has_codes_and_they_lead_back(string name, int state, int code)
    {
        Assert.True(QuoteStatus.TryParse(name, out var status));
        Assert.Equal((state, code), DynamicsQuoteCodes.Of(status));
        Assert.Equal(status, DynamicsQuoteCodes.StatusOf(state, code));
    }

    [Theory]
    [InlineData(1, 3, "Active")]
    [InlineData(0, 2, null)]
    [InlineData(1, 1, null)]
    [InlineData(2, 5, null)]
    [InlineData(3, 4, null)]
    [InlineData(3, 8, null)]
    [InlineData(4, 1, null)]
    public void Other_codes_are_read_too(int state, int code, string? status) => Assert.Equal(status, DynamicsQuoteCodes.StatusOf(state, code)?.Name);

    [Fact]
    public void Expired_is_canceled_there_and_what_was_discarded_is_nowhere()
    {
        Assert.Equal((3, 6), DynamicsQuoteCodes.Of(QuoteStatus.Expired));
        Assert.Null(DynamicsQuoteCodes.Of(QuoteStatus.Discarded));
    }

    [Fact]
    public void All_that_is_stored_has_codes() =>
        Assert.Equal([QuoteStatus.Discarded], QuoteStatus.All.Where(static status => DynamicsQuoteCodes.Of(status) is null));
}
