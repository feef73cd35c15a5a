using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Testing;

namespace Psa.Domain.Tests.Orders;

/// <summary>Whatever is billed, credited, decided and canceled of an order, what is deducted, credited and left of its deposits is what was deposited, and nothing is deducted or credited twice.</summary>
public sealed class DepositProperties
{
    private static readonly ConcurrentDictionary<DepositStepKind, int> Happened = new();

    private static Arbitrary<History> Histories { get; } = Arb.From(
        from mode in Gen.Elements(PriceMode.TaxExclusive, PriceMode.TaxExclusive, PriceMode.TaxInclusive)
        from price in Gen.Choose(1, 12_000)
        from count in Gen.Choose(2, 22)
        from steps in Gen.ArrayOf(Steps(), count)
        select new History(mode, price, [new(DepositStepKind.Ask, 1, price % 999 + 1), new(DepositStepKind.Issue, 0, 1), .. steps]),
        Shrink);

    [Fact]
    public void What_is_deducted_credited_and_left_is_what_was_deposited() =>
        PropertyCheck.That(Prop.ForAll(Histories, static history => PlayAsync(history).GetAwaiter().GetResult()), maxTest: 400, endSize: 60, tally: Happened);

    private static async Task PlayAsync(History history)
    {
        var desk = await DepositDesk.OpenAsync(entity: entity => entity with { PriceMode = history.Mode });
        var price = history.Price / 100m;
        var order = await desk.Desk.SubmitAsync(OrderDesk.ALine(price, 3m, tax: "S21"), OrderDesk.ALine(33.3333m, 4m, tax: "S6"), OrderDesk.ALine(price / 8m, 2m, tax: "S21"));
        var play = new DepositPlay(desk, order);
        foreach (var step in history.Steps)
        {
            if (await play.TakeAsync(step))
            {
                Happened.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
            }

            await CheckAsync(play, order);
        }
    }

    // recomputed from documents and items by plain sums, not by the library's rules
    private static async Task CheckAsync(DepositPlay play, Order order)
    {
        var desk = play.Desk;
        var (items, documents) = (await desk.World.AllItemsAsync(), await desk.AllAsync<Invoice>());
        var asked = 0m;
        foreach (var deposit in await desk.AllAsync<Deposit>())
        {
            var standing = await desk.StandingAsync(deposit);
            Assert.Equal(deposit.Status, deposit.Status == DepositStatus.Deducted || deposit.Status == DepositStatus.Open || standing.Shares.AsEnumerable().All(static share => share.Left.IsZero) ? deposit.Status : null);
            var item = items.Single(one => one.Id == deposit.Item);
            var invoice = documents.Find(document => document.Id == item.Invoice && document.Status == InvoiceStatus.Issued);
            Assert.Equal(invoice is not null, standing.IsIssued);
            for (var place = 0; place < standing.Shares.Count; place++)
            {
                var share = standing.Shares[place];
                Assert.Equal(item.Lines[place].Amount, share.Deposited);
                Assert.Equal(share.Deposited, share.Deducted + share.Credited + share.Left);
                Assert.True(share.Left.Sign >= 0 && share.Deducted.Sign >= 0, $"{share}");
                Assert.Equal(
                    items.Where(one => one.Source == SalesItemSource.Deposit && one.SourceId == deposit.Id.Value && one.Id != deposit.Item && one.SourceLine == place && !one.Released && one.Status != SalesItemStatus.Canceled)
                        .Sum(static one => -one.Net.Amount + (one.Credited?.Amount ?? 0m)),
                    share.Deducted.Amount);
                var first = invoice is null ? 0 : invoice.Items.AsEnumerable().TakeWhile(one => one.Item != item.Id).Sum(static one => one.Lines);
                Assert.Equal(
                    invoice is null ? 0m : documents.Where(note => note.Credit?.Invoice == invoice.Id && note.Status != InvoiceStatus.Deleted).SelectMany(static note => note.Credit!.Lines.AsEnumerable())
                        .Where(line => line.Line == first + place).Sum(static line => line.Amount.Amount),
                    share.Credited.Amount);
            }

            asked += item.Status == SalesItemStatus.Canceled ? 0m : item.Net.Amount - (item.Credited?.Amount ?? 0m);
            Assert.Equal(deposit.Status == DepositStatus.Open, item.Status != SalesItemStatus.Canceled && (!standing.IsIssued || standing.Shares.AsEnumerable().Any(static share => !share.Left.IsZero)));
        }

        // to a cent a code and deposit, by which each may be rounded up
        var ordered = order.PriceMode == PriceMode.TaxInclusive ? order.Totals.TotalWithTax : order.Totals.TotalWithoutTax;
        Assert.True(asked <= ordered.Amount + 0.05m, $"deposits ask for {asked}, and the order comes to {ordered}");
        CheckDocuments(documents, items);
    }

    // no document deducts more than it bills of the order at a code
    private static void CheckDocuments(List<Invoice> documents, List<SalesItem> items)
    {
        var sources = items.ToDictionary(static item => item.Id);
        foreach (var document in documents.Where(static document => document.Kind == InvoiceKind.Invoice))
        {
            var lines = document.Lines.Select((line, place) => (line, item: sources[document.ItemOf(place).Item])).ToList();
            foreach (var code in lines.Where(static one => one.item is { Source: SalesItemSource.Deposit, SourceLine: not null }).Select(static one => one.line.Tax!.Applied).Distinct())
            {
                Assert.True(lines.Where(one => one.line.Tax?.Applied == code).Sum(static one => one.line.Amount.Amount) >= 0m, $"more is deducted at {code.Code} than is billed");
            }
        }
    }

    private static Gen<DepositStep> Steps() =>
        from kind in Gen.Frequency(
            (3, Gen.Constant(DepositStepKind.Issue)),
            (3, Gen.Elements(DepositStepKind.InvoiceAtOnce, DepositStepKind.Bill)),
            (16, Gen.Elements(Enum.GetValues<DepositStepKind>())))
        from place in Gen.Choose(0, 200)
        from share in Gen.Choose(1, 1000)
        select new DepositStep(kind, place, share);

    private static IEnumerable<History> Shrink(History history)
    {
        for (var i = 0; i < history.Steps.Count; i++)
        {
            yield return history with { Steps = [.. history.Steps.AsEnumerable().Where((_, place) => place != i)] };
        }

        if (history.Mode != PriceMode.TaxExclusive)
        {
            yield return history with { Mode = PriceMode.TaxExclusive };
        }
    }

    internal sealed record History(PriceMode Mode, int Price, ValueList<DepositStep> Steps);
}
