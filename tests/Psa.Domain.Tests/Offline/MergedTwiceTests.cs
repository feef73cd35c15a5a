using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Orders;
using Psa.Quotes;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Offline;

/// <summary>Files that are merged again, in parts, or in another order.</summary>
public sealed class MergedTwiceTests
{
    // of ten entries all but the one that wasn't tried
    private const int Commits = 9;

    [Fact]
    public async Task A_merge_that_was_killed_anywhere_and_taken_up_again_is_as_one_that_was_not()
    {
        var whole = await Device.OpenAsync();
        var expected = await whole.MergeAsync(AFile(whole), Ann);
        Assert.Equal((3, 3), (expected.Merged.Count, expected.Refused.Count));
        var stored = await whole.SnapshotAsync();
        for (var commits = 0; commits < Commits; commits++)
        {
            var hooked = default(HookedStore);
            var device = await Device.OpenAsync(through: store => hooked = new(store));
            var (left, file) = (commits, AFile(device));
            hooked!.BeforeCommit = _ => left-- > 0 ? Task.CompletedTask : throw new InvalidOperationException("killed");
            await Assert.ThrowsAsync<InvalidOperationException>(() => device.MergeAsync(file, Ann));
            hooked.BeforeCommit = null;
            Assert.Equal(expected, await device.MergeAsync(file, Ann));
            Assert.Equal(stored, await device.SnapshotAsync());
        }
    }

    [Fact]
    public async Task Two_who_merge_the_same_file_at_once_do_it_once()
    {
        var hooked = default(HookedStore);
        var device = await Device.OpenAsync(through: store => hooked = new(store));
        var file = AFile(device);
        var others = 0;
        hooked!.BeforeCommit = async _ =>
        {
            // whenever one is about to commit, the other has done all of it
            if (others++ == 0)
            {
                await device.MergeAsync(file, Ann);
            }
        };
        var merge = await device.MergeAsync(file, Ann);
        Assert.Equal((3, 3), (merge.Merged.Count, merge.Refused.Count));
        Assert.Equal(2, (await device.AllAsync<Order>()).Count);
        Assert.Equal(2, (await device.AllAsync<Quote>()).Count);
        Assert.Equal(1m, (await device.AllAsync<Order>()).Single(order => order.Quote is null).Quantities[0].Shipped);
    }

    [Fact]
    public async Task The_order_of_what_is_independent_does_not_matter()
    {
        var results = new List<(QuoteStatus, decimal, OrderProgress)>();
        foreach (var turned in new[] { false, true })
        {
            var device = await Device.OpenAsync();
            var file = AFile(device);
            var (quotes, orders) = (file.Actions.AsEnumerable().Where(one => one.Quote is not null), file.Actions.AsEnumerable().Where(one => one.Order is not null));
            file = turned ? new() { Drafts = [.. file.Drafts.AsEnumerable().Reverse()], Actions = [.. orders, .. quotes] } : file with { Actions = [.. quotes, .. orders] };
            await device.MergeAsync(file, Ann);
            var (quote, order) = ((await device.AllAsync<Quote>()).Single(one => one.Status == QuoteStatus.Won), (await device.AllAsync<Order>()).Single(one => one.Quote is null));
            results.Add((quote.Status, quote.Totals.TotalWithTax.Amount, order.FulfilmentProgress));
        }

        Assert.Equal(results[0], results[1]);
    }

    private static DeviceFile AFile(Device device)
    {
        var (won, empty, order) = (device.NewQuoteId(), device.NewQuoteId(), device.NewOrderId());
        return new()
        {
            Drafts = [device.Draft(won, Sold(4m)), device.Draft(order, new NewDocumentLine(2m) { Text = "Cable", UnitPrice = Price(5m) }), device.Draft(empty)],
            Actions =
            [
                device.Act(DeviceActionKind.ActivateQuote, won),
                device.Act(DeviceActionKind.ActivateQuote, empty),
                device.Act(DeviceActionKind.SubmitOrder, order),
                device.Act(DeviceActionKind.CancelQuote, empty) with { Reason = "No" },
                device.Accept(won),
                device.Act(DeviceActionKind.FulfilOrder, order) with { Delivered = new(0, 1m) },
                device.Act(DeviceActionKind.RequestApproval, device.NewQuoteId(), 1),
            ],
        };
    }
}
