using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>
/// R-DATED: in whatever order entries are recorded, those of one date keeping theirs, and whatever runs lie between, each period is billed what one run over the final facts bills.
/// </summary>
public sealed class RecordingOrderTests
{
    private static readonly LocalDate Through = Book.Start.PlusMonths(14);

    private static readonly Arbitrary<(Agreement Agreement, Fact[] Facts, int[] Order, int[] Runs)> Cases = Arb.From(
        from agreement in
            from timing in Gen.Choose(0, 1)
            from metered in Gen.Choose(0, 2)
            from cycle in Gen.Choose(0, 3)
            from policy in Gen.Choose(0, 5)
            select new Agreement((BillingTiming)timing, metered == 0, cycle, policy)
        from facts in Gen.NonEmptyListOf(
            from kind in Gen.Choose(0, 9)
            from day in Gen.Choose(-3, 400)
            from amount in Gen.Choose(0, 60)
            from withdrawn in Gen.Choose(0, 5)
            select new Fact(kind, day, amount, withdrawn == 0))
        from order in Gen.ArrayOf(Gen.Choose(0, 1_000), 40)
        from runs in Gen.ArrayOf(Gen.Choose(0, 420), 40)
        select (agreement, facts.Take(12).ToArray(), order, runs));

    [Fact]
    public void Any_order_of_recording_with_runs_between_bills_what_one_run_over_the_final_facts_bills() => PropertyCheck.That(Prop.ForAll(Cases, x =>
    {
        var once = x.Agreement.Book();
        foreach (var (fact, place) in x.Facts.Select((fact, place) => (fact, place)))
        {
            Record(once, fact, place);
        }

        foreach (var (fact, place) in x.Facts.Select((fact, place) => (fact, place)))
        {
            Withdraw(once, fact, place);
        }

        if (once.Run(Through).Obstacles.Count > 0)
        {
            return true; // prices that rise beyond all bounds, a basis that can't measure: nothing is billed either way
        }

        // those of one date keep their order, whatever the dice say
        var book = x.Agreement.Book();
        var places = Enumerable.Range(0, x.Facts.Length).OrderBy(place => x.Order[place]).ToArray();
        foreach (var sameDay in Enumerable.Range(0, x.Facts.Length).GroupBy(place => (x.Facts[place].IsCycle, x.Facts[place].Day)).Where(group => group.Count() > 1))
        {
            var slots = sameDay.Select(place => Array.IndexOf(places, place)).Order().ToArray();
            foreach (var (slot, place) in slots.Zip(sameDay.Order()))
            {
                places[slot] = place;
            }
        }

        foreach (var place in places)
        {
            Record(book, x.Facts[place], place);
            if (x.Runs[place] is > 60 and var days)
            {
                book.Run(Book.Start.PlusDays(days));
            }

            if (x.Order[place] % 2 == 0)
            {
                Withdraw(book, x.Facts[place], place);
            }
        }

        foreach (var place in places)
        {
            Withdraw(book, x.Facts[place], place);
        }

        Assert.Empty(book.Run(Through).Obstacles);
        Bearing.Check(book.Items, once.Billed(), once.Expected(Through.PlusYears(3)));
        return once.Part.Terms == book.Part.Terms && once.Contract.Cycles == book.Contract.Cycles;
    }));

    private static void Record(Book book, Fact fact, int place)
    {
        var date = Book.Start.PlusDays(Math.Max(0, fact.Day));
        switch (fact.Kind)
        {
            case 7:
                Changed(book, c => c.WithCycle(new(date, Cycle: Agreement.Cycles[fact.Amount % 4]) { Id = new(IdOf(place)) }));
                break;
            case 8:
                Changed(book, c => c.WithCycle(new(date, Timing: (BillingTiming)(fact.Amount % 2), Proration: Agreement.Policies[fact.Amount % 6]) { Id = new(IdOf(place)) }));
                break;
            case 9:
                var rises = book.Contract.Escalations.AsEnumerable().Where(one => one.From != date).Append(new(date, Percent.Of(fact.Amount - 20m), 1 + (fact.Amount % 7)));
                Changed(book, c => c with { Escalations = book.Contract.Escalations.Any(one => one.From == date) ? c.Escalations : rises.OrderBy(one => one.From).ToValueList() });
                break;
            default:
                Changed(book, p => p.WithTerms(fact.Entry(date) with { Id = new(IdOf(place)) }));
                break;
        }
    }

    private static void Withdraw(Book book, Fact fact, int place)
    {
        if (!fact.IsWithdrawn || fact.Kind == 9)
        {
            return;
        }

        var withdrawal = new Withdrawal("Ann", default, "error");
        if (fact.IsCycle)
        {
            Changed(book, c => c.WithoutCycle(new(IdOf(place)), withdrawal));
        }
        else
        {
            Changed(book, p => p.WithoutTerms(new(IdOf(place)), withdrawal));
        }
    }

    // as the services do: the ledger is lowered to the first day that the rules of changes give
    private static void Changed(Book book, Func<Contract, Contract> change)
    {
        var (before, after) = (book.Contract, change(book.Contract));
        if (ContractChanges.FirstChangedDay(before, after) is { } day)
        {
            book.Change(day, contract: _ => after);
        }
        else
        {
            Assert.Equal(before, after);
        }
    }

    private static void Changed(Book book, Func<ContractPart, ContractPart> change)
    {
        var (before, after) = (book.Part, change(book.Part));
        if (ContractChanges.FirstChangedDay(before, after, book.Contract) is { } day)
        {
            book.Change(day, part: _ => after);
        }
        else
        {
            Assert.Equal(before, after);
        }
    }

    private static Guid IdOf(int place) => new(place + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 7]);

    private sealed record Agreement(BillingTiming Timing, bool IsMetered, int Cycle, int Policy)
    {
        public static readonly BillingCycle[] Cycles = [BillingCycle.Monthly, BillingCycle.Monthly.OnDay(31), BillingCycle.Quarterly.OnDay(10), BillingCycle.Yearly];

        public static readonly ProrationPolicy[] Policies =
        [
            ProrationPolicy.Default, new() { EffectiveDay = EffectiveDayRule.LastDayOfOld }, new() { Basis = ProrationBasis.FullPeriod }, new() { Basis = ProrationBasis.Thirty360 },
            ProrationPolicy.ConnectWise, new() { Basis = ProrationBasis.Waive, EffectiveDay = EffectiveDayRule.LastDayOfOld },
        ];

        public Book Book()
        {
            var contract = SalesItems.Book.AContract(Cycles[Cycle], Timing, Policies[Policy]);
            var source = IsMetered ? QuantitySource.Usage("svc") : QuantitySource.Fixed;
            var book = new Book(contract, SalesItems.Book.APart(contract, source, PricingScheme.PerUnit, 3m, 10.01m));
            for (var i = 0; IsMetered && i < 9; i++)
            {
                book.Use($"u{i}", SalesItems.Book.Start.PlusDays(i * 41), 7m * i, 1m);
            }

            return book;
        }
    }

    private sealed record Fact(int Kind, int Day, int Amount, bool IsWithdrawn)
    {
        public bool IsCycle => Kind is 7 or 8;

        // days before the start are those of the start, of which there are many
        public int Day { get; } = Math.Max(0, Day);

        public PartTerms Entry(LocalDate date) => Kind switch
        {
            0 or 1 => new(date, Quantity: Amount),
            2 or 3 => new(date, UnitPrice: UnitPrice.Of(Amount + 0.37m, Currency.EUR)),
            4 => new(date, Discount: Amount % 3 == 0 ? Discount.None : Amount % 3 == 1 ? Discount.OfPercent(Percent.Of(Amount)) : Discount.OfAmount(Money.Of(Amount, Currency.EUR))),
            5 => new(date, MinimumQuantity: Amount % 2 == 0 ? 0m : Amount),
            _ => new(date, Pricing: (Amount % 4) switch
            {
                0 => PricingScheme.Flat,
                1 => PricingScheme.Graduated(PriceTiers.None.UpTo(10, 7m, 2m).Beyond(6.5m)),
                2 => PricingScheme.Included(5m, 0.7m),
                _ => PricingScheme.PerUnit with { Minimum = Amount },
            }),
        };
    }
}
