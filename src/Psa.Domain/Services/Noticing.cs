using System.Linq;
using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Inventory;
using Psa.Notifications;
using Psa.Orders;
using Psa.Procurement;
using Psa.Quotes;
using Psa.Records;
using Psa.Returns;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Writes to events of which people are told whom they concern (R-NOTIFY), in the commit of what happened.</summary>
internal static class Noticing
{
    /// <summary>Gives the tenant's settings of notifications; of version 0 where nothing was said.</summary>
    internal static async ValueTask<NotificationSettings> NotificationSettingsAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        var id = DerivedId.Create<NotificationSettings>(session.Tenant, "notification settings");
        return await session.Of<NotificationSettings>().FindAsync(id, cancellationToken).ConfigureAwait(false) ?? new() { Id = id, Tenant = session.Tenant };
    }

    /// <summary>Gives an event with its notice; as it is where it tells nobody, or procurement is off. That a kind is switched off stands in the notice, so that who switches it on later isn't told of what was.</summary>
    /// <param name="session">The session, in which what happened is staged.</param>
    /// <param name="item">The event.</param>
    /// <param name="changed">The demands that changed with it.</param>
    /// <param name="reservations">The reservations that changed with it, also those that ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<PsaEvent> NoticedAsync(this IPsaSession session, PsaEvent item, IReadOnlySet<Id<Demand>> changed, IReadOnlyDictionary<Id<StockReservation>, StockReservation> reservations, CancellationToken cancellationToken)
    {
        if (NotificationRules.KindOf(item.Kind, item.To, item.Reason) is not { } kind || !await session.HasProcurementAsync(cancellationToken).ConfigureAwait(false))
        {
            return item;
        }

        var people = new People(session, changed, reservations, [], []);
        await people.AddAsync(item, cancellationToken).ConfigureAwait(false);
        var settings = await session.NotificationSettingsAsync(cancellationToken).ConfigureAwait(false);
        return item with { Data = PsaJson.Write(NotificationRules.NoticeOf(kind, people.Requesters, people.Owners, settings), PsaJsonContext.Default.Notice) };
    }

    /// <summary>Gives what people are to be told of an event; <see langword="null"/> for nothing, and where it concerns nobody.</summary>
    internal static Notification? NotificationOf(PsaEvent item) =>
        item.Data != PsaEvent.NoData && NotificationRules.KindOf(item.Kind, item.To, item.Reason) is not null && PsaJson.Read(item.Data, PsaJsonContext.Default.Notice) is { IsOff: false, Recipients.IsEmpty: false } notice
            ? new(item, notice.Kind, notice.Recipients)
            : null;

    /// <summary>Those whom an event concerns by name.</summary>
    private sealed record People(IPsaSession Session, IReadOnlySet<Id<Demand>> Changed, IReadOnlyDictionary<Id<StockReservation>, StockReservation> Reservations, SortedSet<UserId> Requesters, SortedSet<UserId> Owners)
    {
        internal async Task AddAsync(PsaEvent item, CancellationToken cancellationToken)
        {
            switch (item.RecordKind)
            {
                case nameof(Demand):
                    await AddAsync(await RequireAsync<Demand>(item, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                    break;
                case nameof(PurchaseOrder):
                    await AddAsync(await RequireAsync<PurchaseOrder>(item, cancellationToken).ConfigureAwait(false), item.Kind, cancellationToken).ConfigureAwait(false);
                    break;
                case nameof(GoodsReturn):
                    var goods = await RequireAsync<GoodsReturn>(item, cancellationToken).ConfigureAwait(false);
                    Requesters.Add(goods.RequestedBy);
                    await AddOwnerAsync(goods.Source, cancellationToken).ConfigureAwait(false);
                    break;
                case nameof(StockReservation):
                    var reservation = Reservations.GetValueOrDefault(new(item.RecordId)) ?? await RequireAsync<StockReservation>(item, cancellationToken).ConfigureAwait(false);
                    await AddAuthorAsync(reservation.Quote, cancellationToken).ConfigureAwait(false);
                    break;
                case nameof(StockItem):
                    var place = (await RequireAsync<StockItem>(item, cancellationToken).ConfigureAwait(false)).Location;
                    Add(Owners, (await Session.Of<StockLocation>().FindAsync(place, cancellationToken).ConfigureAwait(false))?.Owner);
                    break;
            }
        }

        private static void Add(SortedSet<UserId> people, UserId? user)
        {
            if (user is { } known)
            {
                people.Add(known);
            }
        }

        private ValueTask<T> RequireAsync<T>(PsaEvent item, CancellationToken cancellationToken)
            where T : class, IEntity<T> =>
            Session.Of<T>().RequireAsync(new(item.RecordId), cancellationToken);

        private async Task AddAsync(Demand demand, CancellationToken cancellationToken)
        {
            Add(Requesters, demand.RequestedBy);
            await AddOwnerAsync(demand.Source, cancellationToken).ConfigureAwait(false);
        }

        // of what came those whom it reached, of what is late those who wait for it still
        private async Task AddAsync(PurchaseOrder order, string kind, CancellationToken cancellationToken)
        {
            foreach (var line in order.Lines)
            {
                foreach (var one in line.For)
                {
                    if (await Session.Of<Demand>().FindAsync(one.Demand, cancellationToken).ConfigureAwait(false) is { IsCanceled: false } demand
                        && (kind != EventKinds.GoodsReceived || Changed.Contains(demand.Id))
                        && (kind != EventKinds.PurchaseOrderLate || demand.Allocations.AsEnumerable().Any(allocation => allocation.Order == order.Id.Value)))
                    {
                        await AddAsync(demand, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }

        private async Task AddOwnerAsync(DemandSource source, CancellationToken cancellationToken)
        {
            if (source.Charge is { } id)
            {
                var charge = await Session.Of<StockCharge>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                Add(Owners, charge.Owner.Ticket is { } ticket ? await OpenerAsync(ticket, cancellationToken).ConfigureAwait(false) : null);
                return;
            }

            var order = await Session.Of<Order>().RequireAsync(source.Order.GetValueOrDefault(), cancellationToken).ConfigureAwait(false);
            if (order.Quote is { } quote)
            {
                await AddAuthorAsync(quote, cancellationToken).ConfigureAwait(false);
            }
        }

        private async Task AddAuthorAsync(Id<Quote> quote, CancellationToken cancellationToken) =>
            Add(Owners, (await Session.Of<Quote>().FindAsync(quote, cancellationToken).ConfigureAwait(false))?.Author);

        // a customer's own people aren't told how the house gets its goods
        private async Task<UserId?> OpenerAsync(Id<Ticket> id, CancellationToken cancellationToken)
        {
            if (await Session.Of<Ticket>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { IsOpenedByClient: false } ticket)
            {
                return null;
            }

            var customer = await Session.Of<Customer>().FindAsync(ticket.Customer, cancellationToken).ConfigureAwait(false);
            return customer is not null && customer.Contacts.AsEnumerable().Any(contact => contact.User == ticket.OpenedBy) ? null : ticket.OpenedBy;
        }
    }
}
