using Psa.Invoices;

namespace Psa.Domain.Tests.Invoices;

public sealed class DynamicsInvoiceCodesTests
{
    [Theory]
    [InlineData("Issued", 0, 4)]
    [InlineData("PartiallyPaid", 2, 100_002)]
    [InlineData("Paid", 2, 100_001)]
    [InlineData("Credited", 3, 100_003)]
    public void A_status_has_codes_and_they_lead_back(string name, int state, int code)
    {
        Assert.True(InvoiceStatus.TryParse(name, out var status));
        Assert.Equal((state, code), DynamicsInvoiceCodes.Of(status));
        Assert.Equal(status, DynamicsInvoiceCodes.StatusOf(state, code));
    }

    [Theory]
    [InlineData(0, 1, "Issued")]
    [InlineData(0, 2, "Issued")]
    [InlineData(0, 5, "Issued")]
    [InlineData(0, 6, "Issued")]
    [InlineData(1, 3, "Credited")]
    [InlineData(1, 7, "Paid")]
    [InlineData(2, 4, null)]
    [InlineData(0, 100_001, null)]
    [InlineData(4, 1, null)]
    public void Other_codes_are_read_too(int state, int code, string? status) => Assert.Equal(status, DynamicsInvoiceCodes.StatusOf(state, code)?.Name);

    [Fact]
    public void Settled_credit_notes_are_paid_and_drafts_stay_here()
    {
        Assert.Equal((2, 100_002), DynamicsInvoiceCodes.Of(InvoiceStatus.SettledInPart));
        Assert.Equal((2, 100_001), DynamicsInvoiceCodes.Of(InvoiceStatus.Settled));
        Assert.Null(DynamicsInvoiceCodes.Of(InvoiceStatus.Draft));
        Assert.Null(DynamicsInvoiceCodes.Of(InvoiceStatus.Deleted));
    }
}
