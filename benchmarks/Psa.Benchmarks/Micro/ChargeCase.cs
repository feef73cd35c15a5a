using Psa.Charges;
using Psa.Contracts;

namespace Psa.Benchmarks.Micro;

/// <summary>One part in one month, drawn from a fixed seed: what the library gets, and the same as bare numbers for the plain loop.</summary>
internal sealed record ChargeCase
{
    public required BillingSlot Slot { get; init; }

    /// <summary>Gets the contract, whose cycle timeline has one entry.</summary>
    public required Contract Contract { get; init; }

    public required DatePeriod[] Covered { get; init; }

    public required LocalDate[] From { get; init; }

    public required UnitPrice[] Prices { get; init; }

    public required decimal[] Quantities { get; init; }

    public required PricingScheme Scheme { get; init; }

    public required ValueList<ChargeTerms> Terms { get; init; }

    /// <summary>Gets how many days each entry holds.</summary>
    public required int[] Days { get; init; }

    public required int DaysOfPeriod { get; init; }

    public required long[] PricesInCents { get; init; }

    public required long[] QuantitiesInHundredths { get; init; }

    /// <summary>Gets what a full period costs from which day on.</summary>
    public required TermsAmount[] Amounts { get; init; }

    /// <summary>Gets the same amounts, from days of the first case's period.</summary>
    public TermsAmount[] AmountsInFirstPeriod { get; private set; } = [];

    /// <summary>Makes cases of broken months.</summary>
    /// <param name="count">How many.</param>
    /// <param name="entries">How many terms are in force in the month: with two, price and quantity change in it.</param>
    internal static ChargeCase[] Create(int count, int entries)
    {
        var random = new Random(20260301);
        var cases = new ChargeCase[count];
        for (var i = 0; i < count; i++)
        {
            cases[i] = Create(random, entries);
            var start = cases[0].Covered[0].Start;
            cases[i].AmountsInFirstPeriod = [.. cases[i].Amounts.Select((amount, place) => new TermsAmount(start.PlusDays(place * (1 + (i % 10))), amount.Amount))];
        }

        return cases;
    }

    private static ChargeCase Create(Random random, int entries)
    {
        var contract = new Contract
        {
            Id = default,
            Tenant = default,
            Number = "C-1",
            Name = "Managed services",
            Customer = default,
            BillingEntity = default,
            Currency = Currency.EUR,
            EffectiveFrom = new(2024, 1, 1),
            Cycles = [new(new(2024, 1, 1), BillingCycle.Monthly.OnDay(random.Next(1, 29)), BillingTiming.InAdvance, ProrationPolicy.Default)],
        };
        var slot = BillingSlots.At(contract, new LocalDate(2024, 2, 1).PlusDays(random.Next(700)));
        var start = slot.Start.PlusDays(random.Next(0, 10));
        LocalDate[] from = entries == 1 ? [start] : [start, start.PlusDays(random.Next(1, 15))];
        var prices = Array.ConvertAll(from, _ => UnitPrice.Of(random.Next(1, 100_000) / 100m, Currency.EUR));
        var quantities = Array.ConvertAll(from, _ => random.Next(1, 10_000) / 100m);
        return new()
        {
            Slot = slot,
            Contract = contract,
            Covered = [DatePeriod.Create(start, slot.Days.EndExclusive)],
            From = from,
            Prices = prices,
            Quantities = quantities,
            Scheme = PricingScheme.PerUnit,
            Terms = Enumerable.Range(0, entries).Select(e => new ChargeTerms
            {
                From = from[e],
                Quantity = quantities[e],
                UnitPrice = prices[e],
                PriceOrigin = new(PriceOriginKind.Locked, from[e]),
                Pricing = PricingScheme.PerUnit,
            }).ToValueList(),
            Days = [.. Enumerable.Range(0, entries).Select(e => Period.DaysBetween(from[e], e + 1 < entries ? from[e + 1] : slot.Days.EndExclusive))],
            DaysOfPeriod = slot.Full.Length,
            PricesInCents = Array.ConvertAll(prices, price => (long)(price.Amount * 100m)),
            QuantitiesInHundredths = Array.ConvertAll(quantities, quantity => (long)(quantity * 100m)),
            Amounts = [.. from.Select((day, e) => new TermsAmount(day, prices[e].Times(quantities[e])))],
        };
    }
}
