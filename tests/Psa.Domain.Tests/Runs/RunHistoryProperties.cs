using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.SalesItems;
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
        Override,
        Move,
        Credit,
        Discount,
    }

    // how often a step of each kind was possible
    private static readonly ConcurrentDictionary<Kind, int> Played = new();

    private static Arbitrary<Step[]> Histories { get; } = Arb.From(
        from count in Gen.Choose(2, 22)
        from steps in Gen.ArrayOf(Steps(), count)
        select steps,
        steps => Enumerable.Range(0, steps.Length).Select(i => (Step[])[.. steps[..i], .. steps[(i + 1)..]]));

    [Fact]
    public void Any_history_bills_what_one_run_over_the_final_facts_bills() =>
        PropertyCheck.That(Prop.ForAll(Histories, steps => Blocking.Run(async () =>
        {
            var world = await PlayAsync(steps);
            Bearing.Check(await world.AllItemsAsync(), await AfreshAsync(world, Last), await AfreshAsync(world, Last.PlusYears(3)));
            await CheckBooksAsync(world);
            Assert.Equal(0, (await world.BillAsync(Last, new(2027, 1, 1))).Counts.Items);
        })), maxTest: 300, endSize: 24, tally: Played);

    internal static Gen<Step> Steps() =>
        from kind in Gen.Frequency(
            (5, Gen.Elements(Kind.Run, Kind.RunAndRollBack, Kind.RunAndLeave)),
            (3, Gen.Elements(Kind.ChangeTerms, Kind.Use)),
            (5, Gen.Elements(Enum.GetValues<Kind>())),
            (4, Gen.Elements(Kind.Cancel, Kind.Release, Kind.Override, Kind.Move, Kind.Credit, Kind.Discount)))
        from customer in Gen.Choose(0, Numbers.Length - 1)
        from part in Gen.Choose(0, 3)
        from day in Gen.Choose(0, 400)
        from length in Gen.Choose(0, 60)
        from amount in Gen.Choose(1, 2000)
        select new Step(kind, customer, part, day, length, amount / 100m);

    private static async Task<AWorld> PlayAsync(Step[] steps)
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(150m) });
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
                if (await ApplyAsync(world, step, date))
                {
                    Played.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
                }
            }
            catch (PsaException refused) when (refused is RuleViolationException or ValidationFailedException or BillingInformationRequiredException)
            {
                // a step that isn't possible now
            }
        }

        await CloseAsync(world);
        await IssueDraftsAsync(world, date.PlusDays(1));
        foreach (var number in Numbers)
        {
            await world.Customers.SaveBillingInformationAsync(world.Actor, ACustomer(number).Id, Complete, Token);
        }

        await world.BillAsync(Last, new(2026, 12, 31));
        return world;
    }

    internal static async Task<bool> ApplyAsync(AWorld world, Step step, LocalDate invoiceDate)
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
            case Kind.Cancel or Kind.Release or Kind.Override or Kind.Move or Kind.Credit:
                return await DecideAsync(world, step);
            case Kind.Discount:
                await CloseAsync(world);
                await IssueDraftsAsync(world, invoiceDate);
                return await DiscountAsync(world, step, invoiceDate);
            case Kind.EndPart:
                await world.Contracts.ChangePartDatesAsync(world.Actor, part.Id, null, step.Length > 40 ? null : day, Token);
                break;
            case Kind.Complete or Kind.Incomplete:
                await world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, step.Kind == Kind.Complete ? Complete : Complete with { Email = null }, Token);
                break;
            default:
                break;
        }

        return true;
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
    internal static async Task CloseAsync(AWorld world)
    {
        if (await world.Runs.FindOpenAsync(world.Actor, Seller.Id, Token) is { } open)
        {
            await world.Runs.CalculateAsync(world.Actor, open.Id, cancellationToken: Token);
            await world.Runs.IssueAsync(world.Actor, open.Id, cancellationToken: Token);
        }
    }

    // what was left a draft by hand is issued with what happened since
    internal static async Task IssueDraftsAsync(AWorld world, LocalDate date)
    {
        foreach (var draft in await DraftsAsync(world))
        {
            await world.Invoices.IssueAsync(world.Actor, draft, date, Token);
        }
    }

    private static async Task<List<Id<Psa.Invoices.Invoice>>> DraftsAsync(AWorld world) =>
        await PageRequest.AllAsync(page => world.Invoices.ListAsync(world.Actor, new() { Status = Psa.Invoices.InvoiceStatus.Draft }, page, Token), Token).Where(static draft => draft.Run is null).Select(static draft => draft.Id).ToListAsync(Token);

    private static async Task<bool> DecideAsync(AWorld world, Step step)
    {
        var drafts = await DraftsAsync(world);
        var items = (await world.AllItemsAsync()).FindAll(i => step.Kind switch
        {
            Kind.Release => i is { Released: false } && (i.Status == SalesItemStatus.Canceled || i.Credited == i.Net),
            Kind.Credit => i is { Released: false, Net.IsZero: false, Invoice: { } invoice } && i.Status == SalesItemStatus.Invoiced && !drafts.Contains(invoice),
            _ => i.IsEditable(),
        });
        if (items.Count == 0)
        {
            return false;
        }

        var item = items[(step.Day + step.Length) % items.Count];
        switch (step.Kind)
        {
            case Kind.Cancel:
                await world.Items.CancelAsync(world.Actor, item.Id, "test", Token);
                break;
            case Kind.Release:
                await world.Items.ReleaseAsync(world.Actor, item.Id, Token);
                break;
            case Kind.Override:
                await world.Items.OverrideAsync(world.Actor, item.Id, item.Net.Sign < 0 ? -Eur(step.Amount) : Eur(step.Amount), "goodwill", Token);
                break;
            case Kind.Move:
                await world.Items.MoveAsync(world.Actor, item.Id, ACustomer(Numbers[step.Customer]).Id, Token);
                break;
            default:
                await CreditAsync(world, item, Money.FromMinorUnits(item.Net.MinorUnits * (1 + (step.Length % 4)) / 4, Currency.EUR));
                break;
        }

        return true;
    }

    // what waits for a document is put on one by hand, with a discount on the whole
    private static async Task<bool> DiscountAsync(AWorld world, Step step, LocalDate invoiceDate)
    {
        var customer = ACustomer(Numbers[step.Customer]).Id;
        var items = (await world.AllItemsAsync()).FindAll(i => i.Customer == customer && i.Status == SalesItemStatus.Pending && i.Contract == AContract(ACustomer(Numbers[step.Customer]), name: step.Part < 2 ? "1" : "2").Id);
        if (items.Count == 0)
        {
            return false;
        }

        var draft = await world.Invoices.DraftAsync(
            world.Actor,
            new()
            {
                Customer = customer,
                Contract = items[0].Contract,
                Items = [.. items.Select(static i => i.Id)],
                Content = new() { Lines = [], IssueDate = invoiceDate, Discounts = [step.Length % 3 == 0 ? Discount.OfAmount(Eur(0.10m)) : Discount.OfPercent(Percent.Of(step.Length))] },
            },
            Token);
        if (draft.Totals.TotalWithTax.Sign < 0)
        {
            await world.Invoices.DeleteAsync(world.Actor, draft.Id, Token);
            return false;
        }

        if (step.Amount < 10m)
        {
            await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        }

        return true;
    }

    // as the credit notes of people will do it
    private static Task CreditAsync(AWorld world, SalesItem item, Money credited) => world.InSessionAsync(async session =>
    {
        session.Of<SalesItem>().Update(item with { Credited = credited });
        if (await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(new Id<ContractPart>(item.SourceId)), Token) is { } ledger)
        {
            session.Of<PartLedger>().Update(ledger.Lower(item.PeriodStart!.Value));
        }
    });

    /// <summary>What one run over the facts as they are at the end bills.</summary>
    private static async Task<Dictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money>> AfreshAsync(AWorld world, LocalDate through)
    {
        var items = new List<SalesItem>();
        foreach (var number in Numbers)
        {
            var range = IdRange<Customer>.Of(ACustomer(number).Id);
            await world.ReadAsync(async session =>
            {
                var usage = await session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(range, LocalDate.MinIsoValue, LocalDate.MaxIsoValue), Token).ToListAsync(Token);
                var ledgers = await session.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfCustomers(range), Token).ToListAsync(Token);
                var facts = new CustomerFacts
                {
                    Customer = ACustomer(number),
                    Contracts = await session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(range), Token).ToListAsync(Token),
                    Parts = await session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(range), Token).ToListAsync(Token),
                    Usage = usage,
                    Ledgers = [.. ledgers.Where(l => l.ServiceCode is not null && usage.Count > 0).Select(l => l with { Through = null, DirtyFrom = usage[0].Date })],
                };
                items.AddRange(CustomerReconciliation.Bill(facts, facts.Customer, Context(through)).Items);
                return true;
            });
        }

        return Bearing.ByPeriod(items);
    }

    private static BillingContext Context(LocalDate through) => new(Seller, [AProduct], [APriceList], AWorld.Taxes) { Run = new(Tenant.Value), Through = through, InvoiceDate = through };

    internal static async Task CheckBooksAsync(AWorld world)
    {
        var (items, invoices) = (await world.AllItemsAsync(), new List<Psa.Invoices.Invoice>());
        for (var day = Start; day <= Start.PlusDays(60); day = day.PlusDays(1))
        {
            invoices.AddRange(await world.InvoicesOfDateAsync(day));
        }

        invoices.AddRange(await world.InvoicesOfDateAsync(new(2026, 12, 31)));
        Assert.Equal(items.Where(i => i.Status == SalesItemStatus.Invoiced).Sum(i => i.Net.MinorUnits), invoices.Sum(RunDeterminismTests.Signed));
        Assert.All(invoices, RunDeterminismTests.Check);
        foreach (var group in invoices.GroupBy(i => i.Kind))
        {
            var numbers = group.Select(i => int.Parse(i.Number![^4..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        }
    }

    internal sealed record Step(Kind Kind, int Customer, int Part, int Day, int Length, decimal Amount)
    {
        public override string ToString() => $"\n      {Kind} {Numbers[Customer]} part {Part} {Start.PlusDays(Day):R} +{Length} {Amount}";
    }
}
