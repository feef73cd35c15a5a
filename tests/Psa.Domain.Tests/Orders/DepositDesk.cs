using NodaTime;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Orders;
using Psa.Services;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>A desk of orders where deposits are asked for.</summary>
internal sealed class DepositDesk
{
    private DepositDesk(OrderDesk desk)
    {
        Desk = desk;
        Deposits = new(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new TaxTableCalculator());
    }

    internal OrderDesk Desk { get; }

    internal AWorld World => Desk.World;

    internal DepositService Deposits { get; }

    internal static async Task<DepositDesk> OpenAsync(string? store = "memory", Func<Psa.Sellers.BillingEntity, Psa.Sellers.BillingEntity>? entity = null)
    {
        var desk = new DepositDesk(await OrderDesk.OpenAsync(store, entity: entity));
        await desk.World.InSessionAsync(session =>
        {
            session.Of<NumberSeries>().Add(new()
            {
                Id = DerivedId.Create<NumberSeries>(Tenant, "series", "deposits"),
                Tenant = Tenant,
                BillingEntity = Seller.Id,
                Purpose = NumberPurpose.Deposit,
                Pattern = "D-{seq:0000}",
                ConfirmedBy = "Ann",
                ConfirmedAt = Instant.FromUtc(2025, 1, 1, 0, 0),
            });
            return Task.CompletedTask;
        });
        return desk;
    }

    internal DepositDesk Through(IPsaStore store) => new(Desk.Through(store));

    /// <summary>600.00 at 21 % in six units, and 400.00 at 6 % in four.</summary>
    internal Task<Order> AnOrderAsync() => Desk.SubmitAsync(OrderDesk.ALine(100m, 6m, tax: "S21"), OrderDesk.ALine(100m, 4m, tax: "S6"));

    internal Task<Deposit> MakeAsync(Order order, decimal? percent = null, decimal? amount = null, DepositDeduction deduction = default, bool atOnce = true) => Deposits.MakeAsync(
        World.Actor,
        new() { Order = order.Id, Percent = percent is { } p ? Percent.Of(p) : null, Amount = amount is { } a ? Eur(a) : null, Deduction = deduction, AtOnce = atOnce },
        Token);

    /// <summary>Asks for a deposit and issues its invoice.</summary>
    internal async Task<(Deposit Deposit, Invoice Invoice)> IssuedAsync(Order order, decimal? percent = null, decimal? amount = null, DepositDeduction deduction = default)
    {
        var deposit = await MakeAsync(order, percent, amount, deduction);
        return (deposit, await IssueAsync((await StandingAsync(deposit)).Invoice!.Value));
    }

    internal Task<Invoice> IssueAsync(Id<Invoice> draft) => World.Invoices.IssueAsync(World.Actor, draft, cancellationToken: Token);

    /// <summary>Invoices some more units of a line at once, and issues that.</summary>
    internal async Task<Invoice> InvoiceAsync(Order order, int line, decimal quantity) => await IssueAsync((await DraftAsync(order, line, quantity)).Id);

    internal async Task<Invoice> DraftAsync(Order order, int line, decimal quantity) =>
        (await Desk.Orders.InvoiceAsync(World.Actor, order.Id, new() { Quantities = [new(line, (await Desk.ReadAsync(order)).Quantities[line].Invoiced + quantity)], AtOnce = true }, Token)).Invoice!;

    internal async Task<Invoice> CreditWholeAsync(Invoice invoice, bool releases = false)
    {
        var note = await World.CreditNotes.DraftAsync(World.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Whole = true, Releases = releases }, Token);
        return await World.CreditNotes.IssueAsync(World.Actor, note.Id, cancellationToken: Token);
    }

    internal async Task<DepositStanding> StandingAsync(Deposit deposit) => (await Deposits.StandingAsync(World.Actor, deposit.Id, Token))!;

    internal async Task<decimal[]> LeftAsync(Deposit deposit) => [.. (await StandingAsync(deposit)).Shares.Select(static share => share.Left.Amount)];

    internal async Task<DepositStatus> StatusAsync(Deposit deposit) => (await Deposits.FindAsync(World.Actor, deposit.Id, Token))!.Status;

    internal Task<List<T>> AllAsync<T>()
        where T : class, IEntity<T> =>
        World.ReadAsync(session => session.Of<T>().QueryAsync(RecordType<T>.All, Token).ToListAsync(Token).AsTask());

    internal async Task<List<string>> EventsAsync(Deposit deposit) =>
        [.. (await new EventService(World.Store).ReadAfterAsync(World.Actor, 0, cancellationToken: Token).ToListAsync(Token)).Where(one => one.RecordId == deposit.Id.Value).Select(static one => one.Kind)];
}
