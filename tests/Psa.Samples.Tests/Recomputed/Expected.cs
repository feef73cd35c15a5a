using System.Text.Json;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.Tests.Recomputed;

/// <summary>Compares what the sample billed with the second opinion: nets and taxes of every customer, to the last minor unit.</summary>
internal static class Expected
{
    internal static void Require(World world, JsonElement document)
    {
        var owed = new Recomputation(new(world), world.Through).Owed();
        var byCustomer = owed.GroupBy(one => (one.Customer, Currency: one.Currency.Code)).ToList();
        Assert.Equal(
            byCustomer.ToDictionary(group => group.Key, group => Sum(group, one => one.Net)).OrderBy(one => one.Key.Customer, StringComparer.Ordinal),
            document.Nets().OrderBy(one => one.Key.Customer, StringComparer.Ordinal));
        var taxes = document.Taxes();
        foreach (var group in byCustomer.Where(group => group.Count() > 1 || document.Invoices().Count(invoice => invoice.Text("customer") == group.Key.Customer) == 1))
        {
            Assert.Equal(Sum(group, one => (one.Net * one.TaxPercent / 100).Round(one.Currency.MinorUnits)), taxes[group.Key]);
        }
    }

    private static Fraction Sum(IEnumerable<Owed> all, Func<Owed, Fraction> what) => all.Aggregate(Fraction.Zero, (sum, one) => sum + what(one));
}
