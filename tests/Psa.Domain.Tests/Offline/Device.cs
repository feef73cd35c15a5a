using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Quotes;
using Psa.Domain.Tests.Runs;
using Psa.Numbering;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.Services;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Offline;

/// <summary>A device that is offline, and the office to which it comes back.</summary>
internal sealed class Device
{
    private int _made;

    private Device(AQuoteDesk desk, IPsaStore store)
    {
        Desk = desk;
        Offline = new(store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new TaxTableCalculator());
        Orders = new(store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new TaxTableCalculator());
    }

    internal AQuoteDesk Desk { get; }

    internal AWorld World => Desk.World;

    internal OfflineService Offline { get; }

    internal OrderService Orders { get; }

    internal static Actor Sam => AQuoteDesk.Sam;

    internal static Customer Other { get; } = ACustomer("C2");

    internal static async Task<Device> OpenAsync(string store = "memory", Func<IPsaStore, IPsaStore>? through = null)
    {
        var desk = await AQuoteDesk.OpenAsync(store);
        await desk.World.AddAsync(Other);
        await desk.World.InSessionAsync(session =>
        {
            session.Of<NumberSeries>().Add(new()
            {
                Id = DerivedId.Create<NumberSeries>(Tenant, "series", "orders"),
                Tenant = Tenant,
                BillingEntity = Seller.Id,
                Purpose = NumberPurpose.Order,
                Pattern = "O-{seq:0000}",
                ConfirmedBy = "Ann",
                ConfirmedAt = Instant.FromUtc(2025, 1, 1, 0, 0),
            });
            return Task.CompletedTask;
        });
        return new(desk, (through ?? (static same => same))(desk.World.Store));
    }

    internal Id<DeviceEntry> Entry() => Named<DeviceEntry>(_made++);

    internal Id<Quote> NewQuoteId() => Named<Quote>(_made++);

    internal Id<Order> NewOrderId() => Named<Order>(_made++);

    internal DeviceDraft Draft(Id<Quote> id, params NewQuoteLine[] lines) => new() { Id = Entry(), NewQuote = Desk.New(lines) with { Id = id } };

    internal DeviceDraft Draft(Quote whole) => new() { Id = Entry(), Quote = whole };

    internal DeviceDraft Draft(Id<Order> id, params NewDocumentLine[] lines) =>
        new() { Id = Entry(), NewOrder = new() { Id = id, Customer = Desk.Customer.Id, Content = new() { Date = Start, Lines = [.. lines] } } };

    internal DeviceAction Act(DeviceActionKind kind, Id<Quote> quote, long? version = null) => new() { Id = Entry(), Kind = kind, Quote = quote, Version = version };

    internal DeviceAction Act(DeviceActionKind kind, Id<Order> order, long? version = null) => new() { Id = Entry(), Kind = kind, Order = order, Version = version };

    internal DeviceAction Accept(Id<Quote> quote, long? version = null) => Act(DeviceActionKind.AcceptQuote, quote, version) with { Acceptance = new() { ByName = "Carl" } };

    internal Task<DeviceMerge> MergeAsync(ValueList<DeviceDraft> drafts = default, ValueList<DeviceAction> actions = default, Actor? actor = null) =>
        MergeAsync(new DeviceFile { Drafts = drafts, Actions = actions }, actor);

    internal Task<DeviceMerge> MergeAsync(DeviceFile file, Actor? actor = null) => Offline.MergeAsync(actor ?? Sam, file, Token);

    internal Task<DeviceMerge> MergeAsync(string json, Actor? actor = null) => Offline.MergeAsync(actor ?? Sam, json, Token);

    internal Task<Quote?> StoredAsync(Id<Quote> id) => Desk.StoredAsync(id);

    internal Task<Order?> StoredAsync(Id<Order> id) => World.ReadAsync(session => session.Of<Order>().FindAsync(id, Token).AsTask());

    internal static string Json(DeviceFile file) => JsonSerializer.Serialize(file, PsaJson.Options);

    /// <summary>All that is stored, events included, as text.</summary>
    internal Task<string> SnapshotAsync() => SnapshotAsync(Tenant);

    internal async Task<string> SnapshotAsync(TenantId tenant)
    {
        var text = new StringBuilder();
        await using var session = await World.Store.OpenAsync(tenant, Token);
        foreach (var type in RecordTypes.All)
        {
            foreach (var line in await type.Accept(new Reading(session)))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{type.Name} {line}");
            }
        }

        await foreach (var one in session.Events.ReadAfterAsync(0, cancellationToken: Token))
        {
            text.AppendLine(JsonSerializer.Serialize(one, PsaJson.Options));
        }

        return text.ToString();
    }

    internal async Task<List<T>> AllAsync<T>()
        where T : class, IEntity<T> =>
        await World.ReadAsync(async session => await session.Of<T>().QueryAsync(RecordType<T>.All, Token).ToListAsync(Token));

    private static Id<T> Named<T>(int number) => new(new Guid(FormattableString.Invariant($"0192d4e0-7b1f-7c3a-8e55-{number:x12}")));

    private sealed class Reading(IPsaSession session) : IRecordTypeVisitor<Task<List<string>>>
    {
        public async Task<List<string>> Visit<T>(RecordType<T> type)
            where T : class, IEntity<T> =>
            await session.Of<T>().QueryAsync(RecordType<T>.All, Token).Select(static record => JsonSerializer.Serialize(record, PsaJson.Options)).ToListAsync(Token);
    }
}
