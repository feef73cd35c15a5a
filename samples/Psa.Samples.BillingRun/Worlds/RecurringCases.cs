using static Psa.Samples.BillingRun.Worlds.CaseFacts;

namespace Psa.Samples.BillingRun.Worlds;

/// <summary>Fixed services: whole and broken periods, changes in their middle, ends, corrections of what was billed.</summary>
internal static class RecurringCases
{
    internal static IReadOnlyList<SampleCase> All { get; } =
    [
        new("Adler Bau GmbH", "billed monthly in advance: 5 × 29.00", "145.00", c =>
            c.Part(c.InAdvance(), "Mailbox", 5m, 29.00m)),

        new("Birke & Söhne", "billed monthly in arrears: 3 × 49.90", "149.70", c =>
            c.Part(c.InArrears(), "Managed server", 3m, 49.90m)),

        new("Café Cordes", "starts in mid-month, 10 March: 100.00 × 22/31", "70.97", c =>
            c.Part(c.InAdvance(Day(10)), "Firewall service", 1m, 100.00m)),

        new("Deichmann Optik", "a quarter that began on 15 January: 300.00 × 76/90", "253.33", c =>
            c.Part(c.Every(BillingCycle.Quarterly.OnDay(1), new(2026, 1, 15)), "Managed network", 1m, 300.00m)),

        new("Elbe Logistik", "anniversary on the 31st: periods from 31 January, 28 February and 31 March, 3 × 80.00", "240.00", c =>
            c.Part(c.Every(BillingCycle.Monthly, new(2026, 1, 31)), "Monitoring", 1m, 80.00m)),

        new("Fischer Medien", "quantity raised in mid-month, 15 March: 22.00 × 14/31 + 44.00 × 17/31", "34.06", c =>
            c.Part(c.InAdvance(), "Virtual desktop", 1m, 22.00m, part => part with { Terms = part.Terms.Add(new(Day(15), 2m)) })),

        new("Gärtnerei Grün", "quantity lowered in mid-month, 21 March: 150.00 × 20/31 + 105.00 × 11/31", "134.03", c =>
            c.Part(c.InAdvance(), "Phone line", 10m, 15.00m, part => part with { Terms = part.Terms.Add(new(Day(21), 7m)) })),

        new("Hafen-Apotheke", "terminated in mid-month, last day 17 March: 60.00 × 17/31", "32.90", c =>
            c.Part(c.InArrears(change: Terminated(Day(17))), "Managed workstation", 1m, 60.00m)),

        new("Iris Yoga", "terminated after the quarter was billed: 300.00 × 31/90 come back, beside 145.00 of a new contract", "41.67", c =>
        {
            var old = c.Every(BillingCycle.Quarterly.OnDay(1), new(2026, 1, 1), Terminated(new(2026, 2, 28)));
            c.Billed(old, c.Part(old, "Managed network", 1m, 300.00m), DatePeriod.Create(new(2026, 1, 1), new(2026, 4, 1)), 300.00m, dirtyFrom: March);
            c.Part(c.InAdvance(), "Mailbox", 5m, 29.00m);
        }),

        new("Jansen Werft", "price change back-dated to 15 February: 7.50 more for February, then 10 × 21.50", "222.50", c =>
        {
            var contract = c.InAdvance(new(2026, 2, 1));
            var part = c.Part(contract, "Managed workstation", 10m, 20.00m, p => p with { Terms = p.Terms.Add(new(new(2026, 2, 15), UnitPrice: UnitPrice.Of(21.50m, c.Currency), Note: "agreed in March")) });
            c.Billed(contract, part, DatePeriod.Create(new(2026, 2, 1), March), 200.00m, dirtyFrom: new(2026, 2, 15));
        }),

        new("Kiel Keramik", "trial until 15 March: 31.00 × 16/31", "16.00", c =>
            c.Part(c.InAdvance(), "Backup agent", 1m, 31.00m, part => part with { TrialLastDay = Day(15) })),

        new("Lotse Consult", "still in its trial: nothing", string.Empty, c => c.Part(c.InAdvance(), "Managed server", 2m, 49.90m))
        {
            Change = customer => customer with { TrialLastDay = new(2026, 4, 30) },
        },

        new("Möwe Reisen", "suspended from 10 to 16 March: 62.00 × 24/31", "48.00", c =>
            c.Part(c.InAdvance(change: contract => contract with { Suspensions = [new(Day(10), Day(16), "renovation")] }), "Guest wireless", 1m, 62.00m)),

        new("Nordwind Segel", "10 % off, with a reason: 12 × 18.50 − 10 %", "199.80", c =>
            c.Part(c.InAdvance(), "Mailbox", 12m, 18.50m, part => part with
            {
                Terms = [part.Terms[0] with { Discount = Discount.OfPercent(Percent.Of(10m), "charity") }],
            })),

        new("Otto Druck", "price escalation of 3 % from 1 March: 100.00 → 103.00", "103.00", c =>
            c.Part(c.InAdvance(new(2025, 3, 1), contract => contract with { Escalations = [new(March, Percent.Of(3m))] }), "Managed server", 1m, 100.00m, part => part with { BillFrom = March })),

        new("Pohl Architekten", "every two weeks since Monday 2 March: 3 × 25.00", "75.00", c =>
            c.Part(c.Every(BillingCycle.EveryWeeks(2, new(2026, 3, 2)), new(2026, 3, 2)), "Patch round", 1m, 25.00m)),

        new("Quast Malerei", "months of 30 days, from 11 March: 90.00 × 20/30", "60.00", c =>
            c.Part(c.InAdvance(Day(11), Prorated(ProrationBasis.Thirty360)), "Managed workstation", 1m, 90.00m)),

        new("Reeder & Partner", "proration off, from 20 March: a whole month", "75.00", c =>
            c.Part(c.InAdvance(Day(20), Prorated(ProrationBasis.FullPeriod)), "Antivirus", 5m, 15.00m)),

        new("Sander Holz", "set up once, never prorated: 490.00, beside 22/31 of 62.00", "534.00", c =>
        {
            var contract = c.InAdvance(Day(10));
            c.Part(contract, "Set-up", 1m, 490.00m, part => part with { Kind = PartKind.OneOff });
            c.Part(contract, "Managed workstation", 1m, 62.00m);
        }),

        new("Tiede Bäckerei", "catalog price, which rose on 1 March: 8 × 12.90", "103.20", c =>
            c.AtCatalogPrice(c.InAdvance(), SampleCompany.Endpoint, 8m)),
    ];

    private static Func<Contract, Contract> Prorated(ProrationBasis basis) => contract =>
        contract with { Cycles = [contract.Cycles[0] with { Proration = new() { Basis = basis } }] };

    private static Func<Contract, Contract> Terminated(LocalDate lastDay) => contract =>
        contract with { Status = ContractStatus.Terminated, Termination = new(lastDay, "moved to another provider") };
}
