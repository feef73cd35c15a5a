using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.SalesItems;
using Psa.Testing;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>
/// The law of a run for customers whose parts and usage follow the catalog, while prices, list prices, tiers and assignments of lists change in any order, back-dated or not, with bills
/// between: each period bears what one run over the final facts bills with the catalog of the day on which the period was first billed, and nothing is billed twice.
/// </summary>
public sealed class CatalogHistoryProperties
{
    private static readonly string[] Numbers = ["C1", "C2"];
    private static readonly LocalDate Last = new(2026, 6, 30);

    public enum Kind
    {
        Price,
        ListPrice,
        Tiers,
        AssignToCustomer,
        AssignToPayer,
        AssignToContract,
        Withdraw,
        UseBoxes,
        UseWithoutContract,
    }

    // how often a step of each kind was possible
    private static readonly ConcurrentDictionary<Kind, int> Played = new();

    private static readonly UnitGroup Pieces = new() { Id = DerivedId.Create<UnitGroup>(Tenant, "pieces"), Tenant = Tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("BOX", 10)] };

    private static readonly VolumeDiscount Volume = new() { Id = DerivedId.Create<VolumeDiscount>(Tenant, "volume"), Tenant = Tenant, Name = "Volume", Tiers = [new(Start, [new(10m, Percent.Of(5m))])] };

    private static readonly Product Plain = AProduct with { UnitGroup = Pieces.Id, ListPrices = [new(Start, AWorld.Price(3m))] };

    private static readonly Product Loose = Plain with { Id = DerivedId.Create<Product>(Tenant, "loose"), Number = "LOOSE", ServiceCode = "loose" };

    private static readonly Product Many = Plain with { Id = DerivedId.Create<Product>(Tenant, "many"), Number = "MANY", ServiceCode = null };

    private static readonly Product Bundle = Plain with
    {
        Id = DerivedId.Create<Product>(Tenant, "bundle"),
        Number = "BUNDLE",
        ServiceCode = null,
        Kind = ProductKind.Bundle,
        UnitGroup = null,
        Contents = [new(Start, [new(Plain.Id, 3m), new(Loose.Id, 1m, "BOX")], Percent.Of(10m))],
    };

    private static readonly PriceList[] Lists = [AList("default", 0.5m) with { Id = APriceList.Id, IsDefault = true }, AList("a", 0.4m), AList("b", 0.3m, PriceMethod.PercentOfList(Percent.Of(85m)))];

    // a suspension moves the first charged day, whose price holds, and a billed period keeps its price: both are had by changes of the catalog between periods, or no suspension
    private static Arbitrary<object[]> Histories { get; } = Arb.From(
        from count in Gen.Choose(2, 24)
        from steps in Gen.ArrayOf(Gen.Frequency((3, RunHistoryProperties.Steps().Select(object (step) => step)), (2, Steps().Select(object (step) => step))), count)
        from isBetweenPeriods in Gen.Elements(true, false)
        select isBetweenPeriods
            ? Array.ConvertAll(steps, static step => step is CatalogStep changed ? changed.OnQuarter() : step)
            : Array.FindAll(steps, static step => step is not RunHistoryProperties.Step { Kind: RunHistoryProperties.Kind.Suspend }),
        steps => Enumerable.Range(0, steps.Length).Select(i => (object[])[.. steps[..i], .. steps[(i + 1)..]]));

    [Fact]
    public void Each_period_keeps_the_catalog_by_which_it_was_first_billed() =>
        PropertyCheck.That(Prop.ForAll(Histories, steps => Blocking.Run(async () =>
        {
            var (world, catalogs) = await PlayAsync(steps);
            var items = await world.AllItemsAsync();
            Bearing.Check(items, await catalogs.ExpectedAsync(world, items, Last), await catalogs.ExpectedAsync(world, items, Last.PlusYears(3)));
            await RunHistoryProperties.CheckBooksAsync(world);
            Assert.Equal(0, (await world.BillAsync(Last, new(2027, 1, 1))).Counts.Items);
        })), maxTest: 200, endSize: 24, tally: Played);

    private static Gen<CatalogStep> Steps() =>
        from kind in Gen.Frequency((3, Gen.Elements(Enum.GetValues<Kind>())), (2, Gen.Elements(Kind.AssignToContract, Kind.AssignToCustomer, Kind.AssignToPayer)))
        from list in Gen.Choose(0, Lists.Length)
        from place in Gen.Choose(0, 3)
        from day in Gen.Choose(0, 400)
        from amount in Gen.Choose(1, 2000)
        select new CatalogStep(kind, list, place, day, amount / 100m);

    private static PriceList AList(string name, decimal price, PriceMethod? method = null) => APriceList with
    {
        Id = DerivedId.Create<PriceList>(Tenant, "list", name),
        Name = name,
        IsDefault = false,
        Items =
        [
            new(Plain.Id, "C62", [new(new(2000, 1, 1), method ?? PriceMethod.Fixed(AWorld.Price(price)))]),
            new(Loose.Id, "C62", [new(new(2000, 1, 1), AWorld.Price(price * 2))]),
            new(Many.Id, "C62", [new(new(2000, 1, 1), PriceMethod.Fixed(AWorld.Price(price * 3)), null, Volume.Id)]),
        ],
    };

    private static Customer Buyer(string number) => number == "C2" ? ACustomer(number) with { Parent = ACustomer("P").Id, ConsolidateBilling = true, Payer = ACustomer("P").Id } : ACustomer(number);

    private static async Task<(AWorld World, Catalogs Catalogs)> PlayAsync(object[] steps)
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(150m) }, store: "memory");
        await world.UpdateAsync(Plain);
        await world.UpdateAsync(Lists[0]);
        await world.AddAsync(Pieces, Volume, Loose, Many, Bundle, Lists[1], Lists[2], ACustomer("P"));
        foreach (var number in Numbers)
        {
            var customer = Buyer(number);
            var (advance, arrears) = (AContract(customer, cycle: BillingCycle.Monthly.OnDay(1)), AContract(customer, BillingTiming.InArrears, BillingCycle.Quarterly, name: "2"));
            await world.AddAsync(
                customer, advance, arrears, Following(APart(advance, 0m, 2m)), Following(AMeter(advance, 0m, 5m)), Following(APart(arrears)),
                Following(APart(arrears, name: "one-off")) with { Kind = PartKind.OneOff }, Following(APart(arrears, 0m, 12m, "many"), Many), Following(APart(advance, 0m, 2m, "bundle"), Bundle));
        }

        var (catalogs, date) = (new Catalogs(), new LocalDate(2025, 1, 1));
        foreach (var step in steps)
        {
            date = date.PlusDays(1);
            try
            {
                if (step is CatalogStep changed)
                {
                    var played = await ApplyAsync(world, changed) ? 1 : 0;
                    Played.AddOrUpdate(changed.Kind, played, (_, count) => count + played);
                }
                else
                {
                    await RunHistoryProperties.ApplyAsync(world, (RunHistoryProperties.Step)step, date);
                }
            }
            catch (PsaException refused) when (refused is RuleViolationException or ValidationFailedException or BillingInformationRequiredException)
            {
                // a step that isn't possible now
            }

            await catalogs.NoteAsync(world);
        }

        await RunHistoryProperties.CloseAsync(world);
        await RunHistoryProperties.IssueDraftsAsync(world, date.PlusDays(1));
        foreach (var number in (string[])[.. Numbers, "P"])
        {
            await world.Customers.SaveBillingInformationAsync(world.Actor, ACustomer(number).Id, Complete, Token);
        }

        await world.BillAsync(Last, new(2026, 12, 31));
        await catalogs.NoteAsync(world);
        return (world, catalogs);
    }

    private static ContractPart Following(ContractPart part, Product? product = null) =>
        part with { Product = (product ?? Plain).Id, PriceBehaviour = PriceBehaviour.UseCurrent, Terms = [part.Terms[0] with { UnitPrice = null }] };

    private static async Task<bool> ApplyAsync(AWorld world, CatalogStep step)
    {
        var (day, customer) = (Start.PlusDays(step.Day), ACustomer(Numbers[step.Place % 2]));
        Id<PriceList>? list = step.List < Lists.Length ? Lists[step.List].Id : null;
        switch (step.Kind)
        {
            case Kind.Price when list is { } changed:
                var before = await world.ReadAsync(async session => (await session.Of<PriceList>().FindAsync(changed, Token))!);
                var item = before.Items[step.Place % before.Items.Count];
                var entry = item.Prices[0] with { From = day, Method = PriceMethod.Fixed(AWorld.Price(step.Amount)) };
                await world.UpdateAsync(before with { Items = before.Items.SetItem(step.Place % before.Items.Count, item with { Prices = [.. item.Prices.Where(price => price.From != day), entry] }) });
                break;
            case Kind.ListPrice:
                var product = await world.ReadAsync(async session => (await session.Of<Product>().FindAsync(Plain.Id, Token))!);
                await world.UpdateAsync(product with { ListPrices = [.. product.ListPrices.Where(price => price.From != day), new(day, AWorld.Price(step.Amount))] });
                break;
            case Kind.Tiers:
                await world.UpdateAsync(Volume with { Tiers = [.. Volume.Tiers.Where(tiers => tiers.From != day), new(day, [new(step.Place * 5m + 1m, Percent.Of(step.Amount))])] });
                break;
            case Kind.AssignToCustomer:
                await world.Customers.AssignPriceListAsync(world.Actor, customer.Id, new(day, list), Token);
                break;
            case Kind.AssignToPayer:
                await world.Customers.AssignPriceListAsync(world.Actor, ACustomer("P").Id, new(day, list), Token);
                break;
            case Kind.AssignToContract:
                await world.Contracts.AssignPriceListAsync(world.Actor, AContract(customer, name: step.Place < 2 ? "1" : "2").Id, new(day, list), Token);
                break;
            case Kind.Withdraw:
                return await WithdrawAsync(world, step, customer);
            case Kind.UseBoxes:
                await UseAsync(world, customer, step, day, "svc", "BOX");
                break;
            case Kind.UseWithoutContract:
                await UseAsync(world, customer, step, day, "loose", step.Place < 2 ? "BOX" : "C62");
                break;
            default:
                return false;
        }

        return true;
    }

    private static Task<UsageImportResult> UseAsync(AWorld world, Customer customer, CatalogStep step, LocalDate day, string service, string unit) => world.UseAsync(new("vendor"), new UsageReading
    {
        SourceId = $"{service}{step.Place}{step.Day % 3}",
        Customer = customer.Id,
        ServiceCode = service,
        Start = day.AtMidnight().InUtc().ToInstant(),
        Quantity = step.Amount,
        Unit = unit,
        Cost = 1m,
        CostCurrency = "EUR",
    });

    private static async Task<bool> WithdrawAsync(AWorld world, CatalogStep step, Customer customer)
    {
        var id = AContract(customer, name: step.Place < 2 ? "1" : "2").Id;
        var (contract, owner) = await world.ReadAsync(async session => ((await session.Of<Contract>().FindAsync(id, Token))!, (await session.Of<Customer>().FindAsync(step.List == 0 ? ACustomer("P").Id : customer.Id, Token))!));
        var entries = step.List == 1 ? contract.PriceLists : owner.PriceLists;
        if (entries.IsEmpty)
        {
            return false;
        }

        var entry = entries[step.Day % entries.Count].Id!.Value;
        _ = step.List == 1
            ? (object)await world.Contracts.WithdrawPriceListAsync(world.Actor, id, entry, "a slip", Token)
            : await world.Customers.WithdrawPriceListAsync(world.Actor, owner.Id, entry, "a slip", Token);
        return true;
    }

    private sealed record CatalogStep(Kind Kind, int List, int Place, int Day, decimal Amount)
    {
        public CatalogStep OnQuarter() => Kind is Kind.UseBoxes or Kind.UseWithoutContract ? this : this with { Day = Period.DaysBetween(Start, Start.PlusMonths(Day / 92 * 3)) };

        public override string ToString() => $"\n      {Kind} list {List} place {Place} {Start.PlusDays(Day):R} {Amount}";
    }
}
