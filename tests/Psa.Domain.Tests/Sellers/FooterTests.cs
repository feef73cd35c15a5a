using Psa.Sellers;

namespace Psa.Domain.Tests.Sellers;

public class FooterTests
{
    private static readonly FooterValues Values = new()
    {
        InvoiceNumber = "INV-2026-00042",
        InvoiceDueDays = 14,
        BankAccountNumber = "BE71 0961 2345 6769",
        CustomerName = "[VAT_NUMBER] & Sons",
        VatNumber = "BE0123456789",
    };

    [Fact]
    public void Placeholders_are_filled_in_one_pass() =>
        Assert.Equal(
            "[VAT_NUMBER] & Sons: INV-2026-00042 within 14 days to BE71 0961 2345 6769 (BE0123456789)",
            Footers.Render("[CUSTOMER_NAME]: [INVOICE_NUMBER] within [INVOICE_DUE_DAYS] days to [BANK_ACCOUNT_NUMBER] ([VAT_NUMBER])", Values));

    [Theory]
    [InlineData("")]
    [InlineData("no placeholder [at all], [1], [], [")]
    [InlineData("[UNKNOWN] stays")]
    [InlineData("[[invoice_number]]")]
    public void Other_text_stays(string footer) => Assert.Equal(footer, Footers.Render(footer, Values));

    [Fact]
    public void Brackets_around_a_placeholder_stay() => Assert.Equal("[[14]", Footers.Render("[[[INVOICE_DUE_DAYS]]", Values));

    [Fact]
    public void Unknown_placeholders_are_all_reported()
    {
        var problems = Footers.Validate("[INVOICE_NUMER] [VAT_NUMBER] [text] [DUE]");

        Assert.Equal(["[INVOICE_NUMER]", "[DUE]"], problems.Select(x => x.Where), StringComparer.Ordinal);
        Assert.All(problems, x => Assert.Equal(SellerErrors.UnknownPlaceholder, x.Code));
    }

    [Fact]
    public void All_placeholders_are_known() => Assert.All(Footers.Placeholders, x => Assert.Empty(Footers.Validate(x)));
}
