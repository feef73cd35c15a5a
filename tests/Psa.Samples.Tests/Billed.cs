using System.Globalization;
using System.Text.Json;
using Psa.Samples.Tests.Recomputed;

namespace Psa.Samples.Tests;

/// <summary>Reads the sample's document, and checks what must hold for any of them.</summary>
internal static class Billed
{
    internal static IEnumerable<JsonElement> Invoices(this JsonElement document) => document.GetProperty("invoices").EnumerateArray();

    internal static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    internal static Fraction Amount(this JsonElement element, string name) => Fraction.Parse(element.Text(name));

    /// <summary>Sums the nets by customer and currency.</summary>
    internal static Dictionary<(string Customer, string Currency), Fraction> Nets(this JsonElement document) => Sum(document, "net");

    /// <summary>Sums the taxes by customer and currency.</summary>
    internal static Dictionary<(string Customer, string Currency), Fraction> Taxes(this JsonElement document) => Sum(document, "tax");

    /// <summary>Checks that lines add up to nets, nets and taxes to totals, numbers have no gap, and nothing is billed twice.</summary>
    internal static void RequireSound(JsonElement document)
    {
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (var invoice in document.Invoices())
        {
            var sum = Fraction.Zero;
            foreach (var line in invoice.GetProperty("lines").EnumerateArray())
            {
                sum += line.Amount("net");
                Assert.True(lines.Add(string.Join('|', line.Text("source"), line.Text("periodStart"), line.Text("periodEnd"), line.Text("quantity"), line.Text("net"))), $"{invoice.Text("number")} repeats a line");
            }

            Assert.Equal(sum, invoice.Amount("net"));
            Assert.Equal(invoice.Amount("net") + invoice.Amount("tax"), invoice.Amount("total"));
            Assert.Equal(JsonValueKind.String, invoice.GetProperty("total").ValueKind);
        }

        var run = document.GetProperty("run");
        Assert.Equal(document.Invoices().Count(), run.GetProperty("invoices").GetInt32());
        Assert.Equal(document.Invoices().Sum(invoice => invoice.GetProperty("lines").GetArrayLength()), run.GetProperty("lines").GetInt32());
        RequireGapFree([.. document.Invoices().Select(invoice => invoice.Text("number"))]);
    }

    private static void RequireGapFree(List<string> numbers)
    {
        foreach (var series in numbers.GroupBy(number => number[..number.LastIndexOf('-')]))
        {
            var sequence = series.Select(number => int.Parse(number.AsSpan(number.LastIndexOf('-') + 1), CultureInfo.InvariantCulture)).Order().ToList();
            Assert.Equal(Enumerable.Range(1, sequence.Count), sequence);
        }
    }

    private static Dictionary<(string Customer, string Currency), Fraction> Sum(JsonElement document, string amount) =>
        document.Invoices()
            .GroupBy(invoice => (invoice.Text("customer"), invoice.Text("currency")))
            .ToDictionary(group => group.Key, group => group.Aggregate(Fraction.Zero, (sum, invoice) => sum + invoice.Amount(amount)));
}
