using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>
/// Whatever people and runs do to single documents, in whatever order, and whoever pays: nothing is lost, nothing stands on two documents, an issued document never changes, numbers have no gap,
/// what a run counts is what it has, and of a period who was billed has all corrections, once it was.
/// </summary>
public sealed class HandHistoryProperties
{
    private static readonly string[] Numbers = ["C1", "C2", "C3"];
    private static readonly LocalDate Last = new(2025, 4, 30);
    private static readonly ConcurrentDictionary<Kind, int> Played = new();

    public enum Kind
    {
        Plan,
        PlanForOne,
        Calculate,
        IssueRun,
        RollBack,
        Hold,
        Unhold,
        IssueOne,
        Delete,
        Item,
        Draft,
        Change,
        AddItems,
        TakeOff,
        ChangePrice,
        ChangeCatalog,
        Lock,
        Unlock,
        Reprice,
        Override,
        Restore,
        Pay,
    }

    private static Arbitrary<Step[]> Histories { get; } = Arb.From(
        from count in Gen.Choose(3, 40)
        from steps in Gen.ArrayOf(
            from kind in Gen.Frequency((3, Gen.Elements(Enum.GetValues<Kind>())), (2, Gen.Elements(Kind.Plan, Kind.Calculate, Kind.Draft, Kind.Hold, Kind.IssueOne, Kind.IssueRun)), (1, Gen.Elements(Kind.Item, Kind.AddItems, Kind.TakeOff, Kind.Unhold, Kind.Pay)))
            from customer in Gen.Choose(0, Numbers.Length - 1)
            from which in Gen.Choose(0, 20)
            from amount in Gen.Choose(1, 5000)
            select new Step(kind, customer, which, amount / 100m),
            count)
        select steps,
        steps => Enumerable.Range(0, steps.Length).Select(i => (Step[])[.. steps[..i], .. steps[(i + 1)..]]));

    [Fact]
    public void Single_documents_lose_and_double_nothing() => PropertyCheck.That(
        Prop.ForAll(Histories, steps => Blocking.Run(async () =>
        {
            var history = new History(await AWorldAsync());
            foreach (var step in steps)
            {
                if (await history.PlayAsync(step))
                {
                    Played.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
                }

                await history.CheckAsync();
            }

            await history.EndAsync();
        })), maxTest: 120, endSize: 30, tally: Played);

    private static async Task<AWorld> AWorldAsync()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(20m) });
        foreach (var number in Numbers)
        {
            var customer = ACustomer(number);
            var contract = AContract(customer) with { PurchaseOrderNumber = number == "C2" ? "PO" : null };
            await world.AddAsync(customer, contract, APart(contract, 30m), APart(contract, 5m, name: "2"));
        }

        return world;
    }

    private sealed record Step(Kind Kind, int Customer, int Which, decimal Amount)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"\n      {Kind} {Numbers[Customer]} {Which} {Amount}");
    }

    private sealed class History(AWorld world)
    {
        private readonly Dictionary<Id<Invoice>, Invoice> _issued = [];
        private int _months;
        private int _changes;

        public async Task<bool> PlayAsync(Step step)
        {
            try
            {
                return await TryAsync(step);
            }
            catch (Exception e) when (e is RuleViolationException or ValidationFailedException)
            {
                return false;
            }
        }

        public async Task CheckAsync()
        {
            var (documents, items) = (await DocumentsAsync(), await world.AllItemsAsync());
            var placed = documents.SelectMany(document => document.Items.AsEnumerable().Select(item => (item.Item, document.Id))).ToList();
            Assert.Equal(placed.Count, placed.Select(one => one.Item).Distinct().Count());
            Assert.Equal(placed.OrderBy(one => one.Item), items.Where(item => item.Status == SalesItemStatus.Invoiced).Select(item => (item.Id, item.Invoice!.Value)).OrderBy(one => one.Id));
            foreach (var kind in documents.Where(document => document.Number is not null).GroupBy(document => document.Kind))
            {
                Assert.Equal(Enumerable.Range(1, kind.Count()), kind.Select(document => int.Parse(document.Number![^4..], CultureInfo.InvariantCulture)).Order());
            }

            foreach (var document in documents.Where(document => document.Number is not null))
            {
                Assert.Equal(_issued.TryGetValue(document.Id, out var before) ? before : document, document);
                Assert.Null(document.Hold);
                Assert.All(document.Lines.AsEnumerable(), line => Assert.Null(line.PricingError));
                Assert.All(document.Corrects.AsEnumerable(), corrected => Assert.NotNull(documents.Single(other => other.Id == corrected).Number));
                _issued[document.Id] = document;
            }

            var issued = items.Where(item => item is { Source: SalesItemSource.ContractPart, Invoice: { } invoice } && _issued.ContainsKey(invoice));
            foreach (var period in issued.GroupBy(item => (item.SourceId, item.PeriodStart, item.Charge)))
            {
                Assert.Single(period.Select(item => item.Payer).Distinct());
                Assert.InRange(period.Sum(item => item.Net.MinorUnits), 0, long.MaxValue);
            }

            await foreach (var run in Runs())
            {
                var own = documents.Where(document => document.Run == run.Id).ToList();
                Assert.Equal(own.Count(document => document.Number is not null), run.IssuedDocuments);
                if (run.Status == BillingRunStatus.Calculated || run.Status == BillingRunStatus.Issued)
                {
                    Assert.Equal((own.Count, own.Count(document => document.Hold is not null)), ((int)run.Counts.Documents, (int)run.Counts.Held));
                    Assert.Equal(own.Sum(document => (document.Kind == InvoiceKind.CreditNote ? -1 : 1) * document.Totals.Payable.MinorUnits), run.Counts.Money.AsEnumerable().Sum(money => money.Payable.MinorUnits));
                }
            }
        }

        // once all drafts are gone, one more run leaves nothing that waits, and what was billed of the contracts is what they come to
        public async Task EndAsync()
        {
            if (await OpenAsync() is { } open)
            {
                if (open.Status == BillingRunStatus.Planned)
                {
                    await world.Runs.CancelAsync(world.Actor, open.Id, Token);
                }
                else
                {
                    await CloseAsync(open);
                }
            }

            foreach (var draft in await DraftsAsync())
            {
                await world.Invoices.DeleteAsync(world.Actor, draft.Id, Token);
            }

            await world.BillAsync(Last, Last.PlusDays(100));
            await CheckAsync();
            var items = await world.AllItemsAsync();

            // only what comes to less than the minimum together waits
            var payers = new Dictionary<Id<Customer>, Id<Customer>>();
            foreach (var number in Numbers)
            {
                payers.Add(ACustomer(number).Id, (await world.FindAsync(number)).Payer);
            }

            Assert.All(
                items.Where(item => item.Status == SalesItemStatus.Pending).GroupBy(item => (item.Payer ?? payers[item.Customer], item.Customer == ACustomer("C2").Id && item.Contract is not null)),
                group => Assert.InRange(group.Sum(item => item.Net.MinorUnits), 0, 1999));
            var afresh = await AfreshAsync();
            Assert.Equal(afresh, items.Where(item => item.Source == SalesItemSource.ContractPart && !item.Released).Aggregate(Money.Zero(Currency.EUR), (sum, item) => sum + item.Net));
            var waiting = items.Where(item => item.Status == SalesItemStatus.Pending).Aggregate(Money.Zero(Currency.EUR), (sum, item) => sum + item.Net);
            var all = items.Where(item => item.Status != SalesItemStatus.Canceled).Aggregate(Money.Zero(Currency.EUR), (sum, item) => sum + item.Net);
            var documents = await DocumentsAsync();
            Assert.Equal(all - waiting, documents.Aggregate(Money.Zero(Currency.EUR), (sum, document) => document.Kind == InvoiceKind.CreditNote ? sum - document.Totals.LineTotal : sum + document.Totals.LineTotal));
        }

        // no run is a dead end: it is issued, else taken back, else issued without what can't be numbered any more
        private async Task CloseAsync(BillingRun open)
        {
            try
            {
                await world.Runs.IssueAsync(world.Actor, open.Id, cancellationToken: Token);
            }
            catch (RuleViolationException) when (open.IssuedDocuments == 0)
            {
                await world.Runs.RollBackAsync(world.Actor, open.Id, cancellationToken: Token);
            }
            catch (RuleViolationException)
            {
                foreach (var draft in (await DraftsAsync()).Where(draft => draft.Run == open.Id))
                {
                    await world.Runs.HoldAsync(world.Actor, draft.Id, "can't be numbered", Token);
                }

                await world.Runs.IssueAsync(world.Actor, open.Id, cancellationToken: Token);
            }
        }

        private async Task<Money> AfreshAsync()
        {
            var other = await AWorldAsync();
            for (var i = 0; i < Numbers.Length; i++)
            {
                await world.ReadAsync(async session =>
                {
                    foreach (var name in new[] { "1", "2" })
                    {
                        var part = APart(AContract(ACustomer(Numbers[i])), name: name);
                        await other.UpdateAsync((await session.Of<ContractPart>().FindAsync(part.Id, Token))!);
                    }

                    return true;
                });
            }

            await other.BillAsync(Last);
            return (await other.AllItemsAsync()).Aggregate(Money.Zero(Currency.EUR), (sum, item) => sum + item.Net);
        }

        private async Task<bool> TryAsync(Step step)
        {
            var (customer, run, drafts) = (ACustomer(Numbers[step.Customer]), await OpenAsync(), await DraftsAsync());
            var ofRun = drafts.Where(draft => draft.Run is not null).ToList();
            var byHand = drafts.Where(draft => draft.Run is null).ToList();
            switch (step.Kind)
            {
                case Kind.Plan or Kind.PlanForOne when run is null && _months < 4:
                    var through = new LocalDate(2025, 1, 31).PlusMonths(_months++);
                    await world.Runs.PlanAsync(world.Actor, Plan(through) with { Payers = step.Kind == Kind.PlanForOne ? [customer.Id] : [] }, Token);
                    return true;
                case Kind.Calculate when run is not null:
                    await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
                    return true;
                case Kind.IssueRun when run is not null:
                    await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
                    return true;
                case Kind.RollBack when run is not null:
                    await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
                    return true;
                case Kind.Hold when ofRun.Count > 0:
                    return (await world.Runs.HoldAsync(world.Actor, ofRun[step.Which % ofRun.Count].Id, "disputed", Token)).Hold is not null;
                case Kind.Unhold when ofRun.Count > 0:
                    return (await world.Runs.UnholdAsync(world.Actor, ofRun[step.Which % ofRun.Count].Id, Token)).Hold is null;
                case Kind.IssueOne when drafts.Count > 0:
                    var late = step.Which % 3 == 0 ? (LocalDate?)new LocalDate(2025, 4, 2) : null;
                    return (await world.Invoices.IssueAsync(world.Actor, drafts[step.Which % drafts.Count].Id, late, Token)).Number is not null;
                case Kind.Delete when drafts.Count > 0:
                    await world.Invoices.DeleteAsync(world.Actor, drafts[step.Which % drafts.Count].Id, Token);
                    return true;
                case Kind.Item:
                    await world.Items.CreateAsync(world.Actor, new() { Customer = customer.Id, BillingDate = Start, Lines = [HandInvoiceTests.ALine("item", step.Amount)] }, Token);
                    return true;
                case Kind.Draft:
                    await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = Content(step), Items = await SomeAsync(step, 1) }, Token);
                    return true;
                case Kind.Change when byHand.Count > 0:
                    await world.Invoices.ChangeAsync(world.Actor, byHand[step.Which % byHand.Count].Id, Content(step), Token);
                    return true;
                case Kind.AddItems when byHand.Count > 0:
                    var more = await SomeAsync(step, 2);
                    await world.Invoices.AddItemsAsync(world.Actor, byHand[step.Which % byHand.Count].Id, [.. more], Token);
                    return more.Count > 0;
                case Kind.TakeOff when byHand.Count > 0:
                    var draft = byHand[step.Which % byHand.Count];
                    await world.Invoices.TakeOffAsync(world.Actor, draft.Id, [draft.Items[step.Which % draft.Items.Count].Item], Token);
                    return true;
                case Kind.ChangePrice when _changes < 20:
                    var part = APart(AContract(customer), name: step.Which % 2 == 0 ? "1" : "2");
                    await world.Contracts.ChangePriceAsync(world.Actor, part.Id, Price(step.Amount), Start.PlusDays(5 * _changes++), cancellationToken: Token);
                    return true;
                case Kind.ChangeCatalog:
                    await DraftPriceTests.PriceAsync(world, (Start, step.Amount));
                    return true;
                case Kind.Lock when byHand.Count > 0:
                    await world.Invoices.LockPricesAsync(world.Actor, byHand[step.Which % byHand.Count].Id, Token);
                    return true;
                case Kind.Unlock when byHand.Count > 0:
                    await world.Invoices.UnlockPricesAsync(world.Actor, byHand[step.Which % byHand.Count].Id, Token);
                    return true;
                case Kind.Reprice when byHand.Count > 0:
                    await world.Invoices.RepriceAsync(world.Actor, byHand[step.Which % byHand.Count].Id, Token);
                    return true;
                case Kind.Override or Kind.Restore when byHand.Find(one => one.Lines.AsEnumerable().Any(line => line.Product is not null)) is { } priced:
                    var place = priced.Lines.AsEnumerable().Select((line, at) => (line, at)).First(one => one.line.Product is not null).at;
                    _ = step.Kind == Kind.Override
                        ? await world.Invoices.OverridePriceAsync(world.Actor, priced.Id, place, Price(step.Amount), "loyal", Token)
                        : await world.Invoices.RestorePriceAsync(world.Actor, priced.Id, place, Token);
                    return true;
                case Kind.Pay when step.Customer > 0:
                    await world.MoveAsync(Numbers[step.Customer], Numbers[0], step.Which % 2 == 0);
                    return true;
                default:
                    return false;
            }
        }

        private static InvoiceContent Content(Step step)
        {
            var lines = Enumerable.Range(0, step.Which % 3).Select(n => HandInvoiceTests.ALine($"line {n}", step.Amount + n, n == 1 ? -1m : 2m))
                .Concat(step.Which % 2 == 0 ? [] : [DraftPriceTests.AProductLine(step.Which)]);
            return HandInvoiceTests.AContent([.. lines]) with { IssueDate = Start.PlusDays(step.Which) };
        }

        private async Task<ValueList<Id<SalesItem>>> SomeAsync(Step step, int count) =>
            [.. (await world.AllItemsAsync()).Where(item => item.Status == SalesItemStatus.Pending).Skip(step.Which % 3).Take(count).Select(item => item.Id)];

        private IAsyncEnumerable<BillingRun> Runs() => PageRequest.AllAsync(page => world.Runs.ListAsync(world.Actor, new(), page, Token), Token);

        private async Task<BillingRun?> OpenAsync() => await world.Runs.FindOpenAsync(world.Actor, Seller.Id, Token);

        private async Task<List<Invoice>> DocumentsAsync() => await PageRequest.AllAsync(page => world.Invoices.ListAsync(world.Actor, new(), page, Token), Token).ToListAsync(Token);

        private async Task<List<Invoice>> DraftsAsync() => [.. (await DocumentsAsync()).Where(document => document.Number is null)];
    }
}
