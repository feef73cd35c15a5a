using System.Text.Json.Serialization.Metadata;
using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Records;
using Psa.SalesItems;

namespace Psa.Conformance.Tests;

/// <summary>Kill Bill's recurring items: cycle, start, end and target date → periods with exact fractions.</summary>
internal static class KillBillPeriods
{
    public static Verdict Items(Case given)
    {
        var json = given.Json;
        if (json.At("kb_quirk") is not null)
        {
            return Quirk(given);
        }

        var agreement = AgreementOf(given);
        var items = Bill(json, agreement);
        Item[] expected = [.. json.Get("expected_items").Items().Select(item => new Item(DatePeriod.Create(item.Get("start").Date, item.Get("end").Date), Rational.Parse(item.Get("fraction").Text)))];
        return Verdict.Same(
            ("items", string.Join("; ", expected), string.Join("; ", items)),
            ("the case's own sum", Rational.SumOf(Rational.Terms(json.Get("fraction").Text)), Rational.SumOf(expected.Select(item => item.Fraction))),
            ("next billing cycle date", json.Get("next_billing_cycle_date").Date, Next(agreement, items)));
    }

    /// <summary>Cycle dates: the bounds of the periods that the library bills.</summary>
    public static Verdict Interval(Case given)
    {
        var json = given.Json;
        var expected = json.Get("expected_interval");
        if (TryAgreementOf(given, out var refusal) is not { } agreement)
        {
            return Verdict.Refused("cycle", refusal);
        }

        if (json.Get("in_arrear_greedy").Flag && agreement.Timing == BillingTiming.InAdvance)
        {
            throw new NotSupportedException("greedy in advance");
        }

        var bounds = agreement.PeriodsThrough(agreement.Start).SelectMany(period => new[] { period.Full.Start, period.Full.EndExclusive });
        var pairs = new List<(string, object?, object?)> { ("first", expected.Get("first_billing_cycle_date").Date, bounds.First(bound => bound >= agreement.Start)) };
        if (json.At("target_date") is not null)
        {
            var items = Bill(json, agreement);
            pairs.Add(("something to bill", expected.Get("has_something_to_bill").Flag, items.Count > 0));
            pairs.Add(("effective end", expected.At("effective_end_date")?.Date, Until(items)));
            pairs.Add(("last", expected.At("last_billing_cycle_date")?.Date, Until(items) is { } date ? agreement.PeriodAt(date).Full.Start : null));
            pairs.Add(("next", expected.Get("next_billing_cycle_date").Date, Next(agreement, items)));
        }

        return Verdict.Same(pairs);
    }

    /// <summary>What ends before it starts is refused when it is entered.</summary>
    public static Verdict Invalid(Case given)
    {
        var agreement = AgreementOf(given);
        var customer = new Customer { Id = default, Tenant = default, Number = "1", Name = "Customer", Payer = default };
        var wizard = ContractWizards.Start(customer, customer with { BillingInformation = new() { LegalName = "A", Email = "a@example.org", Language = "en", Address = new() { City = "Graz", Country = "AT" }, Currency = Currency.USD, TaxCode = "S" } }, [])
            .WithTerms(new() { Customer = default, Name = "Contract", EffectiveFrom = agreement.Start, Cycle = agreement.Cycle, Timing = agreement.Timing, Proration = agreement.Proration })
            .WithParts([new() { Text = "Service", LastDay = agreement.LastDay, Quantity = 1m, UnitPrice = agreement.Terms[0].UnitPrice }]);
        var billed = Bill(given.Json, agreement);
        return Verdict.Same(
            ("refusal", given.Json.Get("expected_error").Text == "InvalidDateSequenceException", wizard.Problems().Any(problem => problem.Code == ContractErrors.EndBeforeStart)),
            ("items", string.Empty, string.Join("; ", billed)));
    }

    /// <summary>What Kill Bill gets wrong: ours must keep to the properties of spec 1, be aligned where the case says so, or refuse.</summary>
    public static Verdict Quirk(Case given)
    {
        var json = given.Json;
        var mustRefuse = json.At("expected_error")?.Text is not null;
        try
        {
            if (TryAgreementOf(given, out var refusal) is not { } agreement)
            {
                return Verdict.Refused("cycle", refusal);
            }

            var items = Bill(json, agreement);
            var aligned = json.At("bcd_aligned_fraction")?.Text;
            return Verdict.Same(
                ("refusal", mustRefuse, false),
                ("shares in [0, 1]", 0, items.Count(item => item.Fraction.Numerator < 0 || item.Fraction.Numerator > item.Fraction.Denominator)),
                ("aligned fraction", aligned is null ? null : string.Join("+", Rational.Terms(aligned)), aligned is null ? null : string.Join("+", items.Select(item => item.Fraction))));
        }
        catch (RuleViolationException refusal) when (refusal.Code == (mustRefuse ? ContractErrors.BadCycleAnchor : ContractErrors.BasisNotForWeeks))
        {
            return Verdict.RightlyRefused;
        }
    }

    /// <summary>Kill Bill's periods are months or weeks. One of days is written as the library stores cycles, and refused by it.</summary>
    public static BillingCycle CycleOf(CaseValue json, LocalDate start) => json.Get("period").Text switch
    {
        "MONTHLY" => OfMonths(1, json),
        "BIMESTRIAL" => OfMonths(2, json),
        "QUARTERLY" => OfMonths(3, json),
        "TRIANNUAL" => OfMonths(4, json),
        "BIANNUAL" => OfMonths(6, json),
        "ANNUAL" => OfMonths(12, json),
        "SESQUIENNIAL" => OfMonths(18, json),
        "BIENNIAL" => OfMonths(24, json),
        "TRIENNIAL" => OfMonths(36, json),
        "WEEKLY" => BillingCycle.EveryWeeks(1, start),
        "BIWEEKLY" => BillingCycle.EveryWeeks(2, start),
        "DAILY" => OfDays(1),
        "THIRTY_DAYS" => OfDays(30),
        "THIRTY_ONE_DAYS" => OfDays(31),
        "SIXTY_DAYS" => OfDays(60),
        "NINETY_DAYS" => OfDays(90),
        var period => throw new NotSupportedException($"a cycle of {period}"),
    };

    private static BillingCycle OfMonths(int months, CaseValue json) =>
        json.At("billing_cycle_day") is { } day ? BillingCycle.EveryMonths(months).OnDay(day.Int) : BillingCycle.EveryMonths(months);

    private static BillingCycle OfDays(int days) =>
        PsaJson.Read(FormattableString.Invariant($$"""{"unit":"Days","count":{{days}}}"""), (JsonTypeInfo<BillingCycle>)PsaJson.Options.GetTypeInfo(typeof(BillingCycle)));

    private static Agreement? TryAgreementOf(Case given, out string refusal)
    {
        try
        {
            refusal = string.Empty;
            return AgreementOf(given);
        }
        catch (InvalidDataPsaException refused) when (refused.Code == PsaErrors.MalformedJson)
        {
            refusal = refused.Message;
            return null;
        }
    }

    private static Agreement AgreementOf(Case given)
    {
        var (json, preset) = (given.Json, given.Presets.KillBill);
        var start = json.Get("start").Date;
        var days = json.At("proration_fixed_days")?.Int ?? 0;
        return new Agreement(CycleOf(json, start), start)
        {
            Timing = TimingOf(json),
            Proration = days == 0 ? preset : preset with { Basis = ProrationBasis.FixedDaysAMonth(days) },
            LastDay = json.At("end") is { } end ? preset.EndExclusive(end.Date).PlusDays(-1) : null,
        }.AtDearPrice(Currency.USD);
    }

    private static BillingTiming TimingOf(CaseValue json) => json.Get("mode").Text == "IN_ADVANCE" ? BillingTiming.InAdvance : BillingTiming.InArrears;

    private static List<Item> Bill(CaseValue json, Agreement agreement)
    {
        var account = new Account(Currency.USD);
        account.Add(agreement);
        return [.. account.Bill(BillThrough(json, agreement)).Items.Select(Item.Of)];
    }

    // in arrears their target date is the first day no longer billed; "greedy" goes on to the end of the period that holds it
    private static LocalDate BillThrough(CaseValue json, Agreement agreement)
    {
        var target = json.Get("target_date").Date;
        if (agreement.Timing == BillingTiming.InAdvance)
        {
            return target;
        }

        if (json.At("in_arrear_greedy") is { Flag: true } && target > agreement.Start)
        {
            return agreement.PeriodAt(target.PlusDays(-1)).Full.LastDay;
        }

        return target.PlusDays(-1);
    }

    private static LocalDate? Until(List<Item> items) => items.Count > 0 ? items[^1].Days.EndExclusive : null;

    private static LocalDate Next(Agreement agreement, List<Item> items) => agreement.PeriodAt(Until(items) ?? agreement.Start).Full.EndExclusive;

    private sealed record Item(DatePeriod Days, Rational Fraction)
    {
        public static Item Of(SalesItem item) => new(item.Period!.Value, Rational.Of(item.Basis!.Pieces.AsEnumerable().Single().Units, item.Basis.Units));

        public override string ToString() => $"{Days} {Fraction}";
    }
}
