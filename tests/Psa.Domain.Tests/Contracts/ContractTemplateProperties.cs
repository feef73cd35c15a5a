using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Testing;

namespace Psa.Domain.Tests.Contracts;

/// <summary>Templates of contracts with everything that contracts can say (R-TEMPLATE).</summary>
public sealed class ContractTemplateProperties
{
    private static readonly Id<ContractTemplate> TemplateId = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a91"));

    // those of which months aren't alike, more often than others
    private static readonly Gen<LocalDate> Starts = Gen.OneOf(
        Gen.Elements(new LocalDate(2026, 1, 31), new(2024, 2, 29), new(2026, 2, 28), new(2025, 12, 31), new(2026, 3, 31), new(2026, 1, 30), new(2026, 2, 1), new(2026, 1, 1)),
        Gen.Choose(0, 1_500).Select(static days => new LocalDate(2024, 1, 1).PlusDays(days)));

    private static readonly Arbitrary<(LocalDate Start, LocalDate Other, int Seed)> Cases = Arb.From(
        from start in Starts
        from other in Starts
        from seed in Gen.Choose(0, int.MaxValue)
        select (start, other, seed));

    [Fact]
    public void Saving_starting_and_saving_again_gives_the_same_template()
    {
        var (moved, differs) = (0, 0);
        PropertyCheck.That(
            Prop.ForAll(Cases, one =>
            {
                var (contract, parts) = new AnyContract(one.Start, one.Seed).Make();
                var template = contract.ToTemplate(parts, TemplateId, "Managed", origin: null);
                var (started, startedParts) = Start(template, contract, one.Other);
                var again = started.ToTemplate(startedParts, TemplateId, "Managed", template);
                moved += one.Start == one.Other ? 0 : 1;
                differs += started.ToTemplate(startedParts, TemplateId, "Managed", origin: null) == template ? 0 : 1;
                return again == template;
            }),
            1_000);

        // days are said otherwise from another start, if the template isn't asked how it said them
        Assert.True(moved > 100 && differs > 100, $"{moved} {differs}");
    }

    [Fact]
    public void Started_from_the_contracts_own_first_day_it_says_what_the_contract_says() => PropertyCheck.That(
        Prop.ForAll(Cases, one =>
        {
            var (contract, parts) = new AnyContract(one.Start, one.Seed).Make();
            var (started, startedParts) = Start(contract.ToTemplate(parts, TemplateId, "Managed", origin: null), contract, one.Start);
            Assert.Equal(
                contract with
                {
                    Id = started.Id,
                    Number = started.Number,
                    Name = "Managed",
                    Status = ContractStatus.Draft,
                    Template = TemplateId,
                    Cycles = started.Cycles,
                    PriceLists = Standing(contract.PriceLists, static entry => entry.Withdrawn is not null, static entry => entry with { Id = null }),
                    PurchaseOrderNumber = null,
                    Suspensions = [],
                    Termination = null,
                    Metadata = default,
                },
                started with
                {
                    PriceLists = Standing(started.PriceLists, static entry => entry.Withdrawn is not null, static entry => entry with { Id = null }),
                });
            Assert.All(
                Enumerable.Range(0, 900).Select(day => one.Start.PlusDays(day)),
                day => Assert.Equal(
                    (CycleTimeline.CycleOn(contract, day), CycleTimeline.TimingOn(contract, day), CycleTimeline.ProrationOn(contract, day)),
                    (CycleTimeline.CycleOn(started, day), CycleTimeline.TimingOn(started, day), CycleTimeline.ProrationOn(started, day))));
            Assert.Equal(
                parts.Select(part => part with { Id = default, Contract = started.Id, BillFrom = null, Metadata = default, Terms = Standing(part.Terms, static entry => entry.IsWithdrawn, static entry => entry with { Id = null, Note = null }) }),
                startedParts.Select(part => part with { Id = default, Terms = Standing(part.Terms, static entry => entry.IsWithdrawn, static entry => entry with { Id = null }) }));
            return true;
        }),
        500);

    [Fact]
    public void A_price_of_the_first_of_February_holds_after_one_of_the_31st_of_January_from_every_start()
    {
        var start = new LocalDate(2026, 1, 1);
        var contract = AContract.Active with { EffectiveFrom = start, Escalations = [new(new(2026, 1, 31), Percent.Of(3m), 12), new(new(2026, 2, 1), Percent.Of(5m), 12)] };
        var part = AContract.Part with
        {
            EffectiveFrom = new(2026, 1, 31),
            LastDay = new(2026, 1, 31),
            Terms = [new(start, 1m, UnitPrice.Of(10m, Currency.EUR), Pricing: PricingScheme.PerUnit), new(new(2026, 1, 31), UnitPrice: UnitPrice.Of(20m, Currency.EUR)), new(new(2026, 2, 1), UnitPrice: UnitPrice.Of(30m, Currency.EUR))],
        };
        var template = contract.ToTemplate([part], TemplateId, "Managed", origin: null);

        var (started, parts) = Start(template, contract, new(2026, 2, 1));
        Assert.Equal([(new LocalDate(2026, 2, 1), 10m), (new(2026, 3, 3), 20m), (new(2026, 3, 3), 30m)], parts[0].Terms.Select(static entry => (entry.EffectiveFrom, entry.UnitPrice!.Value.Amount)));
        Assert.Equal([new LocalDate(2026, 3, 3), new(2026, 3, 4)], started.Escalations.Select(static one => one.From));
        Assert.Equal((new LocalDate(2026, 3, 3), new LocalDate(2026, 3, 3)), (parts[0].EffectiveFrom, parts[0].LastDay));
        Assert.Equal(template, started.ToTemplate(parts, TemplateId, "Managed", template));
    }

    [Fact]
    public void From_every_start_dated_entries_come_in_the_templates_order_and_parts_are_within_their_contract()
    {
        var met = 0;
        PropertyCheck.That(
            Prop.ForAll(Cases, one =>
            {
                var (contract, parts) = new AnyContract(one.Start, one.Seed).Make();
                var template = contract.ToTemplate(parts, TemplateId, "Managed", origin: null);
                var (started, startedParts) = Start(template, contract, one.Other);
                Follow(template.Cycles.Select(static said => (said.From, said.Timing)), started.Cycles.Select(static entry => (entry.EffectiveFrom, entry.Timing)));
                Follow(template.PriceLists.Select(static said => (said.From, said.PriceList)), started.PriceLists.Select(static entry => (entry.EffectiveFrom, entry.PriceList)));
                Follow(template.Escalations.Select(static said => (said.From, said.Rate)), started.Escalations.Select(static entry => (entry.From, entry.Rate)));
                Assert.Equal(started.Escalations.Count, started.Escalations.AsEnumerable().DistinctBy(static entry => entry.From).Count());
                foreach (var (said, part) in template.Parts.AsEnumerable().Zip(startedParts))
                {
                    Follow(said.Terms.Select(static entry => (entry.From, (entry.Quantity, entry.UnitPrice))), part.Terms.Select(static entry => (entry.EffectiveFrom, (entry.Quantity, entry.UnitPrice))));
                    var (first, last) = (part.FirstDay(started), started.AgreedLastDay() ?? LocalDate.MaxIsoValue);
                    Assert.True(first <= (part.LastDay ?? last) && first <= last && (part.LastDay ?? last) <= last, $"{first} {part.LastDay} {last}");
                }

                return true;

                // each on its own day, or on the day of the one in front of it, or the next
                void Follow<T>(IEnumerable<(StartOffset From, T What)> said, IEnumerable<(LocalDate Date, T What)> dated)
                {
                    var (entries, last) = (dated.ToList(), (LocalDate?)null);
                    Assert.Equal(said.Select(static entry => entry.What), entries.Select(static entry => entry.What));
                    foreach (var (from, (date, _)) in said.Select(static entry => entry.From).Zip(entries))
                    {
                        var own = from.From(one.Other);
                        met += date == own ? 0 : 1;
                        Assert.True(date == own || (own < date && (date == last || date == last?.PlusDays(1))), $"{own} {last} {date}");
                        Assert.True(last is null || date >= last);
                        last = date;
                    }
                }
            }),
            2_000);
        Assert.True(met > 0, "No entry was in another's way: the law wasn't tried.");
    }

    [Fact]
    public void A_contract_that_was_changed_after_it_was_started_keeps_the_words_of_what_stayed() => PropertyCheck.That(
        Prop.ForAll(Cases, one =>
        {
            var (contract, parts) = new AnyContract(one.Start, one.Seed).Make();
            var template = contract.ToTemplate(parts, TemplateId, "Managed", origin: null);
            var (started, startedParts) = Start(template, contract, one.Other);
            var added = new PartTerms(one.Other.PlusDays(one.Seed % 70), Quantity: 4_711m) { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a92")) };
            startedParts[0] = startedParts[0].WithTerms(added);
            var again = started.ToTemplate(startedParts, TemplateId, "Managed", template);
            var terms = again.Parts[0].Terms.Where(static entry => entry.Quantity != 4_711m).ToValueList();
            return terms == template.Parts[0].Terms && again.Parts[0].Terms.Count == terms.Count + 1 && again with { Parts = again.Parts.SetItem(0, template.Parts[0]) } == template;
        }),
        500);

    [Fact]
    public void Weeks_that_are_said_again_go_on_from_another_start_too()
    {
        var weeks = BillingCycle.EveryWeeks(2, new(2020, 1, 6));
        var start = new LocalDate(2026, 1, 1);
        var contract = AContract.Active with { Cycles = [new(start, weeks, BillingTiming.InArrears, ProrationPolicy.Default), new(new(2026, 2, 1), weeks, BillingTiming.InAdvance)] };
        var template = contract.ToTemplate([], TemplateId, "Managed", origin: null);
        var (started, _) = Start(template, contract, new(2026, 2, 1));
        Assert.Equal(new(2026, 2, 1), CycleTimeline.CycleOn(started, new(2026, 5, 1)).From);
        Assert.Equal(BillingTiming.InAdvance, CycleTimeline.TimingOn(started, new(2026, 3, 1)));

        // the period that holds the start begins as many days before it
        Assert.Equal(
            Period.DaysBetween(weeks.AnchoredAt(start).Boundary(0), start),
            Period.DaysBetween(started.Cycles[0].Cycle!.AnchoredAt(new(2026, 2, 1)).Boundary(0), new(2026, 2, 1)));
    }

    [Fact]
    public void A_day_has_one_form_that_gives_it_back() => PropertyCheck.That(
        Prop.ForAll(Arb.From(Starts), Arb.From(Gen.Choose(-3_000, 3_000)), static (start, days) =>
        {
            var (date, offset) = (start.PlusDays(days), StartOffset.Of(start, start.PlusDays(days)));
            return offset.From(start) == date && offset.Days is >= 0 and <= 30 && start.PlusMonths(offset.Months) <= date && date < start.PlusMonths(offset.Months + 1);
        }),
        2_000);

    private static (Contract Contract, List<ContractPart> Parts) Start(ContractTemplate template, Contract contract, LocalDate from)
    {
        var ids = new OrderedIdGenerator(new TestClock(Instant.FromUtc(2026, 3, 15, 12, 0)));
        var request = template.ToRequest(new() { Customer = contract.Customer, EffectiveFrom = from });
        var started = request.ToContract(ids.Next<Contract>(), contract.Tenant, "K-2", request.BillingEntity!.Value, request.Currency!.Value).Filled(template, ids);
        return (started, template.Parts.AsEnumerable().Select(part => part.ToPart(started, ids)).ToList());
    }

    private static ValueList<T> Standing<T>(ValueList<T> entries, Func<T, bool> isWithdrawn, Func<T, T> plain) => entries.Where(entry => !isWithdrawn(entry)).Select(plain).ToValueList();

    /// <summary>Makes contracts of which each field says something, most of the time.</summary>
    private sealed class AnyContract(LocalDate start, int seed)
    {
        private static readonly PricingScheme[] Schemes =
        [
            PricingScheme.PerUnit, PricingScheme.Flat, PricingScheme.Graduated([new(0m, 10m, 2m), new(10m, null, 1m)]), PricingScheme.Volume([new(0m, null, 2m)]),
            PricingScheme.Package(10m, 5m), PricingScheme.Included(10m, 0.5m), PricingScheme.CostPlus(Percent.Of(10m)),
        ];

        private readonly Random _random = new(seed);

        internal (Contract Contract, List<ContractPart> Parts) Make()
        {
            var lastDay = Maybe(() => Day().PlusDays(30));
            var contract = AContract.Active with
            {
                EffectiveFrom = start,
                LastDay = lastDay,
                Renewal = lastDay is null || _random.Next(2) == 0 ? null : new(12, 30),
                Termination = new(Day(), "gone"),
                Cycles = [new(start, Cycle(start), BillingTiming.InArrears, ProrationPolicy.Default), .. Dated(CycleEntry, static entry => entry.EffectiveFrom)],
                PriceLists = Dated(() => new PriceListAssignment(Day(), Maybe(() => new Id<PriceList>(Key()))) { Id = new(Key()), Withdrawn = Withdrawn() }, static entry => entry.EffectiveFrom),
                PaymentTerms = Maybe(() => PaymentTerms.DueIn(10)),
                PaymentMethod = Maybe(() => PaymentMethod.DirectDebit),
                Delivery = Maybe(() => DeliveryMethod.Post),
                SeparateInvoice = _random.Next(2) == 0,
                LineGrouping = Maybe(() => LineGrouping.Product),
                PurchaseOrderNumber = "PO 1",
                Suspensions = [new(Day(), null, "rest")],
                Escalations = Dated(() => new PriceEscalation(Day(), Percent.Of(3m), 6), static entry => entry.From).AsEnumerable().DistinctBy(static entry => entry.From).ToValueList(),
                Metadata = Metadata.Empty.With("crm", "42"),
            };
            return (contract, Enumerable.Range(0, _random.Next(1, 5)).Select(place => Part(contract, place)).ToList());
        }

        private ContractPart Part(Contract contract, int place)
        {
            var (kind, first) = (_random.Next(4), Within(contract, Maybe(Day)));
            return AContract.Part with
            {
                Id = new(Key()),
                Contract = contract.Id,
                Product = Maybe(() => new Id<Product>(Key())),
                Text = $"Part {place % 2}",
                Unit = "HUR",
                Kind = kind == 0 ? PartKind.Block : PartKind.OneOff,
                Block = kind == 0 ? new() { Minutes = 600, ValidMonths = 12, Thresholds = BlockTerms.UsualThresholds } : null,
                EffectiveFrom = first,
                LastDay = Within(contract, Maybe(() => LocalDate.Max(Day(), first ?? start))),
                TrialLastDay = Maybe(Day),
                QuantitySource = kind == 1 ? QuantitySource.Usage("storage") : kind == 2 ? QuantitySource.ApprovedTime : QuantitySource.Fixed,
                PriceBehaviour = kind == 3 ? PriceBehaviour.UseCurrent : PriceBehaviour.Locked,
                TaxCode = _random.Next(2) == 0 ? null : "S21",
                ShowDetails = _random.Next(2) == 0,
                BillFrom = Maybe(Day),
                Metadata = Metadata.Empty.With("crm", "43"),
                Terms = [new(_random.Next(4) == 0 ? start.PlusDays(-_random.Next(50)) : start, 3m, Price(), Pricing: Schemes[_random.Next(Schemes.Length)]) { Id = new(Key()) }, .. Dated(Terms, static entry => entry.EffectiveFrom)],
            };
        }

        private static LocalDate? Within(Contract contract, LocalDate? day) => contract.AgreedLastDay() is { } last && day > last ? last : day;

        private PartTerms Terms() => new(
            Day(),
            Maybe(() => (decimal)_random.Next(20)),
            Maybe(Price),
            _random.Next(2) == 0 ? null : Discount.OfPercent(Percent.Of(_random.Next(20)), "loyal"),
            _random.Next(2) == 0 ? null : Schemes[_random.Next(Schemes.Length)],
            Maybe(() => (decimal)_random.Next(5)),
            "as agreed")
        { Id = new(Key()), Withdrawn = Withdrawn() };

        private CycleTerms CycleEntry()
        {
            var day = Day();
            return new(day, _random.Next(3) == 0 ? null : Cycle(day), BillingTiming.InAdvance, _random.Next(2) == 0 ? null : ProrationPolicy.Default) { Id = new(Key()), Withdrawn = Withdrawn() };
        }

        private BillingCycle Cycle(LocalDate day) => _random.Next(5) switch
        {
            0 => BillingCycle.EveryWeeks(2, day),
            1 => BillingCycle.EveryWeeks(2, new(2020, 1, 6)),
            2 => BillingCycle.Quarterly.OnDay(31),
            _ => BillingCycle.EveryMonths(_random.Next(1, 13)),
        };

        // near the days on which months from the start are whole, and anywhere
        private LocalDate Day() => _random.Next(4) == 0 ? start.PlusMonths(_random.Next(2)).PlusDays(_random.Next(28, 33)) : _random.Next(3) == 0 ? start.PlusMonths(_random.Next(30)).PlusDays(_random.Next(1, 31)) : LocalDate.Max(start, start.PlusMonths(_random.Next(14)).PlusDays(_random.Next(-3, 4)));

        private ValueList<T> Dated<T>(Func<T> make, Func<T, LocalDate> dateOf) => Enumerable.Range(0, _random.Next(5)).Select(_ => make()).OrderBy(dateOf).ToValueList();

        private Guid Key()
        {
            var bytes = new byte[16];
            _random.NextBytes(bytes);
            return new(bytes);
        }

        private Withdrawal? Withdrawn() => _random.Next(4) == 0 ? new("Ann", default, "a slip") : null;

        private UnitPrice Price() => UnitPrice.Of(_random.Next(1, 100), Currency.EUR);

        private T? Maybe<T>(Func<T> make)
            where T : struct => _random.Next(4) == 0 ? null : make();
    }
}
