using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Testing;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>A full period of what a quote made costs what the quote said, by the engine that bills it (R-RECURRING).</summary>
public sealed class WonContractProperties
{
    private static readonly LocalDate First = new(2025, 2, 1);
    private static readonly BillingCycle[] Cycles = [BillingCycle.Monthly, BillingCycle.Quarterly, BillingCycle.Yearly.OnDay(1), BillingCycle.EveryWeeks(4, First)];
    private static readonly ConcurrentDictionary<Kind, int> Seen = new();

    private enum Kind
    {
        Undiscounted,
        LinePercent,
        LineAmount,
        UnitAmount,
        HeaderPercent,
        SeveralCycles,
        InArrears,
        GivenBack,
        PricesWithTax,
        Termed,
        OneTimeBeside,
    }

    private static Gen<NewQuoteLine> Lines() =>
        from quantity in Gen.Choose(-200, 3000)
        from units in Gen.Elements(1m, 10m, 1000m)
        from price in Gen.Choose(0, 900_000)
        from places in Gen.Elements(100m, 10_000m)
        from kind in Gen.Choose(0, 3)
        from off in Gen.Choose(1, 2000)
        from cycle in Gen.Elements(Cycles)
        from timing in Gen.Elements(BillingTiming.InAdvance, BillingTiming.InArrears)
        from term in Gen.Elements<int?>(null, 12, 24)
        from isOnce in Gen.Choose(0, 5)
        let line = ALine(price / places, quantity / units, discount: DiscountOf(kind, off, quantity / units, price / places))
        select isOnce == 0 ? line : Recurring(line, cycle, term, timing);

    [Fact]
    public void A_full_period_of_the_contracts_costs_what_the_quote_said() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from lines in Gen.NonEmptyListOf(Lines())
                from first in Gen.Choose(0, 60_000)
                from second in Gen.Choose(0, 40_000)
                from header in Gen.Choose(0, 2)
                from rounding in DocumentArb.AnyRounding()
                from mode in Gen.Elements(PriceMode.TaxExclusive, PriceMode.TaxExclusive, PriceMode.TaxInclusive)
                select (Lines: lines.Take(6).ToArray(), Header: (ValueList<Discount>)[.. new[] { first / 1000m, second / 1000m }.Take(header).Select(percent => Discount.OfPercent(Percent.Of(percent)))], rounding, mode)),
            x => Blocking.Run(async () =>
            {
                var desk = await AWinDesk.OpenAsync(entity: entity => entity with { Rounding = x.rounding, PriceMode = x.mode });
                Count(x.Lines, x.Header, x.mode);
                var won = await desk.WinAsync(await desk.ActiveAsync(content => content with { Discounts = x.Header }, x.Lines));
                foreach (var contract in won.Contracts)
                {
                    await desk.World.Contracts.ActivateAsync(desk.World.Actor, contract.Id, cancellationToken: Token);
                }

                if (won.Contracts.Count > 0)
                {
                    await desk.World.CalculateAsync(new(2026, 1, 31));
                }

                var items = (await desk.World.AllItemsAsync()).FindAll(static item => item.PeriodStart == First);
                foreach (var (cycle, totals) in won.Quote.Recurring)
                {
                    var own = won.Contracts.Where(contract => contract.Cycles[0].Cycle == cycle).Select(contract => contract.Id).ToHashSet();
                    var billed = items.Where(item => own.Contains(item.Contract!.Value)).Sum(item => item.Net.Amount);
                    Assert.Equal((x.mode == PriceMode.TaxInclusive ? totals.TotalWithTax : totals.PreFreight).Amount, billed);
                }
            })),
        150,
        8,
        Seen);

    private static Discount? DiscountOf(int kind, int off, decimal quantity, decimal price) => kind switch
    {
        0 => null,
        1 => Discount.OfPercent(Percent.Of(off / 20m)),
        2 => Discount.OfAmount(Money.Round(Math.Abs(quantity) * price * off / 2000m, Currency.EUR, Rounding.Down)),
        _ => Discount.OfUnitAmount(UnitPrice.Of(price * off / 2000m, Currency.EUR)),
    };

    private static void Count(NewQuoteLine[] lines, ValueList<Discount> header, PriceMode mode)
    {
        foreach (var line in lines)
        {
            var discount = line.Line.Discount;
            Note(discount is null ? Kind.Undiscounted : discount.Percent is not null ? Kind.LinePercent : discount.Amount is not null ? Kind.LineAmount : Kind.UnitAmount);
            Note(Kind.OneTimeBeside, line.Recurring is null);
            Note(Kind.InArrears, line.Recurring?.Timing == BillingTiming.InArrears);
            Note(Kind.Termed, line.Recurring?.TermMonths is not null);
            Note(Kind.GivenBack, line.Recurring is not null && line.Line.Quantity < 0m);
        }

        Note(Kind.HeaderPercent, !header.IsEmpty);
        Note(Kind.PricesWithTax, mode == PriceMode.TaxInclusive);
        Note(Kind.SeveralCycles, lines.Select(line => line.Recurring?.Cycle).OfType<BillingCycle>().Distinct().Count() > 1);
    }

    private static void Note(Kind kind, bool did = true)
    {
        if (did)
        {
            Seen.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        }
    }
}
