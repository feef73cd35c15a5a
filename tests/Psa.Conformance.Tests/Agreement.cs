using NodaTime;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>What was agreed: a contract of one part.</summary>
internal sealed record Agreement(BillingCycle Cycle, LocalDate Start)
{
    // dear enough that the share of a day never rounds to nothing, of which there would be no item
    private const decimal Dear = 1_000_000m;

    public BillingTiming Timing { get; init; } = BillingTiming.InAdvance;

    public ProrationPolicy Proration { get; init; } = ProrationPolicy.Default;

    public LocalDate? From { get; init; }

    public LocalDate? LastDay { get; init; }

    public LocalDate? TrialLastDay { get; init; }

    public PartKind Kind { get; init; } = PartKind.RecurringService;

    public QuantitySource Source { get; init; } = QuantitySource.Fixed;

    public ValueList<PartTerms> Terms { get; init; } = [];

    public string? TaxCode { get; init; }

    /// <summary>Gets whether no day of it was supplied after all.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>The same, of which every day costs something.</summary>
    public Agreement AtDearPrice(Currency currency) => this with { Terms = [new(Start, 1m, UnitPrice.Of(Dear, currency), Pricing: PricingScheme.PerUnit)] };

    /// <summary>The periods of its cycle as the library bills them, up to the one that holds a day: where each is stored, and the full period a share of it is measured against.</summary>
    public IReadOnlyList<(LocalDate Slot, DatePeriod Full)> PeriodsThrough(LocalDate date)
    {
        var account = new Account(Currency.USD);
        account.Add(new Agreement(Cycle, Start).AtDearPrice(Currency.USD));
        return [.. account.Bill(date).Items.Select(item => (item.PeriodStart!.Value, item.Basis!.Period))];
    }

    /// <summary>The period of its cycle that holds a day.</summary>
    public (LocalDate Slot, DatePeriod Full) PeriodAt(LocalDate date) => PeriodsThrough(date).Single(period => period.Full.Contains(date));
}
