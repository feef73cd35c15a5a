using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.SalesItems;
using Psa.Services;
using Psa.Testing;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>
/// The law of a run (spec 5): whatever happened in whatever order, what is billed for a part and period is what one run over the final facts bills,
/// and running again bills nothing.
/// </summary>
public sealed class PathIndependenceTests
{
    public enum Kind
    {
        Run,
        ChangeTerms,
        Suspend,
        Terminate,
        Reinstate,
        Use,
        RollBack,
        ChangeCycle,
        Cancel,
        Override,
        Release,
        Credit,
        Move,
        Issue,
        MoveStart,
        EndPart,
    }

    private static readonly BillingCycle[] Cycles =
    [
        BillingCycle.Monthly, BillingCycle.Monthly.OnDay(1), BillingCycle.Monthly.OnDay(31), BillingCycle.Quarterly, BillingCycle.Quarterly.OnDay(15),
        BillingCycle.Yearly, BillingCycle.EveryWeeks(2, new LocalDate(2024, 1, 3)),
    ];

    private static readonly ProrationPolicy[] Policies =
    [
        ProrationPolicy.Default,
        ProrationPolicy.Default with { Style = ProrationStyle.PerPiece },
        ProrationPolicy.Default with { Style = ProrationStyle.PerPiece, Decomposition = PieceDecomposition.ByDelta },
        ProrationPolicy.Default with { Basis = ProrationBasis.FullPeriod },
        ProrationPolicy.Default with { Basis = ProrationBasis.Waive },
    ];

    private static readonly PricingScheme[] Schemes =
    [
        PricingScheme.PerUnit,
        PricingScheme.Flat,
        PricingScheme.Graduated([new(0, 5, 3m), new(5, null, 2m)]) with { Minimum = 4m },
        PricingScheme.CostPlus(Percent.Of(12.5m)),
        PricingScheme.Package(4m, 9.99m),
    ];

    // how often a step of each kind changed something
    private static readonly ConcurrentDictionary<Kind, int> Played = new();

    private static Arbitrary<World> Worlds { get; } = Arb.From(
        from cycle in Gen.Choose(0, Cycles.Length - 1)
        from timing in Gen.Elements(Enum.GetValues<BillingTiming>())
        from policy in Gen.Choose(0, Policies.Length - 1)
        from scheme in Gen.Choose(0, Schemes.Length - 1)
        from metered in Gen.Elements(true, false)
        from steps in Gen.ListOf(Steps())
        select new World(cycle, timing, policy, scheme, metered, [.. steps]),
        Shrink);

    [Fact]
    public void Whatever_happened_the_customer_bears_what_one_run_over_the_final_facts_and_decisions_asks() =>
        PropertyCheck.That(Prop.ForAll(Worlds, world =>
        {
            var book = Play(world);
            Assert.Empty(book.Run(Last(book)).Obstacles);
            Bearing.Check(book.Items, book.Expected(book.Highest!.Value), book.Expected(book.Highest.Value.PlusYears(3)));
        }), maxTest: 1500, endSize: 30, tally: Played);

    [Fact]
    public void What_is_given_back_was_billed_with_that_tax() =>
        PropertyCheck.That(Prop.ForAll(Worlds, world =>
        {
            var book = Play(world);
            book.Run(Last(book));
            book.Issue(9);
            foreach (var period in Bearing.Periods(book.Items))
            {
                var items = period.Where(i => !i.Released && i.Credited is null).ToList();
                if (items.Count < period.Count())
                {
                    continue;
                }

                var borne = Sum(items.Select(i => i.Borne()));
                foreach (var tax in items.Where(i => i.Status == SalesItemStatus.Invoiced).SelectMany(i => i.Lines).GroupBy(l => l.Tax!.Applied.Rate))
                {
                    var left = Sum(tax.Select(l => l.Amount));
                    Assert.True(left.Sign * borne.Sign > 0 || left.IsZero, $"{period.Key}: {left} at {tax.Key} of {borne}");
                }

                // what documents billed of prices that were freed of tax is given back with all of it; lines that no correction made are freed each by itself
                var billed = items.Where(i => i.Status == SalesItemStatus.Invoiced).SelectMany(i => i.Lines.Select(l => (l.Tax!.Applied, l.Tax.IsKept, l.Amount, Freed: BilledTaxes.FreedAmount(i, l))));
                foreach (var freed in billed.Where(l => l.Freed is not null).GroupBy(l => l.Applied).Where(all => all.Where(l => !l.IsKept).Select(l => l.Amount.Sign).Distinct().Count() == 1))
                {
                    var (left, stands) = (Sum(freed.Select(l => l.Amount)), Sum(freed.Select(l => l.Freed!.Value)));
                    Assert.True(left.IsZero ? stands.IsZero : stands.Sign * left.Sign >= 0, $"{period.Key}: {stands} on documents of {left}");
                }
            }
        }), maxTest: 500, endSize: 24);

    [Fact]
    public void What_documents_have_of_prices_freed_of_tax_is_what_was_agreed_without_it() =>
        PropertyCheck.That(Prop.ForAll(Worlds, world =>
        {
            var book = Play(world);
            book.Run(Last(book));
            book.Issue(9);

            // an override and a minimum are of the document's kind; all else is freed, whatever was credited or refused beside it
            foreach (var period in Bearing.Periods(book.Items).Where(_ => Schemes[world.Scheme].Minimum is null))
            {
                var items = period.Where(static i => !i.Released).ToList();
                var lines = items.Where(static i => i.Status == SalesItemStatus.Invoiced).SelectMany(static i => i.Lines).ToList();
                if (items.TrueForAll(static i => i.Override is null) && lines.TrueForAll(static line => line.Tax!.Freed is not null))
                {
                    var (agreed, stands) = (Sum(lines.Select(static line => line.Amount)), Sum(lines.Select(static line => line.Tax!.Freed!.Amount)));
                    Assert.True((stands - agreed.Scale(100, 121, Rounding.HalfUp)).Abs() <= Money.FromMinorUnits(lines.Count + 1, Currency.EUR), $"{period.Key}: {stands} on documents of {agreed}");
                }
            }
        }), maxTest: 1500, endSize: 24);

    [Fact]
    public void Running_again_bills_nothing() =>
        PropertyCheck.That(Prop.ForAll(Worlds, world =>
        {
            var book = Play(world);
            var through = Last(book);
            book.Run(through);
            var again = book.Run(through);
            Assert.Empty(again.Items);
            Assert.Null(again.Ledger);
        }), maxTest: 500, endSize: 24);

    [Fact]
    public void Every_charge_recomputes_from_its_own_basis() =>
        PropertyCheck.That(Prop.ForAll(Worlds, world =>
        {
            var book = Play(world);
            book.Run(Last(book));
            foreach (var item in book.Items.Where(i => i.Basis is not null))
            {
                Assert.Equal(item.Basis!.Pieces, ChargeRules.Recompute(item.Basis));
            }

            // a correction may be several items, each with its share of it
            foreach (var step in book.Items.Where(i => i.Basis is not null).GroupBy(i => (i.PeriodStart, i.Charge, i.Run)))
            {
                Assert.Equal(Sum(step.Select(i => i.Computed)), step.First().Basis!.Net - (step.MinBy(i => i.Ordinal)!.BilledBefore ?? Money.Zero(Currency.EUR)));
            }

            Assert.All(book.Items, item => Assert.Equal(item.Net, Sum(item.Lines.Select(l => l.Amount))));
        }), maxTest: 500, endSize: 24);

    private static Money Sum(IEnumerable<Money> money) => Bearing.Sum(money, Currency.EUR);

    private static LocalDate Last(Book book) => book.Highest > new LocalDate(2025, 6, 30) ? book.Highest.Value : new(2025, 6, 30);

    private static Book Play(World world)
    {
        var contract = Book.AContract(Cycles[world.Cycle], world.Timing, Policies[world.Policy]);
        var isCost = Schemes[world.Scheme] is CostPlusPricing;
        var part = Book.APart(contract, world.Metered || isCost ? QuantitySource.Usage("svc") : QuantitySource.Fixed, Schemes[world.Scheme], 3m, 10.01m);
        var book = new Book(contract, part);
        foreach (var step in world.Steps)
        {
            var before = book.Mark();
            Apply(book, step);
            if (book.Mark() != before)
            {
                Played.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
            }
        }

        return book;
    }

    private static void Apply(Book book, Step step)
    {
        var (date, last) = (Book.Start.PlusDays(step.Day), Book.Start.PlusDays(step.Day + step.Length));
        switch (step.Kind)
        {
            case Kind.Run:
                book.Run(date);
                break;
            case Kind.ChangeTerms:
                book.Change(date, part: p => p with { Terms = [.. p.Terms.Append(new(date, step.Amount, UnitPrice.Of(step.Amount + 0.37m, Currency.EUR))).OrderBy(t => t.EffectiveFrom)] });
                break;
            case Kind.Suspend:
                book.Change(date, c => c with { Suspensions = c.Suspensions.Add(new(date, step.Length > 60 ? null : last)) });
                break;
            case Kind.Terminate:
                Terminate(book, date);
                break;
            case Kind.Reinstate when book.Contract.Termination is { } ended:
                book.Change(ended.LastDay, c => c with { Termination = null, Status = ContractStatus.Active });
                break;
            case Kind.EndPart:
                var end = book.Part.LastDay < date ? book.Part.LastDay.Value : date;
                book.Change(end, part: p => p with { LastDay = step.Length > 60 ? null : date });
                break;
            case Kind.Use:
                // reversals only where less than nothing has a price: what tiers make of it, the histories of what is borne show
                var used = book.Part.Terms[0].Pricing!.TakesNegative ? step.Amount - 1m : step.Amount;
                book.Use("u" + (step.Length % 7), date, used, used * 0.3333m);
                break;
            case Kind.RollBack when book.Items.Count > 0:
                book.RollBack(book.Items[^1]);
                break;
            case Kind.ChangeCycle when date > book.Contract.Cycles[^1].EffectiveFrom:
                book.Change(date, c => c with { Cycles = c.Cycles.Add(new(date, Cycles[step.Length % Cycles.Length], (BillingTiming)(step.Length % 2))) });
                break;
            case Kind.MoveStart:
                var moved = book.Contract.EffectiveFrom < date ? book.Contract.EffectiveFrom : date;
                var cycles = book.Contract.Cycles;
                if (cycles.Count == 1 && step.Day < 120)
                {
                    book.Change(moved, c => c with { EffectiveFrom = date });
                }

                break;
            case Kind.Cancel or Kind.Override or Kind.Release or Kind.Credit or Kind.Move when book.Items.Count > 0:
                Decide(book, step);
                break;
            case Kind.Issue:
                book.Issue(step.Length % 5);
                break;
            default:
                break;
        }
    }

    private static void Terminate(Book book, LocalDate date)
    {
        var first = book.Contract.Termination is { } before && before.LastDay < date ? before.LastDay : date;
        book.Change(first, c => c with { Termination = new(date, "test"), Status = ContractStatus.Terminated });
    }

    private static void Decide(Book book, Step step)
    {
        var open = book.Items.FindAll(i => step.Kind switch
        {
            Kind.Release => i is { Released: false } && (i.Status == SalesItemStatus.Canceled || i.Credited == i.Net),
            Kind.Credit => i is { Released: false } && i.Status == SalesItemStatus.Invoiced,
            _ => i.IsEditable(),
        });
        if (open.Count == 0)
        {
            return;
        }

        var item = open[step.Day % open.Count];
        var index = book.Items.IndexOf(item);
        switch (step.Kind)
        {
            case Kind.Cancel:
                book.Decide(index, static (i, _) => i with { Status = SalesItemStatus.Canceled, CancelReason = "goodwill" });
                break;
            case Kind.Override:
                book.Decide(index, (i, others) => Override(i, others, step.Amount));
                break;
            case Kind.Credit:
                var share = Money.FromMinorUnits(item.Net.MinorUnits * (step.Length % 5) / 4, item.Currency);
                book.Decide(index, (i, _) => i with { Credited = share });
                break;
            case Kind.Release:
                book.Decide(index, static (i, _) => i.Release());
                break;
            case Kind.Move when !book.OthersOf(item).Exists(o => o is { Released: false } && o.Status == SalesItemStatus.Invoiced):
                var others = item.MovingWith(book.OthersOf(item)).Select(o => o.Id).Append(item.Id).ToHashSet();
                book.Decide(index, static (i, _) => i);
                book.Items.Where(i => others.Contains(i.Id)).ToList().ForEach(i => book.Items[book.Items.IndexOf(i)] = i with { Customer = new(new Guid(step.Length % 3, 0, 0, [0, 0, 0, 0, 0, 0, 0, 4])), Contract = null });
                break;
            default:
                break;
        }
    }

    private static SalesItem Override(SalesItem item, IReadOnlyList<SalesItem> others, decimal amount)
    {
        var net = Money.Round(amount, item.Currency, Rounding.HalfUp);
        try
        {
            return item.OverrideNet(item.NetByRule().Sign < 0 ? -net : net, new("user", Instant.MinValue, "goodwill"), others);
        }
        catch (RuleViolationException refused) when (refused.Code == SalesItemErrors.ExceedsBorne)
        {
            return item;
        }
    }

    private static Gen<Step> Steps() =>
        from kind in Gen.Frequency(
            (6, Gen.Constant(Kind.Run)), (4, Gen.Constant(Kind.ChangeTerms)), (2, Gen.Constant(Kind.Suspend)), (2, Gen.Constant(Kind.Terminate)),
            (1, Gen.Constant(Kind.Reinstate)), (5, Gen.Constant(Kind.Use)), (2, Gen.Constant(Kind.RollBack)), (1, Gen.Constant(Kind.ChangeCycle)),
            (1, Gen.Constant(Kind.Cancel)), (2, Gen.Constant(Kind.Override)), (2, Gen.Constant(Kind.Release)), (2, Gen.Constant(Kind.Credit)), (1, Gen.Constant(Kind.Move)), (3, Gen.Constant(Kind.Issue)), (1, Gen.Constant(Kind.MoveStart)), (1, Gen.Constant(Kind.EndPart)))
        from day in Gen.Choose(0, 540)
        from length in Gen.Choose(0, 80)
        from amount in Gen.Choose(1, 2000)
        select new Step(kind, day, length, amount / 100m);

    private static IEnumerable<World> Shrink(World world)
    {
        for (var i = 0; i < world.Steps.Length; i++)
        {
            yield return world with { Steps = [.. world.Steps[..i], .. world.Steps[(i + 1)..]] };
        }

        if (world.Cycle > 0)
        {
            yield return world with { Cycle = 0 };
        }

        if (world.Policy > 0)
        {
            yield return world with { Policy = 0 };
        }

        if (world.Scheme > 0)
        {
            yield return world with { Scheme = 0 };
        }
    }

    private sealed record Step(Kind Kind, int Day, int Length, decimal Amount);

    private sealed record World(int Cycle, BillingTiming Timing, int Policy, int Scheme, bool Metered, Step[] Steps)
    {
        public override string ToString() => $"{Cycles[Cycle]} {Timing} {Policies[Policy].Style} {Policies[Policy].Basis} {Schemes[Scheme]} metered={Metered}\n      {string.Join("\n      ", Steps.Select(s => $"{s.Kind} {Book.Start.PlusDays(s.Day):R} +{s.Length} {s.Amount}"))}";
    }
}
