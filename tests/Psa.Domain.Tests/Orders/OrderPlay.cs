using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>One order of three lines, a discount and freight, to which anything is done that services allow; after each step its laws are looked at.</summary>
internal sealed class OrderPlay
{
    private readonly OrderDesk _desk;
    private readonly Psa.Customers.Customer _other = ACustomer("C9");
    private Order _order;
    private LocalDate _through = new(2025, 1, 31);

    private OrderPlay(OrderDesk desk, Order order) => (_desk, _order) = (desk, order);

    internal HashSet<string> Transitions { get; } = [];

    internal static async Task<OrderPlay> OpenAsync(int shape)
    {
        var desk = await OrderDesk.OpenAsync();
        var content = AContent(
            ALine(33.3333m, 3m, "thirds"),
            new() { Text = "as agreed", IsNote = true },
            ALine(95m, 7m, "discounted", shape % 2 == 0 ? Discount.OfAmount(Eur(10m)) : Discount.OfPercent(Percent.Of(7.5m)), "S21"),
            ALine(4.15m, shape % 5 == 0 ? -2m : 2m, "small", tax: "S6")) with
        {
            Discounts = shape % 3 == 0 ? [] : [Discount.OfPercent(Percent.Of(3m)), Discount.OfAmount(Eur(11.11m))],
            Charges = [new(Eur(50m), "Freight", "ZERO"), new(Eur(7.77m), "Packing")],
        };
        var order = await desk.DraftAsync(content, order => order with
        {
            Freight = shape % 4 < 2 ? FreightPolicy.FirstInvoice : FreightPolicy.ProRata,
            Invoicing = shape % 7 < 5 ? InvoicePolicy.Ordered : InvoicePolicy.Shipped,
        });
        var play = new OrderPlay(desk, order);
        await desk.World.AddAsync(play._other);
        return play;
    }

    /// <summary>Does what a step says, if the rules allow it; tells whether they did.</summary>
    internal async Task<bool> DoAsync(OrderStep step)
    {
        var before = _order;
        var done = await TryAsync(step);
        _order = await _desk.ReadAsync(_order);
        if (!done)
        {
            Assert.Equal(before, _order);
            return false;
        }

        if (_order.Status != before.Status)
        {
            Transitions.Add($"{before.Status.Name} {_order.Status.Name}");
            Assert.Contains(OrderLifecycle.Table.Transitions, one => one.From == before.Status && (one.To == _order.Status || one.To == OrderStatus.Submitted));
        }

        await CheckAsync();
        return true;
    }

    /// <summary>Bills all that may be billed, and gives back nothing more: then what is borne and waived of each line is what it comes to.</summary>
    internal async Task FinishAsync()
    {
        if (_order.Status == OrderStatus.Submitted)
        {
            await TryAsync(new(OrderStepKind.InvoiceAll, 0, 0));
            _order = await _desk.ReadAsync(_order);
        }

        if (_order.SubmittedOn is not null)
        {
            var items = await ItemsAsync();
            foreach (var line in OrderedLine.Of(_order))
            {
                var own = items.Where(item => item.SourceLine == line.Place).ToList();
                Assert.Null(Settlement.Next(own, Expected(line, _order.Quantities[line.Place].Invoiced)));
            }
        }
    }

    private async Task CheckAsync()
    {
        if (_order.SubmittedOn is null)
        {
            Assert.Empty(await ItemsAsync());
            return;
        }

        var items = await ItemsAsync();
        foreach (var (place, _) in OrderedLine.Of(_order))
        {
            var (ordered, of) = (_order.Lines[place].Quantity, _order.Quantities[place]);
            Assert.All([of.Shipped, of.Canceled, of.Invoiced], quantity => Assert.True(quantity == 0m || Math.Sign(quantity) == Math.Sign(ordered)));
            Assert.True(Math.Abs(of.Shipped) + Math.Abs(of.Canceled) <= Math.Abs(ordered));
            Assert.True(Math.Abs(of.Invoiced) <= Math.Abs(OrderInvoicing.MostOf(_order, place)));
            var counting = items.Where(item => !item.Released && item.SourceLine == place).ToList();
            Assert.Equal(of.Invoiced, counting.Sum(item => item.SourceQuantity!.Value));

            // what was released before the last leaves at most a cent each, until something more is billed
            var holes = items.Count(item => item.Released && item.SourceLine == place);
            var off = Sum(counting.Select(item => item.Computed)) - Expected(new(place, 1), of.Invoiced);
            Assert.True(off.Abs().MinorUnits <= 2 * holes, $"{off} with {holes} released");
        }

        Assert.All(items, item => Assert.Equal(item.Net, Sum(item.Lines.AsEnumerable().Select(line => line.Amount))));
        Assert.All(items.SelectMany(item => item.Lines.AsEnumerable()), line => Assert.Equal(line.Amount, line.Recompute(_order.Rounding)));
        var isDone = _order is { FulfilmentProgress: OrderProgress.Full, InvoicingProgress: OrderProgress.Full };
        Assert.True(isDone == (_order.Status == OrderStatus.Closed || _order.Status == OrderStatus.Canceled), $"{_order.Status.Name}, {_order.FulfilmentProgress}, {_order.InvoicingProgress}");
        if (isDone && items.TrueForAll(static item => !item.Released))
        {
            // nothing released, and all of the rest canceled: nets and freight are those of the running totals, and no item stands for nothing
            Assert.Null(Settlement.Next([.. items.Where(static item => item.SourceLine is null)], Sum(OrderFreight.UpTo(_order, Invoiced()).Select(static line => line.Amount))));
        }
    }

    private decimal[] Invoiced() => [.. _order.Quantities.AsEnumerable().Select(static one => one.Invoiced)];

    private Money Expected(OrderedLine line, decimal upTo) => Sum(OrderParts.Of(_order, line, 0m, upTo).Select(static one => one.Amount));

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Eur(0m), static (sum, one) => sum + one);

    private async Task<List<SalesItem>> ItemsAsync() =>
        [.. (await _desk.World.AllItemsAsync()).Where(item => item.Source == SalesItemSource.Order).OrderBy(item => item.SourceLine).ThenBy(item => item.Ordinal)];

    private async Task<bool> TryAsync(OrderStep step)
    {
        try
        {
            return await DoItAsync(step);
        }
        catch (Exception refusal) when (refusal is RuleViolationException or ValidationFailedException)
        {
            return false; // what the rules refuse changes nothing
        }
    }

    private async Task<bool> DoItAsync(OrderStep step)
    {
        var (orders, actor, id) = (_desk.Orders, _desk.World.Actor, _order.Id);
        int[] places = [0, 2, 3];
        var place = places[step.Which % 3];
        var some = Math.Sign(_order.Lines[place].Quantity) * (1m + (step.HowMuch % 3));
        var done = _order.Quantities.IsEmpty ? new(0m, 0m, 0m) : _order.Quantities[place];
        switch (step.Kind)
        {
            case OrderStepKind.Change:
                var content = AContent([.. _order.Lines.AsEnumerable().Select(static line => new NewDocumentLine { Text = line.Text, Quantity = line.Quantity, UnitPrice = line.IsNote ? null : line.UnitPrice, Discount = line.Discount, TaxCode = line.TaxCode, IsNote = line.IsNote })]);
                await orders.ChangeAsync(actor, id, content with { Discounts = _order.Discounts, Charges = _order.Charges.AsWritten(), Note = $"{step.HowMuch}" }, Token);
                return true;
            case OrderStepKind.Submit:
                await orders.SubmitAsync(actor, id, cancellationToken: Token);
                return true;
            case OrderStepKind.SubmitAndInvoice:
                await orders.SubmitAsync(actor, id, thenInvoice: new() { AtOnce = step.Which % 2 == 0, Quantities = step.HowMuch % 2 == 0 ? [] : [new(place, some)] }, cancellationToken: Token);
                return true;
            case OrderStepKind.Fulfil:
                await orders.FulfilAsync(actor, id, place, done.Shipped + some, cancellationToken: Token);
                return true;
            case OrderStepKind.FulfilAll:
                var open = _order.SubmittedOn is null ? [] : places.Where(one => _order.Lines[one].Quantity != _order.Quantities[one].Shipped + _order.Quantities[one].Canceled).ToList();
                foreach (var one in open)
                {
                    await orders.FulfilAsync(actor, id, one, _order.Lines[one].Quantity - _order.Quantities[one].Canceled, cancellationToken: Token);
                }

                return open.Count > 0;
            case OrderStepKind.TakeBack:
                await orders.FulfilAsync(actor, id, place, done.Shipped - some, cancellationToken: Token);
                return true;
            case OrderStepKind.CancelRest:
                var rest = await orders.CancelRestAsync(actor, id, step.HowMuch % 3 == 0 ? [] : [place], "no longer", Token);
                return rest != _order;
            case OrderStepKind.Cancel:
                return await orders.CancelAsync(actor, id, "no longer", Token) != _order;
            case OrderStepKind.Invoice:
                await orders.InvoiceAsync(actor, id, new() { Quantities = [new(place, done.Invoiced + some)] }, Token);
                return true;
            case OrderStepKind.InvoiceAll:
                await orders.InvoiceAsync(actor, id, new(), Token);
                return true;
            case OrderStepKind.InvoiceAtOnce:
                await orders.InvoiceAsync(actor, id, new() { AtOnce = true, Quantities = step.HowMuch % 2 == 0 ? [] : [new(place, done.Invoiced + some)] }, Token);
                return true;
            default:
                return step.Kind < OrderStepKind.OverrideItem ? await WithDraftsAsync(step) : await DecideAsync(step);
        }
    }

    private async Task<bool> WithDraftsAsync(OrderStep step)
    {
        var world = _desk.World;
        if (step.Kind == OrderStepKind.RunIssues)
        {
            var waiting = (await ItemsAsync()).Exists(static item => item.Status == SalesItemStatus.Pending);
            _through = _through.PlusDays(1);
            await world.BillAsync(_through, new(2025, 1, 31));
            return waiting;
        }

        var drafts = (await InvoicesAsync()).Where(static one => one.Status == InvoiceStatus.Draft).ToList();
        if (drafts.Count == 0)
        {
            return false;
        }

        var draft = drafts[step.Which % drafts.Count];
        await (step.Kind == OrderStepKind.IssueDraft ? world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token) : (Task)world.Invoices.DeleteAsync(world.Actor, draft.Id, Token));
        return true;
    }

    private async Task<bool> DecideAsync(OrderStep step)
    {
        var world = _desk.World;
        if (step.Kind >= OrderStepKind.CreditLine)
        {
            return await CreditAsync(step);
        }

        var items = await ItemsAsync();
        if (items.Count == 0)
        {
            return false;
        }

        // most often one of which the rules allow it
        var fit = items.FindAll(item => step.Kind == OrderStepKind.ReleaseItem ? item is { Released: false } && item.Status == SalesItemStatus.Canceled : item.Status == SalesItemStatus.Pending);
        items = fit.Count > 0 && step.HowMuch % 8 > 0 ? fit : items;
        var item = items[step.Which % items.Count];
        _ = step.Kind switch
        {
            OrderStepKind.OverrideItem => await world.Items.OverrideAsync(world.Actor, item.Id, item.Net.Scale(step.HowMuch % 5, 3, Rounding.HalfUp), "a friend", Token),
            OrderStepKind.CancelItem => await world.Items.CancelAsync(world.Actor, item.Id, "a gift", Token),
            OrderStepKind.MoveItem => await world.Items.MoveAsync(world.Actor, item.Id, _other.Id, Token),
            _ => await world.Items.ReleaseAsync(world.Actor, item.Id, Token),
        };
        return true;
    }

    private async Task<bool> CreditAsync(OrderStep step)
    {
        var world = _desk.World;
        var issued = (await InvoicesAsync()).Where(static one => one.Status == InvoiceStatus.Issued && one.Kind == InvoiceKind.Invoice && !one.Items.IsEmpty).ToList();
        if (issued.Count == 0)
        {
            return false;
        }

        var invoice = issued[step.Which % issued.Count];
        if (step.Kind == OrderStepKind.Void)
        {
            await world.CreditNotes.VoidAsync(world.Actor, invoice.Id, "wrong", cancellationToken: Token);
            return true;
        }

        var line = step.HowMuch % invoice.Lines.Count;
        var wanted = step.Kind == OrderStepKind.CreditWithRelease
            ? new NewCreditNote { Invoice = invoice.Id, Reason = "wrong", Lines = [new(line, Amount: invoice.Lines[line].Amount)], Releases = true }
            : new NewCreditNote { Invoice = invoice.Id, Reason = "a friend", Lines = [new(line, Amount: invoice.Lines[line].Amount.Scale(1, 3, Rounding.HalfUp))] };
        var note = await world.CreditNotes.DraftAsync(world.Actor, wanted, Token);
        await world.CreditNotes.IssueAsync(world.Actor, note.Id, cancellationToken: Token);
        return true;
    }

    private Task<List<Invoice>> InvoicesAsync() =>
        PageRequest.AllAsync(page => _desk.World.Invoices.ListAsync(_desk.World.Actor, new() { BillingEntity = Seller.Id }, page, Token), Token).ToListAsync(Token).AsTask();
}
