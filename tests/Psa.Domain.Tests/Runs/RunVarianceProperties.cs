using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.Work;
using Psa.Invoices;
using Psa.Runs;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Whatever changes between runs, in parts, usage and work, by decisions and credits: the causes of each part's variance sum to its difference, and all of them to that of the totals (R-VARIANCE).</summary>
public sealed class RunVarianceProperties
{
    internal enum Kind
    {
        Quantity,
        Price,
        Discount,
        Suspend,
        Use,
        Work,
        Override,
        Credit,
        Run,
    }

    [Fact]
    public void All_causes_together_are_the_difference_of_the_totals()
    {
        var tally = new Dictionary<Kind, int>();
        var causes = new SortedDictionary<RunVarianceCause, int>();
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from count in Gen.Choose(3, 14)
                    from steps in Gen.ListOf(
                        from kind in Gen.Elements(Enum.GetValues<Kind>().Append(Kind.Run).Append(Kind.Run))
                        from which in Gen.Choose(0, 255)
                        from value in Gen.Choose(1, 9_999)
                        select (kind, which, value),
                        count)
                    select steps.ToList()),
                steps => WalkAsync(steps, tally, causes).GetAwaiter().GetResult()),
            maxTest: 60,
            endSize: 20,
            tally);
        Console.WriteLine(string.Join(", ", causes.Select(static one => $"{one.Key} {one.Value}")));
    }

    private static async Task WalkAsync(List<(Kind Kind, int Which, int Value)> steps, Dictionary<Kind, int> tally, SortedDictionary<RunVarianceCause, int> causes)
    {
        var walk = new Walk(await WorkDesk.OpenAsync(), causes);
        await walk.BeginAsync();
        foreach (var (kind, which, value) in steps.Append((Kind.Run, 0, 0)))
        {
            tally[kind] = tally.GetValueOrDefault(kind) + (await walk.TakeAsync(kind, which, value) ? 1 : 0);
        }
    }

    private sealed class Walk(WorkDesk desk, SortedDictionary<RunVarianceCause, int> causes)
    {
        private readonly List<ContractPart> _parts = [];
        private readonly List<Psa.Work.Ticket> _tickets = [];
        private LocalDate _through = new(2025, 1, 31);
        private BillingRun? _last;

        internal async Task BeginAsync()
        {
            var contract = AContract(desk.Customer);
            _parts.AddRange([APart(contract, 9.99m, 3m), APart(contract, 33.3333m, 7m, "2"), AMeter(contract)]);
            await desk.World.AddAsync([contract, .. _parts]);
            _tickets.AddRange([await desk.TicketAsync(), await desk.TicketAsync()]);
        }

        internal async Task<bool> TakeAsync(Kind kind, int which, int value)
        {
            var (world, part) = (desk.World, _parts[which % 2]);
            var day = _through.PlusDays(-(which % 40));
            day = LocalDate.Max(day, new(2025, 1, 2));
            try
            {
                switch (kind)
                {
                    case Kind.Quantity:
                        await world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(day, (value % 9) + 1), Token);
                        return true;
                    case Kind.Price:
                        await world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(day, UnitPrice: Price(value / 100m)), Token);
                        return true;
                    case Kind.Discount:
                        await world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(day, Discount: Discount.OfPercent(Percent.Of(value % 90))), Token);
                        return true;
                    case Kind.Suspend:
                        await world.Contracts.SuspendAsync(world.Actor, AContract(desk.Customer).Id, new(day, day.PlusDays(which % 5)), Token);
                        return true;
                    case Kind.Use:
                        await world.UseAsync(desk.Customer, $"{which} {value}", day, value / 10m);
                        return true;
                    case Kind.Work:
                        await desk.ApproveAsync(await desk.SubmitAsync(_tickets[which % 2], value % 300));
                        return true;
                    case Kind.Override:
                        return await OverrideAsync(which, value);
                    case Kind.Credit:
                        return await CreditAsync(value);
                    default:
                        await RunAsync();
                        return true;
                }
            }
            catch (PsaException refused) when (refused is RuleViolationException or ValidationFailedException && kind != Kind.Run)
            {
                return false;
            }
        }

        // what is calculated may be overridden before the next run bills it
        private async Task<bool> OverrideAsync(int which, int value)
        {
            var pending = (await desk.World.AllItemsAsync()).FindAll(static item => item.Status == Psa.SalesItems.SalesItemStatus.Pending && item.Net.Sign > 0);
            if (pending.Count == 0)
            {
                return false;
            }

            await desk.World.Items.OverrideAsync(desk.World.Actor, pending[which % pending.Count].Id, Eur(value / 100m), "agreed", Token);
            return true;
        }

        private async Task<bool> CreditAsync(int value)
        {
            if (_last is null || (await desk.World.InvoicesOfAsync(_last)).Find(static document => document.Kind == InvoiceKind.Invoice) is not { } invoice)
            {
                return false;
            }

            var note = await desk.World.CreditNotes.DraftAsync(desk.World.Actor, new() { Invoice = invoice.Id, Reason = "late", Amount = Eur(value / 100m) }, Token);
            await desk.World.CreditNotes.IssueAsync(desk.World.Actor, note.Id, cancellationToken: Token);
            return true;
        }

        private async Task RunAsync()
        {
            desk.World.Clock.Advance(Duration.FromDays(1));
            var run = await desk.World.BillAsync(_through, new LocalDate(2025, 1, 31));
            _through = _through.PlusMonths(1);
            var variances = await desk.World.Runs.VarianceAsync(desk.World.Actor, run.Id, Token).ToListAsync(Token);
            Assert.Equal(await TotalAsync(run) - (_last is null ? 0 : await TotalAsync(_last)), variances.Sum(static variance => variance.Causes.AsEnumerable().Sum(static cause => cause.Amount.MinorUnits)));
            Assert.All(variances, static variance => Assert.Equal((variance.After - variance.Before).MinorUnits, variance.Causes.AsEnumerable().Sum(static cause => cause.Amount.MinorUnits)));
            foreach (var cause in variances.SelectMany(static variance => variance.Causes.AsEnumerable()))
            {
                causes[cause.Cause] = causes.GetValueOrDefault(cause.Cause) + 1;
            }

            _last = run;
        }

        private async Task<long> TotalAsync(BillingRun run) =>
            (await desk.World.InvoicesOfAsync(run)).Sum(static document => document.Totals.TotalWithTax.MinorUnits * (document.Kind == InvoiceKind.CreditNote ? -1 : 1));
    }
}
