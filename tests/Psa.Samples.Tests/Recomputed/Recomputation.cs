namespace Psa.Samples.Tests.Recomputed;

/// <summary>What one customer owes under one tax code.</summary>
internal sealed record Owed(string Customer, Currency Currency, string? TaxCode, Fraction Net)
{
    /// <summary>Gets the taxes on it, each rounded for itself.</summary>
    internal Fraction Tax => PercentsOf(TaxCode).Aggregate(Fraction.Zero, (sum, percent) => sum + (Net * Fraction.Parse(percent) / 100).Round(Currency.MinorUnits));

    private static string[] PercentsOf(string? taxCode) => taxCode switch { "VAT19" => ["19"], "VAT7" => ["7"], "GST-QST" => ["5", "9.975"], "MOMS25" => ["25"], _ => [] };
}

/// <summary>
/// Works out from the facts what is to be billed, day by day and in exact fractions, without any rule of the library:
/// a second opinion that is slow and simple.
/// </summary>
internal sealed class Recomputation(Facts facts, LocalDate through)
{
    /// <summary>Gives what is owed by those who can be billed, by customer, currency and tax code.</summary>
    internal IReadOnlyList<Owed> Owed()
    {
        var owed = new List<Owed>();
        foreach (var customer in facts.Customers)
        {
            if (customer.BillingInformation is not { Email: not null } information)
            {
                continue;
            }

            owed.AddRange(ChargesOf(customer)
                .Select(charge => new Owed(customer.Number, charge.Currency, charge.TaxCode ?? information.TaxCode, charge.Net)));
        }

        return
        [
            .. owed.GroupBy(one => (one.Customer, one.Currency, one.TaxCode), (key, ones) => new Owed(key.Customer, key.Currency, key.TaxCode, Sum(ones.Select(one => one.Net))))
                .Where(one => one.Net != 0 && !IsBelowMinimum(one)),
        ];
    }

    private static Fraction Sum(IEnumerable<Fraction> all) => all.Aggregate(Fraction.Zero, (sum, one) => sum + one);

    // the only customers of the worlds that stay below it have one code
    private bool IsBelowMinimum(Owed owed) =>
        facts.World.Entity.MinimumInvoice is { } minimum && minimum.Currency == owed.Currency && owed.Net < Fraction.Of(minimum.Amount) && owed.Net > 0;

    private IEnumerable<(Currency Currency, string? TaxCode, Fraction Net)> ChargesOf(Customer customer)
    {
        foreach (var contract in facts.Contracts[customer.Id])
        {
            foreach (var part in facts.Parts[contract.Id])
            {
                var charges = new PartCharges(facts, customer, contract, part, [.. facts.Usage[customer.Id].Where(usage => usage.ServiceCode == part.QuantitySource.ServiceCode)]);
                yield return (contract.Currency, part.TaxCode, charges.Through(through));
            }
        }

        var covered = facts.Contracts[customer.Id].SelectMany(contract => facts.Parts[contract.Id]).Select(part => part.QuantitySource.ServiceCode).ToHashSet();
        foreach (var service in facts.Usage[customer.Id].Where(usage => !covered.Contains(usage.ServiceCode)).GroupBy(usage => usage.ServiceCode))
        {
            yield return (customer.BillingInformation?.Currency ?? Currency.EUR, null, PayAsYouGo(customer, service.Key, [.. service]));
        }
    }

    // by calendar month, at the catalog price of the first day that counts
    private Fraction PayAsYouGo(Customer customer, string service, IReadOnlyList<Used> usage)
    {
        var product = facts.World.Products.Single(one => one.ServiceCode == service);
        var sum = Fraction.Zero;
        foreach (var month in usage.Where(one => !(one.Date <= customer.TrialLastDay)).GroupBy(one => new YearMonth(one.Date.Year, one.Date.Month)))
        {
            var start = month.Key.OnDayOfMonth(1);
            var first = customer.TrialLastDay >= start ? customer.TrialLastDay.Value.PlusDays(1) : start;
            if (start.PlusMonths(1).PlusDays(-1) <= through)
            {
                var price = facts.PriceOf(product.Id, customer.BillingInformation!.Currency!.Value, first)!.Value;
                sum += (Sum(month.Select(one => one.Quantity)) * price).Round(customer.BillingInformation.Currency.Value.MinorUnits);
            }
        }

        return sum;
    }
}
