using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Psa.Access;
using Psa.Documents;
using Psa.Quotes;

namespace Psa.Records;

/// <summary>The hash of what a quote says, to which an approval and an acceptance are bound (R-APPROVAL).</summary>
internal static class QuoteHash
{
    /// <summary>Computes the hash of the content: lines, discounts, charges, terms, dates, parties by their ids, texts. What is computed of them, and what becomes of the quote, isn't in it.</summary>
    /// <param name="quote">The quote.</param>
    /// <returns>64 hexadecimal digits of SHA-256.</returns>
    [Pure]
    internal static string Of(Quote quote)
    {
        // all of the record but what is named here, so that nothing that is added to it later is forgotten
        var content = quote with
        {
            Version = 0,
            Status = QuoteStatus.Draft,
            Revisions = 0,
            Author = UserId.System,
            AuthorName = string.Empty,
            Authors = [],
            Approval = null,
            Sendings = [],
            Acceptance = null,
            Choice = null,
            Ordered = [],
            ActivatedAt = null,
            ClosedOn = null,
            CloseReason = null,
            CustomerNumber = string.Empty,
            Language = null,
            PriceMode = default,
            Seller = Nobody,
            Buyer = Nobody,
            PriceBehaviour = default,
            PriceList = null,
            Metadata = default,
            Lines = quote.Lines.AsEnumerable().Select(static line => line with { Tax = null, Source = null, PricingError = null, BundleShare = null }).ToValueList(),
            Charges = quote.Charges.AsEnumerable().Select(static charge => charge with { Reason = $"{charge.Reason}\n{charge.Tax?.Code}", Tax = null }).ToValueList(),
            Totals = Documents.Totals.Compute(new() { Currency = quote.Currency, Lines = [], Rounding = quote.Rounding }),
            Recurring = [],
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PsaJson.Write(content, PsaJsonContext.Default.Quote))));
    }

    /// <summary>Computes the hash of what a quote costs: prices, amounts and taxes of all lines, and totals of what it proposes.</summary>
    /// <param name="quote">The quote.</param>
    /// <returns>64 hexadecimal digits of SHA-256.</returns>
    [Pure]
    internal static string OfPrices(Quote quote)
    {
        var prices = new StringBuilder();
        foreach (var line in quote.Lines)
        {
            prices.Append(CultureInfo.InvariantCulture, $"{line.UnitPrice}|{line.VolumeDiscount}|{line.Amount}|{line.Tax?.Applied.Code}|{line.PricingError}\n");
        }

        prices.Append(CultureInfo.InvariantCulture, $"{quote.Totals.TotalWithoutTax}|{quote.Totals.TotalWithTax}\n");
        foreach (var (cycle, totals) in quote.Recurring)
        {
            prices.Append(CultureInfo.InvariantCulture, $"{cycle}|{totals.TotalWithoutTax}|{totals.TotalWithTax}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prices.ToString())));
    }

    private static Party Nobody { get; } = new() { Name = string.Empty };
}
