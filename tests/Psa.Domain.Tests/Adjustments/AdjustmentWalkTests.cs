using FsCheck.Fluent;
using Psa.Adjustments;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Whatever is performed, credited by hand, corrected by runs, adjusted and canceled in whatever order: in the end the customer bears what was performed.</summary>
public sealed class AdjustmentWalkTests
{
    internal enum Kind
    {
        Perform,
        Retract,
        Credit,
        Suspend,
        Adjust,
        Cancel,
        Issue,
    }

    [Theory]
    [InlineData(null)]
    [InlineData("STD")]
    [InlineData("ZERO")]
    public void In_the_end_the_customer_bears_what_was_performed(string? ofRebate)
    {
        var tally = new Dictionary<Kind, int>();
        var kinds = new Dictionary<string, int>();
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from count in Gen.Choose(2, 12)
                    from steps in Gen.ListOf(
                        from kind in Gen.Elements(Kind.Perform, Kind.Perform, Kind.Retract, Kind.Credit, Kind.Suspend, Kind.Adjust, Kind.Adjust, Kind.Adjust, Kind.Cancel, Kind.Issue)
                        from which in Gen.Choose(0, 255)
                        from value in Gen.Choose(1, 60_000)
                        select (kind, which, value),
                        count)
                    select steps.ToList()),
                steps => WalkAsync(ofRebate, steps, tally, kinds).GetAwaiter().GetResult()),
            maxTest: 60,
            endSize: 20,
            tally);
        Console.WriteLine(string.Join(", ", kinds.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key} {one.Value}")));
    }

    private static async Task WalkAsync(string? ofRebate, List<(Kind Kind, int Which, int Value)> steps, Dictionary<Kind, int> tally, Dictionary<string, int> kinds)
    {
        var walk = new Walk(await OpenAsync(also: ofRebate is null ? [] : [APart(AContract(Customer), -20m, name: "rebate") with { TaxCode = ofRebate }]));
        foreach (var (kind, which, value) in steps)
        {
            tally[kind] = tally.GetValueOrDefault(kind) + (await walk.TakeAsync(kind, which, value) ? 1 : 0);
        }

        await walk.CloseAsync();
        foreach (var (kind, count) in await Recomputation.HoldAsync(walk.Desk.World))
        {
            kinds[kind] = kinds.GetValueOrDefault(kind) + count;
        }
    }

    private sealed class Walk(AdjustmentDesk desk)
    {
        private readonly List<(ServiceDocument Document, decimal Value)> _performed = [];
        private readonly List<Adjustment> _made = [];
        private bool _isSuspended;

        internal AdjustmentDesk Desk => desk;

        internal async Task<bool> TakeAsync(Kind kind, int which, int value)
        {
            try
            {
                switch (kind)
                {
                    case Kind.Perform:
                        _performed.Add((await desk.PerformAsync(value / 1000m, 2m), value / 500m));
                        return true;
                    case Kind.Retract when _performed.Count > 0:
                        var gone = _performed[which % _performed.Count];
                        await desk.Services.CancelAsync(desk.World.Actor, gone.Document.Id, "no", Token);
                        return _performed.Remove(gone);
                    case Kind.Credit:
                        await desk.CreditAsync(await desk.InvoiceAsync(), Math.Min(value / 1000m, 30m) is var amount ? Math.Round(amount, 2) + 0.01m : 0m);
                        return true;
                    case Kind.Suspend when !_isSuspended:
                        _isSuspended = true;
                        await desk.World.Contracts.SuspendAsync(desk.World.Actor, AContract(Customer).Id, new(new(2025, 1, 1 + (which % 20)), new(2025, 1, 31)), Token);
                        await desk.World.BillAsync(new(2025, 1, 31), new(2025, 2, 1));
                        return true;
                    case Kind.Adjust:
                        return await AdjustAsync(which);
                    case Kind.Cancel when _made.Count > 0:
                        var canceled = _made[which % _made.Count];
                        await desk.CancelAsync(canceled);
                        return _made.Remove(canceled);
                    case Kind.Issue when _made.Count > 0:
                        return await IssueAsync(_made[which % _made.Count]);
                    default:
                        return false;
                }
            }
            catch (RuleViolationException refused) when (refused.Code is AdjustmentErrors.ExceedsBilled or AdjustmentErrors.Billed or CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne)
            {
                return false;
            }
        }

        // then nothing is offered any more, and what is issued is what was performed, but for half a cent an adjustment
        internal async Task CloseAsync()
        {
            // what a run gave back since isn't credited any more: such an adjustment is canceled, or what of it isn't issued is deleted, and that is offered again
            var inPart = 0;
            foreach (var made in _made.ToList())
            {
                try
                {
                    await IssueAsync(made);
                }
                catch (RuleViolationException refused) when (refused.Code is CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne)
                {
                    _made.Remove(made);
                    inPart += await TakeBackAsync(made) ? 0 : 1;
                }
            }

            await AdjustAsync(-1);
            foreach (var made in _made)
            {
                await IssueAsync(made);
            }

            Assert.Empty(await desk.OfferAsync());

            // what a run set off on its credit note is given back by the next document
            var waiting = (await desk.World.AllItemsAsync()).Where(static item => item.Source == SalesItemSource.Adjustment && item.Status == SalesItemStatus.Pending).ToList();
            Assert.All(waiting, static item => Assert.True(item.Net.Sign < 0));
            Assert.InRange(await desk.BorneAsync() + waiting.Sum(static item => item.Net.Amount) - _performed.Sum(static one => one.Value), -0.005m * (_made.Count + inPart), 0.005m * (_made.Count + inPart));
        }

        private async Task<bool> TakeBackAsync(Adjustment made)
        {
            try
            {
                await desk.CancelAsync(made);
                return true;
            }
            catch (RuleViolationException refused) when (refused.Code == AdjustmentErrors.Billed)
            {
                foreach (var document in made.Documents.AsEnumerable().Where(static document => document.CreditNote is not null))
                {
                    if (await desk.World.ReadAsync(session => session.Of<Invoice>().FindAsync(document.CreditNote!.Value, Token).AsTask()) is { } note && note.Status == InvoiceStatus.Draft)
                    {
                        await desk.World.CreditNotes.DeleteAsync(desk.World.Actor, note.Id, Token);
                    }
                }

                return false;
            }
        }

        private async Task<bool> AdjustAsync(int which)
        {
            var offered = await desk.OfferAsync();
            var selection = offered.AsEnumerable().Where((_, i) => (which >> (i % 8) & 1) == 1).Select(static line => line.Selected).ToList();
            if (selection.Count == 0)
            {
                return false;
            }

            _made.Add(await desk.CreateAsync(January([.. selection]) with { AtOnce = true }));
            return true;
        }

        private async Task<bool> IssueAsync(Adjustment made)
        {
            var isIssued = false;
            foreach (var document in made.Documents)
            {
                if (document.CreditNote is { } id && (await desk.World.Invoices.FindAsync(desk.World.Actor, id, Token))!.Status == InvoiceStatus.Draft)
                {
                    await desk.IssueAsync(document);
                    isIssued = true;
                }
                else if (document.Item is not null && (await desk.ItemAsync(document)).Invoice is { } invoice && (await desk.World.Invoices.FindAsync(desk.World.Actor, invoice, Token))!.Status == InvoiceStatus.Draft)
                {
                    await desk.World.Invoices.IssueAsync(desk.World.Actor, invoice, cancellationToken: Token);
                    isIssued = true;
                }
            }

            return isIssued;
        }
    }
}
