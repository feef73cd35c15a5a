using System.Text.Json;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.Tests.Recomputed;

/// <summary>Compares what the sample billed with the second opinion: nets and taxes of every customer, and what is to be paid, to the last minor unit.</summary>
internal static class Expected
{
    internal static void Require(World world, JsonElement document)
    {
        var owed = new Recomputation(new(world), world.Through).Owed();
        var byCustomer = owed.GroupBy(one => (one.Customer, Currency: one.Currency.Code)).ToList();
        Assert.Equal(
            byCustomer.ToDictionary(group => group.Key, group => Sum(group, one => one.Net)).OrderBy(one => one.Key.Customer, StringComparer.Ordinal),
            document.Nets().OrderBy(one => one.Key.Customer, StringComparer.Ordinal));
        var (taxes, documents) = (document.Taxes(), document.Invoices().ToLookup(invoice => invoice.Text("customer")));
        foreach (var group in byCustomer.Where(group => group.Count() > 1 || documents[group.Key.Customer].Count() == 1))
        {
            Assert.Equal(Sum(group, one => one.Tax), taxes[group.Key]);
            if (documents[group.Key.Customer].Count() == 1)
            {
                var total = Sum(group, one => one.Net + one.Tax);
                var step = world.Entity.PayableSteps.Where(step => step.Currency.Code == group.Key.Currency).Select(step => Fraction.Of(step.Amount)).SingleOrDefault();
                Assert.Equal(step == 0 ? total : total.RoundTo(step), documents[group.Key.Customer].Single().Amount("payable"));
            }
        }
    }

    private static Fraction Sum(IEnumerable<Owed> all, Func<Owed, Fraction> what) => all.Aggregate(Fraction.Zero, (sum, one) => sum + what(one));
}
