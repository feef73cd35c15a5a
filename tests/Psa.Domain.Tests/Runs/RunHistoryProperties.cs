using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Testing;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>
/// The law of a run for whole customers on a store, edited through the services: whatever happened in whatever order, all that stands as billed is what one run over
/// the final facts bills; every cent of it is on one document, and the numbers have no gap.
/// </summary>
public sealed class RunHistoryProperties
{
    private static readonly string[] Numbers = ["C1", "C2"];
    private static readonly LocalDate Last = new(2026, 6, 30);

    public enum Kind
    {
        Run,
        RunAndRollBack,
        RunAndLeave,
        ChangeTerms,
        Suspend,
        Terminate,
        Reinstate,
        Use,
        Cancel,
        Release,
        EndPart,
        Complete,
        Incomplete,
    }

    private static Arbitrary<Step[]> Histories { get; } = Arb.From(
        from steps in Gen.ListOf(
            from kind in Gen.Frequency(
                (5, Gen.Elements(Kind.Run, Kind.RunAndRollBack, Kind.RunAndLeave)), (4, Gen.Elements(Kind.ChangeTerms, Kind.Use)), (4, Gen.Elements(Enum.GetValues<Kind>())))
            from customer in Gen.Choose(0, Numbers.Length - 1)
            from part in Gen.Choose(0, 3)
            from day in Gen.Choose(0, 400)
            from length in Gen.Choose(0, 60)
            from amount in Gen.Choose(1, 2000)
            select new Step(kind, customer, part, day, length, amount / 100m))
        select steps.ToArray(),
        steps => Enumerable.Range(0, steps.Length).Select(i => (Step[])[.. steps[..i], .. steps[(i + 1)..]]));

    [Fact]
    public void Any_history_bills_what_one_run_over_the_final_facts_bills() =>
        PropertyCheck.That(Prop.ForAll(Histories, steps => Blocking.Run(async () =>
        {
            var world = await PlayAsync(steps);
            var afresh = await AfreshAsync(world);
            Assert.Equal(await afresh.BilledAsync(), await world.BilledAsync());
            await CheckBooksAsync(world);
            Assert.Equal(0, (await world.BillAsync(Last, new(2027, 1, 1))).Counts.Items);
        })), maxTest: 60, endSize: 16);

    private static async Task<AWorld> PlayAsync(Step[] steps)
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(5m) });
        foreach (var number in Numbers)
        {
            var customer = ACustomer(number);
            var (advance, arrears) = (AContract(customer, cycle: BillingCycle.Monthly.OnDay(1)), AContract(customer, BillingTiming.InArrears, BillingCycle.Quarterly, new(2025, 1, 31), name: "2"));
            await world.AddAsync(customer, advance, arrears, APart(advance, 10.01m, 2m), AMeter(advance, 0.37m, 5m), APart(arrears, 33.33m), APart(arrears, 99m, name: "one-off") with { Kind = PartKind.OneOff });
        }

        var date = new LocalDate(2025, 1, 1);
        foreach (var step in steps)
        {
            date = date.PlusDays(1);
            try
            {
                await ApplyAsync(world, step, date);
            }
            catch (PsaException refused) when (refused is RuleViolationException or ValidationFailedException)
            {
                // a step that isn't possible now
            }
        }

        await CloseAsync(world);
        foreach (var number in Numbers)
        {
            await world.Customers.SaveBillingInformationAsync(world.Actor, ACustomer(number).Id, Complete, Token);
        }

        await world.BillAsync(Last, new(2026, 12, 31));
        return world;
    }

    private static async Task ApplyAsync(AWorld world, Step step, LocalDate invoiceDate)
    {
        var (day, last) = (Start.PlusDays(step.Day), Start.PlusDays(step.Day + step.Length));
        var customer = ACustomer(Numbers[step.Customer]);
        var (advance, arrears) = (AContract(customer), AContract(customer, name: "2"));
        var contract = step.Part < 2 ? advance : arrears;
        var part = step.Part switch { 0 => APart(advance), 1 => AMeter(advance), 2 => APart(arrears), _ => APart(arrears, name: "one-off") };
        switch (step.Kind)
        {
            case Kind.Run or Kind.RunAndRollBack or Kind.RunAndLeave:
                await CloseAsync(world);
                var run = await world.CalculateAsync(day, invoiceDate, new() { BatchSize = 1, Parallelism = 1 });
                await EndAsync(world, run, step.Kind);
                break;
            case Kind.ChangeTerms:
                await world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(day, decimal.Floor(step.Amount), Price(step.Amount)), Token);
                break;
            case Kind.Suspend:
                await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(day, last), Token);
                break;
            case Kind.Terminate:
                await world.Contracts.TerminateAsync(world.Actor, contract.Id, new() { On = day, Reason = "test" }, Token);
                break;
            case Kind.Reinstate:
                await world.Contracts.ReinstateAsync(world.Actor, contract.Id, Token);
                break;
            case Kind.Use:
                await world.UseAsync(customer, $"{step.Customer}{step.Length % 5}", day, step.Amount, service: "svc");
                break;
            case Kind.Cancel or Kind.Release:
                await DecideAsync(world, step);
                break;
            case Kind.EndPart:
                await world.Contracts.ChangePartDatesAsync(world.Actor, part.Id, null, step.Length > 40 ? null : day, Token);
                break;
            case Kind.Complete or Kind.Incomplete:
                await world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, step.Kind == Kind.Complete ? Complete : Complete with { Email = null }, Token);
                break;
            default:
                break;
        }
    }

    private static async Task EndAsync(AWorld world, BillingRun run, Kind kind)
    {
        if (kind == Kind.Run)
        {
            await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        }
        else if (kind == Kind.RunAndRollBack)
        {
            await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
        }
    }

    // a run that was left open is calculated again with what happened since, and issued
    private static async Task CloseAsync(AWorld world)
    {
        if (await world.Runs.FindOpenAsync(world.Actor, Seller.Id, Token) is { } open)
        {
            await world.Runs.CalculateAsync(world.Actor, open.Id, cancellationToken: Token);
            await world.Runs.IssueAsync(world.Actor, open.Id, cancellationToken: Token);
        }
    }

    private static async Task DecideAsync(AWorld world, Step step)
    {
        var items = await world.AllItemsAsync();
        if (items.Count == 0)
        {
            return;
        }

        var item = items[(step.Day + step.Length) % items.Count];
        if (step.Kind == Kind.Cancel)
        {
            await world.Items.CancelAsync(world.Actor, item.Id, "test", Token);
        }
        else
        {
            await world.Items.ReleaseAsync(world.Actor, item.Id, Token);
        }
    }

    /// <summary>A new world with the facts as they are at the end, and one run.</summary>
    private static async Task<AWorld> AfreshAsync(AWorld world)
    {
        var afresh = await CreateAsync();
        foreach (var number in Numbers)
        {
            var range = IdRange<Customer>.Of(ACustomer(number).Id);
            await world.ReadAsync(async session =>
            {
                await afresh.AddAsync(ACustomer(number));
                await foreach (var contract in session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(range), Token))
                {
                    await afresh.AddAsync(contract with { Version = 0 });
                }

                await foreach (var part in session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(range), Token))
                {
                    await afresh.AddAsync(part with { Version = 0 });
                }

                await foreach (var used in session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(range, LocalDate.MinIsoValue, LocalDate.MaxIsoValue), Token))
                {
                    await afresh.UseAsync(ACustomer(number), used.SourceId, used.Date, used.Quantity);
                }

                return true;
            });
        }

        await afresh.BillAsync(Last, new(2026, 12, 31));
        return afresh;
    }

    private static async Task CheckBooksAsync(AWorld world)
    {
        var (items, invoices) = (await world.AllItemsAsync(), new List<Psa.Invoices.Invoice>());
        for (var day = Start; day <= Start.PlusDays(20); day = day.PlusDays(1))
        {
            invoices.AddRange(await world.Runs.InvoicesOfDateAsync(world.Actor, Seller.Id, day, Token).ToListAsync(Token));
        }

        invoices.AddRange(await world.Runs.InvoicesOfDateAsync(world.Actor, Seller.Id, new(2026, 12, 31), Token).ToListAsync(Token));
        Assert.Equal(items.Where(i => i.Status == SalesItemStatus.Invoiced).Sum(i => i.Net.MinorUnits), invoices.Sum(RunDeterminismTests.Signed));
        Assert.All(invoices, RunDeterminismTests.Check);
        foreach (var group in invoices.GroupBy(i => i.Kind))
        {
            var numbers = group.Select(i => int.Parse(i.Number![^4..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        }
    }

    private sealed record Step(Kind Kind, int Customer, int Part, int Day, int Length, decimal Amount)
    {
        public override string ToString() => $"\n      {Kind} {Numbers[Customer]} part {Part} {Start.PlusDays(Day):R} +{Length} {Amount}";
    }
}
