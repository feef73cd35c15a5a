using System.Globalization;
using System.Text.Json;
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
        var known = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        foreach (var step in given.Json.GetProperty("steps").EnumerateArray())
        {
            var events = step.GetProperty("events").EnumerateArray().GroupBy(one => one.Text("subscription")!, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.OrderBy(one => one.Date("date")).ToList(), StringComparer.Ordinal);
            var paused = step.At("auto_invoice_off_subscriptions")?.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal) ?? [];
            var phases = new List<Phase>();
            foreach (var (subscription, dates) in events)
            {
                phases.AddRange(PhasesOf(subscription, dates));
                known[subscription] = dates;
            }

            foreach (var (subscription, dates) in known.Where(pair => !events.ContainsKey(pair.Key) && !paused.Contains(pair.Key)))
            {
                phases.AddRange(PhasesOf(subscription, dates).Select(phase => phase with { Part = phase.Part.Withdrawn() }));
            }

            var existing = ItemsOf(step.GetProperty("existing_invoices").EnumerateArray().SelectMany(invoice => invoice.GetProperty("items").EnumerateArray()));
            foreach (var (item, origin) in existing.Values)
            {
                if (Find(phases, origin) is { } phase)
                {
                    phase.Part.WasBilled(origin.Date("start"), origin.DateOrNull("end"), AmountOf(item));
                }
            }

            var expected = step.GetProperty("expected_items").EnumerateArray().Where(item => item.Number("amount") != 0m)
                .Select(item => Describe(item, existing, phases));
            var actual = phases.SelectMany(phase => phase.Part.Bill(step.Date("target_date")).Select(item => Describe(phase, item)));
            pairs.Add((
                $"run of {step.Text("target_date")}",
                string.Join("; ", expected.Order(StringComparer.Ordinal)),
                string.Join("; ", actual.Order(StringComparer.Ordinal))));
        }

        return Verdict.Same([.. pairs]);
    }

    private static IEnumerable<Phase> PhasesOf(string subscription, List<JsonElement> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var (one, start) = (events[i], events[i].Date("date"));
            var lastDay = i + 1 < events.Count ? events[i + 1].Date("date").PlusDays(-1) : (LocalDate?)null;
            foreach (var (type, price) in new[] { ("FIXED", one.NumberOrNull("fixed_price")), ("RECURRING", one.NumberOrNull("recurring_price")) })
            {
                if (price is { } amount)
                {
                    yield return new(subscription, type, BilledPart.Of(
                        CycleOf(one, start),
                        BillingTiming.InAdvance,
                        start,
                        lastDay,
                        type == "FIXED" ? PartKind.OneOff : PartKind.RecurringService,
                        QuantitySource.Fixed,
                        PricingScheme.PerUnit,
                        new(start, 1m, UnitPrice.Of(amount, Currency.USD))));
                }
            }
        }
    }

    // what is billed once has no period of its own
    private static BillingCycle CycleOf(JsonElement one, LocalDate start) =>
        one.Text("period") == "NO_BILLING_PERIOD" ? BillingCycle.Monthly.OnDay(one.Int("billing_cycle_day")) : KillBillPeriods.CycleOf(one, start);

    /// <summary>Finds each item with the one it adjusts, or itself.</summary>
    private static Dictionary<string, (JsonElement Item, JsonElement Origin)> ItemsOf(IEnumerable<JsonElement> items)
    {
        var found = new Dictionary<string, (JsonElement Item, JsonElement Origin)>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            found.Add(item.Text("id")!, (item, item.Text("linked") is { } linked ? found[linked].Origin : item));
        }

        return found;
    }

    private static Phase? Find(List<Phase> phases, JsonElement item) => phases.Find(phase =>
        phase.Subscription == item.Text("subscription") && phase.Type == item.Text("type") && phase.Part.Holds(item.Date("start")));

    private static string Describe(JsonElement item, Dictionary<string, (JsonElement Item, JsonElement Origin)> existing, List<Phase> phases)
    {
        var origin = item.Text("linked") is { } linked ? existing[linked].Origin : item;
        var slot = Find(phases, origin)?.Part.SlotOf(origin.Date("start"));
        var isCorrection = slot is { } start && Find(phases, origin)!.Part.HasBilled(start);
        return Describe(origin.Text("subscription")!, origin.Text("type")!, isCorrection ? slot : null, origin.Date("start"), origin.DateOrNull("end"), AmountOf(item));
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

    private static Money AmountOf(JsonElement item) => Money.Of(item.Number("amount"), Currency.USD);

    private sealed record Phase(string Subscription, string Type, BilledPart Part);
}
