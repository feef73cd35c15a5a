using System.Globalization;
using NodaTime;
using Psa.Contracts;
using Psa.SalesItems;

namespace Psa.Conformance.Tests;

/// <summary>
/// Kill Bill's runs over events and existing invoices: a subscription's phase is a part from its event to the next, what was invoiced is what was billed,
/// and the run's items are the answer. Items of nothing aren't written by us.
/// </summary>
internal static class KillBillInvoices
{
    public static Verdict Scenario(Case given)
    {
        var pairs = new List<(string, object?, object?)>();
        var known = new Dictionary<string, List<CaseValue>>(StringComparer.Ordinal);
        foreach (var step in given.Json.Get("steps").Items())
        {
            var events = step.Get("events").Items().GroupBy(one => one.Get("subscription").Text, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.OrderBy(one => one.Get("date").Date).ToList(), StringComparer.Ordinal);
            var paused = step.At("auto_invoice_off_subscriptions")?.Items().Select(name => name.Text).ToHashSet(StringComparer.Ordinal) ?? [];
            var currency = Currency.FromCode(step.Get("currency").Text);
            var phases = new List<Phase>();
            foreach (var (subscription, dates) in events)
            {
                phases.AddRange(PhasesOf(given, subscription, dates, currency, isWithdrawn: false));
                known[subscription] = dates;
            }

            foreach (var (subscription, dates) in known.Where(pair => !events.ContainsKey(pair.Key) && !paused.Contains(pair.Key)))
            {
                phases.AddRange(PhasesOf(given, subscription, dates, currency, isWithdrawn: true));
            }

            var existing = ItemsOf(step.Get("existing_invoices").Items().SelectMany(invoice => invoice.Get("items").Items()));
            foreach (var (item, origin) in existing.Values)
            {
                var (start, end, amount) = (origin.Get("start").Date, origin.At("end")?.Date, Money.Of(item.Get("amount").Number, currency));
                Find(phases, origin)?.WasBilled(start, end, amount);
            }

            var expected = step.Get("expected_items").Items().Select(item => (Text: Describe(item, existing, phases, currency), Amount: item.Get("amount").Number)).ToArray();
            var actual = phases.SelectMany(phase => phase.Account.Bill(step.Get("target_date").Date).Items.Select(item => Describe(phase, item)));
            pairs.Add((
                "run",
                string.Join("; ", expected.Where(item => item.Amount != 0m).Select(item => item.Text).Order(StringComparer.Ordinal)),
                string.Join("; ", actual.Order(StringComparer.Ordinal))));
        }

        return Verdict.Same(pairs);
    }

    private static IEnumerable<Phase> PhasesOf(Case given, string subscription, List<CaseValue> events, Currency currency, bool isWithdrawn)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var (one, start) = (events[i], events[i].Get("date").Date);
            var lastDay = i + 1 < events.Count ? events[i + 1].Get("date").Date.PlusDays(-1) : (LocalDate?)null;
            var (cycle, timing) = (CycleOf(one, start), one.Get("mode").Text == "IN_ADVANCE" ? BillingTiming.InAdvance : BillingTiming.InArrears);
            foreach (var (type, price) in new[] { ("FIXED", one.At("fixed_price")?.Number), ("RECURRING", one.At("recurring_price")?.Number) })
            {
                if (price is { } amount)
                {
                    yield return new(subscription, type, currency, new(cycle, start)
                    {
                        Timing = timing,
                        Proration = given.Presets.KillBill,
                        LastDay = lastDay,
                        Kind = type == "FIXED" ? PartKind.OneOff : PartKind.RecurringService,
                        Terms = [new(start, 1m, UnitPrice.Of(amount, currency), Pricing: PricingScheme.PerUnit)],
                        IsWithdrawn = isWithdrawn,
                    });
                }
            }
        }
    }

    // what is billed once has no period of its own
    private static BillingCycle CycleOf(CaseValue one, LocalDate start)
    {
        var day = one.Get("billing_cycle_day").Int;
        return one.Get("period").Text == "NO_BILLING_PERIOD" ? BillingCycle.Monthly.OnDay(day) : KillBillPeriods.CycleOf(one, start);
    }

    /// <summary>Finds each item with the one it adjusts, or itself. An adjustment takes days away from one item.</summary>
    private static Dictionary<string, (CaseValue Item, CaseValue Origin)> ItemsOf(IEnumerable<CaseValue> items)
    {
        var found = new Dictionary<string, (CaseValue Item, CaseValue Origin)>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var origin = OriginOf(item, found);
            found.Add(item.Get("id").Text, (item, origin));
        }

        return found;
    }

    private static CaseValue OriginOf(CaseValue item, Dictionary<string, (CaseValue Item, CaseValue Origin)> existing)
    {
        var (type, subscription, start, end) = (item.Get("type").Text, item.At("subscription")?.Text, item.Get("start").Date, item.At("end")?.Date);
        if (item.At("linked") is not { } linked)
        {
            return item;
        }

        var origin = existing[linked.Text].Origin;
        return type == "REPAIR_ADJ" && (subscription is null || origin.Get("subscription").Text == subscription) && start >= origin.Get("start").Date && end <= origin.Get("end").Date
            ? origin
            : throw new NotSupportedException("an adjustment of other days");
    }

    private static Phase? Find(List<Phase> phases, CaseValue item)
    {
        var (subscription, type, start) = (item.Get("subscription").Text, item.Get("type").Text, item.Get("start").Date);
        return phases.Find(phase => phase.Subscription == subscription && phase.Type == type && phase.Holds(start));
    }

    private static string Describe(CaseValue item, Dictionary<string, (CaseValue Item, CaseValue Origin)> existing, List<Phase> phases, Currency currency)
    {
        var origin = OriginOf(item, existing);
        var start = origin.Get("start").Date;
        var corrected = Find(phases, origin)?.BilledSlotAt(start);
        return Describe(origin.Get("subscription").Text, origin.Get("type").Text, corrected, start, origin.At("end")?.Date, Money.Of(item.Get("amount").Number, currency));
    }

    private static string Describe(Phase phase, SalesItem item) => Describe(
        phase.Subscription,
        phase.Type,
        item.BilledBefore is null ? null : item.PeriodStart,
        item.Period!.Value.Start,
        phase.Type == "FIXED" ? null : item.Period!.Value.EndExclusive,
        item.Net);

    // their adjustment names the days taken away, our correction the period it corrects
    private static string Describe(string subscription, string type, LocalDate? corrects, LocalDate start, LocalDate? end, Money amount) => string.Create(
        CultureInfo.InvariantCulture,
        $"{subscription} {(corrects is { } slot ? $"correction of {slot:R}" : end is { } day ? $"{type} {start:R} to {day:R}" : $"{type} {start:R}")}: {amount}");

    private sealed class Phase
    {
        private readonly HashSet<LocalDate> _billed = [];
        private readonly Agreement _agreement;
        private readonly Id<ContractPart> _part;

        public Phase(string subscription, string type, Currency currency, Agreement agreement)
        {
            (Subscription, Type, _agreement) = (subscription, type, agreement);
            Account = new(currency);
            _part = Account.Add(agreement);
        }

        public string Subscription { get; }

        public string Type { get; }

        public Account Account { get; }

        public bool Holds(LocalDate date) => date >= _agreement.Start && (_agreement.LastDay is not { } last || date <= last);

        public LocalDate? BilledSlotAt(LocalDate date) => _agreement.PeriodAt(date).Slot is var slot && _billed.Contains(slot) ? slot : null;

        public void WasBilled(LocalDate start, LocalDate? end, Money amount)
        {
            var (slot, full) = _agreement.PeriodAt(start);
            Account.WasBilled(_part, slot, end is { } date ? DatePeriod.Create(start, date) : full, amount);
            _billed.Add(slot);
        }
    }
}
