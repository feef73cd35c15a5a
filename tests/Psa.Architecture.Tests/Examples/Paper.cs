using System.Globalization;
using System.Text;
using NodaTime;
using Psa.Catalog;
using Psa.Invoices;

namespace Psa.Architecture.Tests.Examples;

/// <summary>A document as a page shows it: nothing is computed, each figure is one that the document has.</summary>
internal static class Paper
{
    internal static string Of(Invoice document)
    {
        var totals = document.Totals;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"**{document.Title} {document.Number}**, {document.IssueDate:R}\n\n");
        text.Append("| line | days | quantity | price | share | amount | tax |\n|---|---|--:|--:|--:|--:|--:|\n");
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            var discount = line.Discount is { } less ? " less " + Less(less) : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"| {line.Text} | {Days(line.Period)} | {line.Quantity} | {Price(line.UnitPrice)}{discount} | {line.Share?.ToString() ?? "1"} | {Figure(line.Amount)} | {Figure(totals.Lines[i].Tax)} |\n");
            foreach (var detail in line.Details)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {$"· {detail.Text}".TrimEnd()} | | {detail.Quantity} | {(detail.UnitPrice is { } price ? Price(price) : string.Empty)} | | | |\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"| **{totals.TotalWithTax}** | | | | | {Figure(totals.TotalWithoutTax)} | {Figure(totals.TaxTotal)} |\n");
        return text.ToString();
    }

    // as the document's money says it, without the currency that the last row names
    private static string Figure(Money money) => money.ToString().Split(' ')[0];

    private static string Less(Discount discount) => (discount.Percent?.ToString() ?? (discount.Amount is { } amount ? Figure(amount) : $"1 × {discount.UnitAmount}")) + (discount.Reason.Length > 0 ? $" ({discount.Reason})" : string.Empty);

    private static string Price(UnitPrice price) => price.Amount.ToString("0.00##########", CultureInfo.InvariantCulture);

    private static string Days(DatePeriod? period)
    {
        if (period is not { } days)
        {
            return string.Empty;
        }

        var first = days.Start.Month == days.LastDay.Month ? $"{days.Start.Day}" : Day(days.Start);
        return days.Length == 1 ? Day(days.Start) : $"{first}–{Day(days.LastDay)}";
    }

    private static string Day(LocalDate day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);
}
