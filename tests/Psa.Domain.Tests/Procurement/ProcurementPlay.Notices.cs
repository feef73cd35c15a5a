using Psa.Access;
using Psa.Events;
using Psa.Inventory;
using Psa.Notifications;
using Psa.Procurement;
using Psa.Records;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <content>What people are told of each step (R-NOTIFY), worked out from what it changed.</content>
internal sealed partial class ProcurementPlay
{
    // those that occur here
    private static readonly NotificationKind[] Switched = [NotificationKind.NeedToOrder, NotificationKind.Submitted, NotificationKind.Received, NotificationKind.Ready, NotificationKind.Delivered, NotificationKind.ApprovalRequested];

    private readonly SortedSet<NotificationKind> _off = [];
    private Dictionary<Id<PurchaseOrder>, PurchaseOrder> _ordersBefore = [];
    private long _told;

    private NotificationService Notifications => new(_desk.World.Store, _desk.World.Clock);

    private async Task SwitchAsync(int which)
    {
        var kind = Switched[which % Switched.Length];
        await Notifications.SwitchAsync(Ada, kind, isOn: _off.Contains(kind), Token);
        _ = _off.Remove(kind) || _off.Add(kind);
    }

    // each step is written once, with whom it concerns, and told unless its kind is off
    private async Task CheckNoticesAsync(Dictionary<Id<Demand>, Demand> demands)
    {
        var expected = new List<(NotificationKind Kind, Guid Record)>();
        foreach (var demand in demands.Values)
        {
            var before = _before.GetValueOrDefault(demand.Id);
            Expect(demand.Status == DemandStatus.NeedToOrder && before?.Status != DemandStatus.NeedToOrder, NotificationKind.NeedToOrder, demand.Id.Value);
            Expect(demand.Status == DemandStatus.ReadyToShip && before?.Status != DemandStatus.ReadyToShip, NotificationKind.Ready, demand.Id.Value);
            Expect(demand.Deliveries.Count > (before?.Deliveries.Count ?? 0), NotificationKind.Delivered, demand.Id.Value);
        }

        var orders = new Dictionary<Id<PurchaseOrder>, PurchaseOrder>();
        foreach (var id in _orders)
        {
            var (order, before) = (orders[id] = await ReadAsync(id), _ordersBefore.GetValueOrDefault(id));
            Expect(before is null && order.Status != PurchaseOrderStatus.New, NotificationKind.Submitted, id.Value);
            Expect(ReceiptsOf(order) > ReceiptsOf(before), NotificationKind.Received, id.Value);
        }

        var written = new List<(NotificationKind Kind, Guid Record)>();
        await foreach (var item in new EventService(_desk.World.Store).ReadAfterAsync(Actor.System(Tenant), _told, cancellationToken: Token))
        {
            if (item.Kind is EventKinds.ApprovalRequested or EventKinds.ApprovalDecided)
            {
                Expect(true, item.Kind == EventKinds.ApprovalRequested ? NotificationKind.ApprovalRequested : Enum.Parse<NotificationKind>(item.To!), item.RecordId);
            }

            if (item.Data != PsaEvent.NoData)
            {
                var notice = PsaJson.Read(item.Data, PsaJsonContext.Default.Notice)!;
                written.Add((notice.Kind, item.RecordId));
                Assert.NotEmpty(notice.Recipients);
            }
        }

        Assert.Equal(expected.Order(), written.Order());
        var told = new List<(NotificationKind Kind, Guid Record)>();
        await foreach (var one in Notifications.ReadAfterAsync(Actor.System(Tenant), _told, Token))
        {
            told.Add((one.Kind, one.Event.RecordId));
        }

        Assert.Equal(expected.Where(one => !_off.Contains(one.Kind)).Order(), told.Order());
        (_ordersBefore, _told) = (orders, (await _desk.Stock.EventsAsync())[^1].Sequence);

        void Expect(bool isTold, NotificationKind kind, Guid record)
        {
            if (isTold)
            {
                expected.Add((kind, record));
                _seen.Add($"{kind} {(_off.Contains(kind) ? "off" : "on")}");
            }
        }
    }

    private static int ReceiptsOf(PurchaseOrder? order) => order?.Lines.Sum(line => line.Receipts.Count) ?? 0;
}
