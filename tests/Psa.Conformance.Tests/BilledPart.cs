using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Conformance.Tests;

/// <summary>A contract of one part as a store would hold it: what was agreed, used and billed. Billing it is left to the library.</summary>
internal sealed class BilledPart(Contract contract, ContractPart part)
{
    private static readonly TenantId Tenant = new(new Guid("11111111-1111-1111-1111-111111111111"));
    private static readonly Id<BillingEntity> Entity = new(new Guid("22222222-2222-2222-2222-222222222222"));
    private readonly List<UsageRecord> _usage = [];
    private readonly List<SalesItem> _billed = [];

    public static BilledPart Of(
        BillingCycle cycle, BillingTiming timing, LocalDate start, LocalDate? lastDay, PartKind kind, QuantitySource source, PricingScheme pricing, PartTerms terms)
    {
        var contract = new Contract
        {
            Id = new(new Guid("33333333-3333-3333-3333-333333333333")),
            Tenant = Tenant,
            Number = "C-1",
            Name = "Contract",
            Customer = new(new Guid("44444444-4444-4444-4444-444444444444")),
            BillingEntity = Entity,
            Currency = Currency.USD,
            Status = ContractStatus.Active,
            EffectiveFrom = start,
            Cycles = [new(start, cycle, timing, ProrationPolicy.KillBill)],
        };
        return new(contract, new()
        {
            Id = new(new Guid("55555555-5555-5555-5555-555555555555")),
            Tenant = Tenant,
            Contract = contract.Id,
            Customer = contract.Customer,
            Text = "Service",
            Kind = kind,
            LastDay = lastDay,
            QuantitySource = source,
            Terms = [terms with { Pricing = pricing }],
        });
    }

    /// <summary>The month in which the amounts of <see cref="OfAmounts"/> are used.</summary>
    public static DatePeriod MonthOfAmounts { get; } = DatePeriod.Create(new(2025, 1, 1), new(2025, 2, 1));

    /// <summary>A part that bills amounts as units at 1.00 each, in arrears, within the limits of its scheme.</summary>
    public static BilledPart OfAmounts(PricingScheme pricing, Currency currency) => Of(
        BillingCycle.Monthly,
        BillingTiming.InArrears,
        MonthOfAmounts.Start,
        null,
        PartKind.MeteredUsage,
        QuantitySource.Usage("amount"),
        pricing,
        new(MonthOfAmounts.Start, 0m, UnitPrice.Of(1m, currency))).In(currency);

    /// <summary>The same part under other rules of proration.</summary>
    public BilledPart Under(ProrationPolicy policy) => new(contract with { Cycles = [contract.Cycles[0] with { Proration = policy }] }, part);

    /// <summary>The same part in another currency.</summary>
    public BilledPart In(Currency currency) => new(contract with { Currency = currency }, part);

    /// <summary>The same part of a contract that began on another day.</summary>
    public BilledPart FromDay(LocalDate start) => new(contract, part with { EffectiveFrom = start });

    /// <summary>The same part, of which some days at the start cost nothing.</summary>
    public BilledPart OnTrial(LocalDate? lastDay) => new(contract, part with { TrialLastDay = lastDay });

    /// <summary>The same part with more or fewer units from a day on.</summary>
    public BilledPart Add(LocalDate day, decimal quantity) => new(contract, part.WithTerms(new(day, TermsTimeline.Of(contract, part).AgreedOn(day).Committed + quantity)));

    /// <summary>The same part, of which no day was supplied after all.</summary>
    public BilledPart Withdrawn() => new(contract with { Suspensions = [new(contract.EffectiveFrom, null)] }, part);

    public ValueList<Problem> Problems() => part.Validate(contract);

    public IEnumerable<PartTerms> Terms => part.Terms.AsEnumerable();

    public bool Holds(LocalDate date) => date >= contract.EffectiveFrom && (part.LastDay is not { } last || date <= last);

    public LocalDate SlotOf(LocalDate date) => BillingSlots.StartOf(contract, date);

    public bool HasBilled(LocalDate slot) => _billed.Exists(item => item.PeriodStart == slot);

    public void Use(LocalDate date, decimal quantity, string unit) => _usage.Add(new()
    {
        Id = default,
        Tenant = Tenant,
        SourceCode = "case",
        SourceId = $"{date:R} {_usage.Count}",
        Customer = contract.Customer,
        ServiceCode = part.QuantitySource.ServiceCode!,
        Start = date.AtMidnight().InUtc().ToInstant(),
        Date = date,
        Quantity = quantity,
        Unit = unit,
    });

    /// <summary>Uses an amount, which another charge of the same month may have billed already.</summary>
    public void UseAmount(Money amount, bool isBilled)
    {
        Use(MonthOfAmounts.Start, amount.Amount, amount.Currency.Code);
        if (isBilled)
        {
            WasBilled(MonthOfAmounts.Start, MonthOfAmounts.EndExclusive, amount);
        }
    }

    public void WasBilled(LocalDate start, LocalDate? end, Money amount)
    {
        var slot = BillingSlots.At(contract, start);
        _billed.Add(new()
        {
            Id = default,
            Tenant = Tenant,
            Customer = contract.Customer,
            BillingEntity = Entity,
            Currency = amount.Currency,
            Source = SalesItemSource.ContractPart,
            SourceId = part.Id.Value,
            Contract = contract.Id,
            PeriodStart = slot.Start,
            Ordinal = _billed.Count,
            Period = end is { } date ? DatePeriod.Create(start, date) : slot.Days,
            BillingDate = start,
            Status = SalesItemStatus.Invoiced,
            Lines = [],
            TotalBeforeDiscount = amount,
            Computed = amount,
            Net = amount,
        });
    }

    public IReadOnlyList<SalesItem> Bill(LocalDate through, Rounding rounding = Rounding.HalfUp)
    {
        var facts = new PartFacts { Contract = contract, Part = part, Usage = [.. _usage.OrderBy(record => record.Date)], History = _billed };
        if (_billed.Count > 0)
        {
            facts = facts with
            {
                Ledger = new()
                {
                    Id = Ledgers.IdOf(part.Id),
                    Tenant = Tenant,
                    Part = part.Id,
                    Customer = contract.Customer,
                    Through = through,
                    DirtyFrom = SlotOf(contract.EffectiveFrom),
                },
            };
        }

        var result = PartBilling.Bill(facts, Context(through, rounding));
        return result.Obstacles is [var obstacle, ..] ? throw new RuleViolationException(obstacle.Code, obstacle.Message) : result.Items;
    }

    /// <summary>What a run bills of the part in all.</summary>
    public Money Total(LocalDate through, Rounding rounding) => Bill(through, rounding).Aggregate(Money.Zero(contract.Currency), (sum, item) => sum + item.Net);

    private BillingContext Context(LocalDate through, Rounding rounding) => new(
        new() { Id = Entity, Tenant = Tenant, Code = "A", LegalName = "Seller", Address = new() { City = "Graz", Country = "AT" }, Currency = contract.Currency, Rounding = rounding, IsDefault = true },
        [],
        [],
        new() { Id = new(Guid.Empty), Tenant = Tenant, Entries = [], DefaultCode = null })
    {
        Run = new(new Guid("66666666-6666-6666-6666-666666666666")),
        Through = through,
        InvoiceDate = through,
    };
}
