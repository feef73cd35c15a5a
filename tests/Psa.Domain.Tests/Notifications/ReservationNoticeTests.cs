using NodaTime;
using Psa.Access;
using Psa.Domain.Tests.Inventory;
using Psa.Domain.Tests.Procurement;
using Psa.Domain.Tests.Quotes;
using Psa.Inventory;
using Psa.Notifications;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Procurement.KeepingDesk;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Notifications.NotificationKind;
using static Psa.Notifications.RecipientRole;

namespace Psa.Domain.Tests.Notifications;

/// <summary>Whom it concerns that goods are kept no longer, or that somebody is to approve what is bought; and what one call of the clock does (R-NOTIFY).</summary>
public sealed class ReservationNoticeTests
{
    private static readonly Recipient Author = new(Owner, AQuoteDesk.Ann.User);

    [Fact]
    public async Task What_is_kept_is_told_of_before_it_ends_once_a_day_and_released_by_the_same_call()
    {
        var desk = await KeepingDesk.OpenAsync();
        var notifications = new NotificationService(desk.World.Store, desk.World.Clock);
        await desk.Stock.ReceiveAsync(6m, 60m);
        var quote = await desk.ActiveAsync(Line(6m));
        await desk.ReserveAsync(quote, 2m, until: Start.PlusDays(2));
        await desk.ReserveAsync(quote, 3m, until: Start.PlusDays(5));
        var told = await ToldAsync(notifications, 0);
        Assert.Empty(told.Told);

        Assert.Equal(new(1, 0, []), await notifications.RemindAsync(Actor.System(Tenant), Token));
        Assert.Equal(new(0, 0, []), await notifications.RemindAsync(Paul, Token));
        told = await ToldAsync(notifications, told.Sequence);
        Assert.Equal([(ReservationExpiring, [Author])], told.Told);

        desk.World.Clock.Advance(Duration.FromDays(2));
        Assert.Equal(new(1, 1, []), await notifications.RemindAsync(Paul, Token));
        told = await ToldAsync(notifications, told.Sequence);
        Assert.Equal([(ReservationReleased, [Author, new(RecipientRole.Warehouse)]), (ReservationExpiring, [Author])], told.Told);
        Assert.Equal("0: 3", await desk.KeptAsync(quote));

        await desk.Sales.Quotes.CancelAsync(AQuoteDesk.Ann, quote.Id, "no", Token);
        Assert.Equal([(ReservationReleased, [Author, new(RecipientRole.Warehouse)])], (await ToldAsync(notifications, told.Sequence)).Told);
    }

    [Fact]
    public async Task An_approval_that_is_asked_for_and_given_or_refused_is_told_of()
    {
        var desk = await ChargeDesk.OpenAsync(procures: true);
        var notifications = new NotificationService(desk.World.Store, desk.World.Clock);
        await desk.Demands.SetApprovalsAsync(Ada, new(Start, [Eur(0m)]), Token);
        var charge = await desk.AskAsync(2m);
        var told = await ToldAsync(notifications, 0);
        Assert.Equal([(ApprovalRequested, [new(Requester, ChargeDesk.Eve.User), new(Approvers)])], told.Told);

        await desk.Demands.RejectAsync(ApprovalTests.Dora, DemandSource.Of(charge.Id), "too dear", Token);
        told = await ToldAsync(notifications, told.Sequence);
        Assert.Equal([(Rejected, [new(Requester, ChargeDesk.Eve.User), new(Purchasers)])], told.Told);

        await desk.Demands.FreeAsync(Paul, DemandSource.Of(charge.Id), cancellationToken: Token);
        told = await ToldAsync(notifications, told.Sequence);
        await desk.Demands.ApproveAsync(ApprovalTests.Dora, DemandSource.Of(charge.Id), cancellationToken: Token);
        Assert.Equal([Approved, NeedToOrder], (await ToldAsync(notifications, told.Sequence)).Told.Select(static one => one.Kind).Order());
    }

    private static async Task<(List<(NotificationKind Kind, ValueList<Recipient> Recipients)> Told, long Sequence)> ToldAsync(NotificationService notifications, long after)
    {
        var told = await notifications.ReadAfterAsync(Ada, after, Token).ToListAsync(Token);
        return (told.ConvertAll(static one => (one.Kind, one.Recipients)), told.Count == 0 ? after : told[^1].Event.Sequence);
    }
}
