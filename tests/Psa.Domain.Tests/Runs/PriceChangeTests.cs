using FsCheck.Fluent;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Events;
using Psa.Records;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Prices of many contracts changed from a day on: shown before, written as dated entries, withdrawn as a whole.</summary>
public sealed class PriceChangeTests
{
    private static readonly LocalDate From = new(2026, 1, 1);

    private static PriceChange ThreePercent { get; } = new() { Id = DerivedId.Create<PriceChange>(Tenant, "2026"), From = From, Rate = Percent.Of(3m), Note = "inflation" };

    [Fact]
    public async Task Three_percent_on_all_contracts_from_January_is_one_call_that_bills_what_its_preview_shows()
    {
        var world = await OfSevenAsync();
        var prices = Service(world);
        var preview = await prices.PreviewAsync(world.Actor, ThreePercent, Token).ToListAsync(Token);
        Assert.Equal(7, preview.Count);
        Assert.All(preview, line => Assert.Equal(PriceChangeOutcome.Changed, line.Outcome));
        Assert.Equal(
            Enumerable.Range(10, 7).Select(price => (Price(price), Price(price * 1.03m))).Order(Comparer<(UnitPrice Old, UnitPrice New)>.Create((x, y) => x.Old.Amount.CompareTo(y.Old.Amount))),
            preview.Select(line => (line.OldPrice!.Value, line.NewPrice!.Value)).Order(Comparer<(UnitPrice Old, UnitPrice New)>.Create((x, y) => x.Old.Amount.CompareTo(y.Old.Amount))));
        Assert.Empty((await PartsAsync(world)).SelectMany(part => part.Terms.Skip(1)));

        var result = await prices.ApplyAsync(world.Actor, ThreePercent, Token);
        Assert.Equal((7, 0, 0, 0), (result.Changed, result.ChangedBefore, result.LeftOut, result.Refused.Count));
        await world.BillAsync(new(2025, 12, 31));
        var january = await world.NetsOfAsync(await world.BillAsync(new(2026, 1, 31)));
        Assert.Equal(Enumerable.Range(10, 7).Select(price => decimal.Round(price * 1.03m, 2, MidpointRounding.AwayFromZero)).Order(), january.Order());
    }

    [Fact]
    public async Task Again_it_changes_nothing_and_withdrawn_it_is_as_if_it_had_never_been()
    {
        var world = await OfSevenAsync();
        var prices = Service(world);
        await prices.ApplyAsync(world.Actor, ThreePercent, Token);
        var (parts, told) = (await PartsAsync(world), (await EventsAsync(world)).Count);
        var again = await prices.ApplyAsync(world.Actor, ThreePercent, Token);
        Assert.Equal((0, 7, 0), (again.Changed, again.ChangedBefore, again.LeftOut));
        Assert.Equal(parts, await PartsAsync(world));
        Assert.Equal(told, (await EventsAsync(world)).Count);

        Assert.Equal(ContractErrors.ReasonMissing, (await Assert.ThrowsAsync<RuleViolationException>(() => prices.WithdrawAsync(world.Actor, ThreePercent.Id, " ", Token))).Code);
        var withdrawn = await prices.WithdrawAsync(world.Actor, ThreePercent.Id, "a slip", Token);
        Assert.Equal((7, 0, 0), (withdrawn.Changed, withdrawn.ChangedBefore, withdrawn.LeftOut));
        Assert.Equal((0, 7), (await prices.WithdrawAsync(world.Actor, ThreePercent.Id, "a slip", Token)) is var twice ? (twice.Changed, twice.ChangedBefore) : default);
        Assert.All(await PartsAsync(world), part => Assert.Equal("a slip", part.Terms[1].Withdrawn!.Reason));
        Assert.Equal(7, (await prices.ApplyAsync(world.Actor, ThreePercent, Token)).ChangedBefore);
        await world.BillAsync(new(2025, 12, 31));
        Assert.Equal(Enumerable.Range(10, 7).Select(price => (decimal)price), (await world.NetsOfAsync(await world.BillAsync(new(2026, 1, 31)))).Order());
    }

    [Fact]
    public async Task The_id_of_a_change_never_stands_for_another()
    {
        var world = await OfSevenAsync();
        var prices = Service(world);
        await prices.ApplyAsync(world.Actor, ThreePercent, Token);
        var parts = await PartsAsync(world);
        foreach (var other in new[] { ThreePercent with { Rate = Percent.Of(50) }, ThreePercent with { From = ThreePercent.From.PlusMonths(1) }, ThreePercent with { Contracts = [parts[0].Contract] } })
        {
            Assert.Equal(PsaErrors.Conflict, (await Assert.ThrowsAsync<ConcurrencyConflictException>(() => prices.ApplyAsync(world.Actor, other, Token))).Code);
        }

        Assert.Equal(7, (await prices.ApplyAsync(world.Actor, ThreePercent with { Note = "said otherwise", Rate = Percent.Of(3.00m) }, Token)).ChangedBefore);
        Assert.Equal(parts, await PartsAsync(world));
    }

    [Fact]
    public void A_price_rises_from_the_day_on_until_the_next_agreed_one_and_is_as_before_when_withdrawn() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(ArbMap.Default.GeneratorFor<int>().Select(seed => seed & int.MaxValue)),
            seed =>
            {
                var random = new Random(seed);
                var contract = AContract(ACustomer());
                var part = APart(contract, random.Next(1, 10_000) / 100m);
                for (var n = random.Next(4); n > 0; n--)
                {
                    var day = Start.PlusDays(random.Next(1, 700));
                    part = part.WithTerms(new(day, random.Next(3) == 0 ? random.Next(1, 9) : null, Price(random.Next(1, 10_000) / 100m)) { Id = DerivedId.Create<PartTerms>(Tenant, "entry", $"{n}") });
                }

                var change = ThreePercent with { From = Start.PlusDays(random.Next(1, 700)), Rate = Percent.Of(random.Next(2) == 0 ? random.Next(1, 5000) / 100m : -random.Next(1, 9900) / 100m) };
                var (line, after) = change.Apply(contract, part);
                var (_, back) = PriceChanges.Withdraw(change.Id, new("Ann", default, "a slip"), contract, after);
                var (before, then, again) = (TermsTimeline.Of(contract, part), TermsTimeline.Of(contract, after), TermsTimeline.Of(contract, back));
                var next = part.Terms.AsEnumerable().Where(entry => entry.EffectiveFrom > change.From && entry.UnitPrice is not null).Select(entry => (LocalDate?)entry.EffectiveFrom).Min();
                for (var day = Start; day < Start.PlusDays(720); day = day.PlusDays(1))
                {
                    var isChanged = line.Outcome == PriceChangeOutcome.Changed && day >= change.From && (next is null || day < next);
                    Assert.Equal(isChanged ? line.NewPrice : before.On(day).UnitPrice, then.On(day).UnitPrice);
                    Assert.Equal((before.On(day).UnitPrice, before.On(day).Pricing, before.On(day).Agreed.Quantity), (again.On(day).UnitPrice, again.On(day).Pricing, again.On(day).Agreed.Quantity));
                    Assert.Equal((before.On(day).Agreed.Quantity, before.On(day).Pricing), (then.On(day).Agreed.Quantity, then.On(day).Pricing));
                }

                return line.Outcome != PriceChangeOutcome.Changed || line.OldPrice == before.On(change.From).UnitPrice;
            }),
        maxTest: 60);

    [Fact]
    public async Task Every_entry_has_its_event_with_the_reason_and_is_the_contracts()
    {
        var world = await OfSevenAsync();
        await Service(world).ApplyAsync(world.Actor, ThreePercent, Token);
        var told = (await EventsAsync(world)).Where(one => one.Kind == EventKinds.ContractPartChanged).ToList();
        var parts = (await PartsAsync(world)).ToDictionary(part => part.Id.Value);
        Assert.Equal(7, told.Count);
        Assert.All(told, one =>
        {
            Assert.Equal(("inflation", parts[one.RecordId].Contract.Value), (one.Reason, one.WholeId));
            Assert.Equal(parts[one.RecordId].Terms[1], PsaJson.Read(one.Data, PsaJsonContext.Default.PartTerms));
        });
    }

    [Fact]
    public async Task What_is_left_out_is_told_with_its_reason_and_the_rest_is_done()
    {
        var world = await CreateAsync();
        var customer = ACustomer();
        var contract = AContract(customer) with { Escalations = [new(new(2025, 7, 1), Percent.Of(10m))] };
        var draft = AContract(customer, name: "draft") with { Status = ContractStatus.Draft };
        var ended = AContract(customer, name: "ended") with { LastDay = new(2025, 12, 31) };
        var discarded = AContract(customer, name: "discarded") with { Status = ContractStatus.Discarded };
        var tiers = PricingScheme.Graduated([new(0m, 10m, 5m), new(10m, null, 0.4m)]);
        await world.AddAsync(
            customer,
            contract,
            draft,
            ended,
            discarded,
            APart(contract, 100m, name: "risen"),
            APart(contract, 0.4m, name: "small"),
            APart(contract, 100m, name: "tiers") with { Terms = [new(Start, 3m, Pricing: tiers)] },
            APart(contract, name: "catalog") with { Product = AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent },
            AMeter(contract, name: "cost") with { Terms = [new(Start, 0m, Pricing: PricingScheme.CostPlus(Percent.Of(10m)))] },
            APart(contract, 0m, name: "free"),
            APart(contract, name: "agreed") with { Terms = [new(Start, 1m, Price(100m), Pricing: PricingScheme.PerUnit), new(From, UnitPrice: Price(111m))] },
            APart(contract, name: "only quantity") with { Terms = [new(Start, 1m, Price(100m), Pricing: PricingScheme.PerUnit), new(From, Quantity: 2m)] },
            APart(contract, name: "later") with { EffectiveFrom = From },
            APart(contract, name: "gone") with { LastDay = new(2025, 12, 31) },
            APart(contract, decimal.Floor(Bounds.Number / 1.1m), name: "huge"),
            APart(draft),
            APart(ended),
            APart(discarded));
        var lines = await Service(world).PreviewAsync(world.Actor, ThreePercent, Token).ToDictionaryAsync(line => (line.ContractNumber, line.Text), cancellationToken: Token);
        Check("risen", PriceChangeOutcome.Changed, 110m, 113.3m);
        Check("small", PriceChangeOutcome.Changed, 0.44m, 0.4532m);
        Check("only quantity", PriceChangeOutcome.Changed, 110m, 113.3m);
        Check("catalog", PriceChangeOutcome.CatalogPrice);
        Check("cost", PriceChangeOutcome.CostPlus);
        Check("free", PriceChangeOutcome.NoPrice);
        Check("agreed", PriceChangeOutcome.AgreedThatDay);
        Check("later", PriceChangeOutcome.NotBegun);
        Check("gone", PriceChangeOutcome.Ended);
        Assert.Equal((PriceChangeOutcome.Refused, MoneyErrors.Overflow), (lines[("C1-1", "Service huge")].Outcome, lines[("C1-1", "Service huge")].Problem?.Code));
        Assert.Equal(PricingScheme.Graduated([new(0m, 10m, 5.5m), new(10m, null, 0.44m)]), lines[("C1-1", "Service tiers")].OldPricing);
        Assert.Equal(PricingScheme.Graduated([new(0m, 10m, 5.665m), new(10m, null, 0.4532m)]), lines[("C1-1", "Service tiers")].NewPricing);
        Assert.Equal(PriceChangeOutcome.DraftContract, lines[("C1-draft", "Service 1")].Outcome);
        Assert.Equal(PriceChangeOutcome.Ended, lines[("C1-ended", "Service 1")].Outcome);
        Assert.DoesNotContain(lines.Keys, key => key.ContractNumber == "C1-discarded");

        var result = await Service(world).ApplyAsync(world.Actor, ThreePercent, Token);
        Assert.Equal((4, 0, 8), (result.Changed, result.ChangedBefore, result.LeftOut));
        Assert.Equal("Service huge", Assert.Single(result.Refused).Text);

        void Check(string name, PriceChangeOutcome outcome, decimal? old = null, decimal? risen = null)
        {
            var line = lines[("C1-1", $"Service {name}")];
            Assert.Equal((name, outcome, old, risen), (name, line.Outcome, line.OldPrice?.Amount, line.NewPrice?.Amount));
        }
    }

    [Fact]
    public async Task Contracts_are_chosen_by_list_product_entity_and_currency()
    {
        var world = await OfSevenAsync();
        var parts = await PartsAsync(world);
        var customer = ACustomer("P");
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract, name: "a") with { Product = AProduct.Id }, APart(contract, name: "b"));
        Assert.Equal(new[] { parts[1].Id, parts[2].Id }.Order(), await ChangedAsync(ThreePercent with { Contracts = [parts[2].Contract, parts[1].Contract, parts[2].Contract] }));
        Assert.Equal("Service a", (await Service(world).PreviewAsync(world.Actor, ThreePercent with { Product = AProduct.Id }, Token).SingleAsync(Token)).Text);
        Assert.Equal(9, (await ChangedAsync(ThreePercent with { BillingEntity = Seller.Id, Currency = Currency.EUR })).Count);
        Assert.Empty(await ChangedAsync(ThreePercent with { Currency = Currency.USD }));
        Assert.Empty(await ChangedAsync(ThreePercent with { BillingEntity = DerivedId.Create<BillingEntity>(Tenant, "other") }));

        // who isn't there is told, and stops nobody
        var nobody = DerivedId.Create<Contract>(Tenant, "nobody");
        var result = await Service(world).ApplyAsync(world.Actor, ThreePercent with { Contracts = [nobody, parts[0].Contract] }, Token);
        Assert.Equal((1, nobody, PsaErrors.NotFound), (result.Changed, Assert.Single(result.Refused).Contract, result.Refused[0].Problem!.Code));

        async Task<List<Id<ContractPart>>> ChangedAsync(PriceChange change) =>
            await Service(world).PreviewAsync(world.Actor, change, Token).Where(line => line.Outcome == PriceChangeOutcome.Changed).Select(line => line.Part!.Value).Order().ToListAsync(Token);
    }

    [Fact]
    public async Task A_change_of_nothing_is_refused_and_so_is_who_may_not()
    {
        var world = await OfSevenAsync();
        var prices = Service(world);
        foreach (var bad in new[] { ThreePercent with { Rate = Percent.Of(0m) }, ThreePercent with { Rate = Percent.Of(-100m) }, ThreePercent with { Id = default }, ThreePercent with { From = default } })
        {
            await Assert.ThrowsAsync<ValidationFailedException>(() => prices.ApplyAsync(world.Actor, bad, Token));
            Assert.Throws<ValidationFailedException>(() => prices.PreviewAsync(world.Actor, bad, Token));
        }

        var engineer = Actor.Create(Tenant, UserId.Of("e"), "E", [Role.Engineer], AccessTable.Default);
        Assert.Throws<PermissionDeniedException>(() => prices.PreviewAsync(engineer, ThreePercent, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => prices.ApplyAsync(engineer, ThreePercent, Token));
        Assert.Empty(await prices.PreviewAsync(Actor.System(TestKit.Some.Tenant()), ThreePercent, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Killed_between_two_commits_it_goes_on_and_one_contract_that_cannot_be_written_stops_no_other()
    {
        var world = await CreateAsync();
        for (var n = 0; n < 120; n++)
        {
            var contract = AContract(ACustomer($"C{n:000}"));
            await world.AddAsync(ACustomer($"C{n:000}"), contract, APart(contract));
        }

        var hooked = new HookedStore(world.Store);
        hooked.AfterCommit = () => throw new OperationCanceledException("killed");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Service(world, hooked).ApplyAsync(world.Actor, ThreePercent, Token));
        var victim = (await PartsAsync(world)).Last(part => part.Terms.Count == 1);
        hooked.AfterCommit = null;
        hooked.BeforeCommit = async session =>
        {
            if ((await session.Of<ContractPart>().FindAsync(victim.Id, Token))!.Terms.Count > 1)
            {
                throw new RuleViolationException("test.refused", "Not this one.");
            }
        };
        var result = await Service(world, hooked).ApplyAsync(world.Actor, ThreePercent, Token);
        Assert.Equal((50, 69), (result.ChangedBefore, result.Changed));
        Assert.Equal((victim.Contract, "test.refused"), (Assert.Single(result.Refused).Contract, result.Refused[0].Problem!.Code));
        Assert.Equal(1, (await Service(world).ApplyAsync(world.Actor, ThreePercent, Token)).Changed);
    }

    private static PriceChangeService Service(AWorld world, IPsaStore? store = null) => new(store ?? world.Store, world.Clock);

    private static Task<List<ContractPart>> PartsAsync(AWorld world) => world.ReadAsync(session => session.Of<ContractPart>().QueryAsync(RecordType<ContractPart>.All, Token).ToListAsync(Token).AsTask());

    private static async Task<List<PsaEvent>> EventsAsync(AWorld world) => await new EventService(world.Store).ReadAfterAsync(world.Actor, 0, cancellationToken: Token).ToListAsync(Token);
}
