using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Customers;
using Psa.Domain.Tests.Orders;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Services;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What stands on no invoice: by customer, with age, money and cause; and the sum of each cause is that of the records it names.</summary>
public sealed class UnbilledWorkTests
{
    [Fact]
    public async Task Items_usage_orders_and_obstacles_are_listed_with_age_and_money()
    {
        var (desk, sweep) = await OpenAsync();
        var world = desk.World;
        desk.AdvanceTo(new(2025, 1, 20));
        await world.Items.CreateAsync(world.Actor, AnItem(ACustomer(), 12m, new(2025, 1, 5)), Token);
        await world.UseAsync(ACustomer(), "u", new(2025, 1, 10), 4m, cost: 3m, service: "unknown");
        var order = await desk.SubmitAsync(OrderDesk.ALine(10m, 5m));
        await desk.BillAsync(order, 2m);
        var rows = await sweep.ListAsync(world.Actor, ACustomer().Id, Token).ToListAsync(Token);
        Assert.Equal(
            [
                (UnbilledCause.ItemPending, 15, [Eur(12m)], null),
                (UnbilledCause.ItemPending, 0, [Eur(20m)], null),
                (UnbilledCause.UsageWithoutProduct, 19, [], (decimal?)4m),
                (UnbilledCause.Ordered, 0, [Eur(30m)], 3m),
            ],
            rows.Select(row => (row.Cause, row.Age, row.Money, row.Quantity)));
        Assert.Equal([ExactAmount.Of(3m, Currency.EUR)], rows[2].Cost);

        // the run bills what it can, and says what it can't
        await world.BillAsync(new(2025, 1, 31));
        var left = await sweep.ListAsync(world.Actor, ACustomer().Id, Token).ToListAsync(Token);
        Assert.Equal([UnbilledCause.UsageWithoutProduct, UnbilledCause.Ordered, UnbilledCause.Obstacle], left.Select(row => row.Cause));
        Assert.Equal(ChargeErrors.ProductMissing, left[2].Code);
    }

    [Fact]
    public async Task Costs_are_for_who_views_costs_and_clients_see_nothing()
    {
        var (desk, sweep) = await OpenAsync();
        await desk.World.UseAsync(ACustomer(), "u", new(2025, 1, 1), 4m, cost: 3m, service: "unknown");
        var manager = Actor.Create(Tenant, UserId.Of("g"), "G", [Role.GroupManager], AccessTable.Default);
        var row = Assert.Single(await sweep.ListAsync(manager, ACustomer().Id, Token).ToListAsync(Token));
        Assert.Equal((4m, true), (row.Quantity, row.Cost.IsEmpty));
        Assert.True(Assert.Single(await sweep.SumAsync(manager, cancellationToken: Token)).Cost.IsEmpty);
        foreach (var role in new[] { Role.Client, Role.ClientManager })
        {
            var client = Actor.Create(Tenant, UserId.Of("c"), "C", [role], AccessTable.Default, ACustomer().Id.Value);
            Assert.Throws<PermissionDeniedException>(() => sweep.ListAsync(client, ACustomer().Id, Token));
            Assert.Throws<PermissionDeniedException>(() => sweep.ListAllAsync(client, Token));
            await Assert.ThrowsAsync<PermissionDeniedException>(() => sweep.SumAsync(client, ACustomer().Id, Token));
        }
    }

    [Fact]
    public async Task A_run_that_was_rolled_back_has_no_obstacles()
    {
        var (desk, sweep) = await OpenAsync();
        await desk.World.UseAsync(ACustomer(), "u", new(2025, 1, 1), 4m, service: "unknown");
        var run = await desk.World.CalculateAsync(new(2025, 1, 31));
        Assert.Equal(2, (await sweep.ListAllAsync(desk.World.Actor, Token).ToListAsync(Token)).Count);
        await desk.World.Runs.RollBackAsync(desk.World.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(UnbilledCause.UsageWithoutProduct, Assert.Single(await sweep.ListAllAsync(desk.World.Actor, Token).ToListAsync(Token)).Cause);
    }

    [Fact]
    public void The_sum_by_cause_is_that_of_the_records_it_names() =>
        PropertyCheck.That(Prop.ForAll(Arb.From(Gen.ListOf(ADeed(), 12)), deeds => Blocking.Run(() => CheckAsync([.. deeds]))), maxTest: 40);

    private static Gen<Deed> ADeed() =>
        from kind in Gen.Choose(0, 4)
        from second in Gen.Elements(true, false)
        from amount in Gen.Choose(1, 5000)
        from quantity in Gen.Choose(1, 9)
        select new Deed(kind, second, amount / 100m, quantity);

    private static async Task CheckAsync(List<Deed> deeds)
    {
        var (desk, sweep) = await OpenAsync();
        var world = desk.World;
        var contract = AContract(Incomplete);
        await world.AddAsync(contract, APart(contract, 7.77m));
        var (ordered, used, place) = (Eur(0m), ExactAmount.Zero(Currency.EUR), 0);
        foreach (var deed in deeds)
        {
            var customer = deed.IsSecond ? Incomplete : ACustomer();
            switch (deed.Kind)
            {
                case 0 or 1:
                    await world.Items.CreateAsync(world.Actor, AnItem(ACustomer(), deed.Amount, new(2025, 1, deed.Quantity * 3)), Token);
                    break;
                case 2:
                    await world.UseAsync(customer, $"{place++}", new(2025, 1, deed.Quantity), deed.Quantity, deed.Amount, "unknown");
                    used += ExactAmount.Of(deed.Amount, Currency.EUR);
                    break;
                case 3:
                    var order = await desk.SubmitAsync(OrderDesk.ALine(deed.Amount, 9m), OrderDesk.ALine(1m, 1m));
                    if (deed.Quantity < 9)
                    {
                        await desk.BillAsync(order, deed.Quantity);
                    }

                    ordered += Eur((deed.Quantity < 9 ? 9 - deed.Quantity : 9) * deed.Amount) + Eur(1m);
                    break;
                default:
                    await RunAsync(world);
                    break;
            }
        }

        var all = await sweep.ListAllAsync(world.Actor, Token).ToListAsync(Token);
        var sums = await sweep.SumAsync(world.Actor, cancellationToken: Token);
        Money Of(UnbilledCause cause) => sums.AsEnumerable().FirstOrDefault(sum => sum.Cause == cause) is { Money: [var money] } ? money : Eur(0m);
        Assert.Equal(all.GroupBy(row => row.Cause).OrderBy(group => group.Key).Select(group => (group.Key, group.LongCount())), sums.AsEnumerable().Select(sum => (sum.Cause, sum.Count)));
        var items = await world.AllItemsAsync();
        Assert.Equal(items.Where(item => item.Status == SalesItemStatus.Draft).Sum(item => item.Net.MinorUnits), Of(UnbilledCause.ItemDraft).MinorUnits);
        Assert.Equal(items.Where(item => item.Status == SalesItemStatus.Pending).Sum(item => item.Net.MinorUnits), Of(UnbilledCause.ItemPending).MinorUnits);
        Assert.Equal(ordered, Of(UnbilledCause.Ordered));
        Assert.Equal(used, sums.AsEnumerable().FirstOrDefault(sum => sum.Cause == UnbilledCause.UsageWithoutProduct) is { Cost: [var cost] } ? cost : ExactAmount.Zero(Currency.EUR));
        var runs = await PageRequest.AllAsync(page => world.Runs.ListAsync(world.Actor, new() { Descending = true }, page, Token), Token).ToListAsync(Token);
        var obstacles = runs.Count == 0 ? [] : await world.ObstaclesOfAsync(runs[0]);
        Assert.Equal(obstacles.Select(one => one.Id.Value).Order(), all.Where(row => row.Cause == UnbilledCause.Obstacle).Select(row => row.Record).Order());
        Assert.Equal(obstacles.Sum(one => one.Waiting.AsEnumerable().Sum(money => money.MinorUnits)), Of(UnbilledCause.Obstacle).MinorUnits);

        // customer by customer it is the same
        var each = new List<UnbilledWork>();
        foreach (var customer in new[] { ACustomer(), Incomplete })
        {
            each.AddRange(await sweep.ListAsync(world.Actor, customer.Id, Token).ToListAsync(Token));
        }

        Assert.Equal(all.OrderBy(row => row.Customer).ThenBy(row => row.Record).ThenBy(row => row.Line), each.OrderBy(row => row.Customer).ThenBy(row => row.Record).ThenBy(row => row.Line));
    }

    private static async Task RunAsync(AWorld world)
    {
        world.Clock.Advance(Duration.FromSeconds(1));
        await world.BillAsync(new(2025, 1, 31));
    }

    private static Customer Incomplete => ACustomer("C2") with { BillingInformation = Complete with { Email = null } };

    private static NewSalesItem AnItem(Customer customer, decimal price, LocalDate date) =>
        new() { Customer = customer.Id, BillingDate = date, Lines = [new() { Text = "Thing", UnitPrice = Price(price) }] };

    private static async Task<(OrderDesk Desk, UnbilledWorkService Sweep)> OpenAsync()
    {
        var desk = await OrderDesk.OpenAsync(store: null);
        await desk.World.AddAsync(Incomplete);
        return (desk, new(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock)));
    }

    private sealed record Deed(int Kind, bool IsSecond, decimal Amount, int Quantity);
}
