using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>
/// R-FROZEN: no sequence of catalog changes and passing days moves the net of a locked or frozen document by a minor unit; one that follows the catalog equals, once it is priced anew,
/// one priced afresh on that day, but for overridden and agreed lines and lines with pricing errors. Comparing changes nothing.
/// </summary>
public sealed class FrozenPriceProperties
{
    private static readonly ConcurrentDictionary<Kind, int> Played = new();

    private static readonly Product Seat = AProduct with { Id = DerivedId.Create<Product>(Tenant, "seat"), Number = "SEAT", Name = "Seat", ServiceCode = null };

    private static readonly Product Suite = AProduct with
    {
        Id = DerivedId.Create<Product>(Tenant, "suite"),
        Number = "SUITE",
        Name = "Suite",
        ServiceCode = null,
        Kind = ProductKind.Bundle,
        Contents = [new(new(2000, 1, 1), [new(AProduct.Id, 2m), new(Seat.Id)])],
    };

    private static readonly VolumeDiscount Volume = new()
    {
        Id = DerivedId.Create<VolumeDiscount>(Tenant, "volume"),
        Tenant = Tenant,
        Name = "Much",
        Tiers = [new(new(2000, 1, 1), [new(5m, Percent.Of(10m)), new(10m, Percent.Of(20m))])],
    };

    public enum Kind
    {
        Price,
        Contents,
        ListOff,
        ProductOff,
        Days,
        Draft,
        DraftLocked,
        Quantity,
        Lock,
        Unlock,
        Reprice,
        Override,
        Restore,
        Issue,
    }

    private static Arbitrary<Step[]> Histories { get; } = Arb.From(
        from count in Gen.Choose(2, 30)
        from steps in Gen.ArrayOf(
            from kind in Gen.Frequency((2, Gen.Elements(Enum.GetValues<Kind>())), (1, Gen.Elements(Kind.Price, Kind.Days, Kind.Draft)))
            from which in Gen.Choose(0, 20)
            from quantity in Gen.Choose(-3, 12)
            from amount in Gen.Choose(1, 5000)
            select new Step(kind, which, quantity, amount / 100m),
            count)
        select steps,
        steps => Enumerable.Range(0, steps.Length).Select(i => (Step[])[.. steps[..i], .. steps[(i + 1)..]]));

    [Fact]
    public void Locked_and_frozen_nets_never_move_and_others_are_those_of_the_day() => PropertyCheck.That(
        Prop.ForAll(Histories, steps => Blocking.Run(async () =>
        {
            var history = new History(await AWorldAsync());
            foreach (var step in steps)
            {
                if (await history.PlayAsync(step))
                {
                    Played.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
                }

                await history.CheckAsync();
            }
        })), maxTest: 150, endSize: 30, tally: Played);

    private static async Task<AWorld> AWorldAsync()
    {
        var (world, customer) = (await CreateAsync(), ACustomer());
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract, 33.33m));
        await world.InSessionAsync(session =>
        {
            session.Of<Product>().Add(Seat);
            session.Of<Product>().Add(Suite);
            session.Of<VolumeDiscount>().Add(Volume);
            return Task.CompletedTask;
        });
        await world.CalculateAsync(new(2025, 1, 31));
        return world;
    }

    private sealed record Step(Kind Kind, int Which, int Quantity, decimal Amount)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"\n      {Kind} {Which} {Quantity} {Amount}");
    }

    private sealed class History(AWorld world)
    {
        private readonly Dictionary<Id<Invoice>, Money> _still = [];
        private readonly Dictionary<Product, List<PriceEntry>> _prices = new()
        {
            [AProduct] = [new(new(2000, 1, 1), Price(0.50m))],
            [Seat] = [new(new(2000, 1, 1), Price(7m))],
            [Suite] = [new(new(2000, 1, 1), Price(9.99m))],
        };

        private LocalDate _today = Start;
        private bool _off;
        private bool _listOff;

        public async Task<bool> PlayAsync(Step step)
        {
            try
            {
                return await TryAsync(step);
            }
            catch (Exception e) when (e is RuleViolationException or ValidationFailedException)
            {
                return false;
            }
        }

        public async Task CheckAsync()
        {
            foreach (var document in await DocumentsAsync())
            {
                var differences = await world.Invoices.CompareAsync(world.Actor, document.Id, Token);
                Assert.Equal(document, await world.Invoices.FindAsync(world.Actor, document.Id, Token));
                var isDraft = document is { Number: null, Run: null };
                if (!isDraft || document.PriceBehaviour == PriceBehaviour.Locked)
                {
                    // what has no price has none to keep: it takes the catalog's once somebody has the document priced anew
                    Assert.DoesNotContain(differences.AsEnumerable(), one => one.Follows && !(isDraft && LacksPrice(document, one.Line)));
                    Assert.Equal(_still.TryGetValue(document.Id, out var net) ? net : document.Totals.TotalWithoutTax, document.Totals.TotalWithoutTax);
                    _still[document.Id] = document.Totals.TotalWithoutTax;
                    if (differences.AsEnumerable().Any(one => one.Follows))
                    {
                        var healed = await world.Invoices.RepriceAsync(world.Actor, document.Id, Token);
                        Assert.All(differences.AsEnumerable().Where(one => one.Follows), one => Assert.False(LacksPrice(healed, one.Line)));
                        Assert.Equal(Priced(document, document), Priced(healed, document));
                        _still[document.Id] = healed.Totals.TotalWithoutTax;
                    }
                    else if (isDraft)
                    {
                        Assert.Equal(document, await world.Invoices.RepriceAsync(world.Actor, document.Id, Token));
                    }
                }
                else
                {
                    await AfreshAsync(document);
                }
            }
        }

        // what follows the catalog has, once priced anew, what the same lines have that are written today
        private async Task AfreshAsync(Invoice document)
        {
            var repriced = await world.Invoices.RepriceAsync(world.Actor, document.Id, Token);
            Assert.DoesNotContain((await world.Invoices.CompareAsync(world.Actor, document.Id, Token)).AsEnumerable(), one => one.Follows);
            Assert.Equal(repriced, await world.Invoices.RepriceAsync(world.Actor, document.Id, Token));
            Assert.Equal(Overridden(document), Overridden(repriced));
            if (_listOff)
            {
                Assert.All(repriced.Lines.AsEnumerable().Where(static line => line.Source?.Kind == PriceSourceKind.Catalog), static line => Assert.NotNull(line.PricingError));
                return; // what has no list has no price to be written afresh with
            }

            if (_off)
            {
                Assert.All(repriced.Lines.AsEnumerable().Where(line => line.Product == AProduct.Id && line.Source?.Kind == PriceSourceKind.Catalog), line => Assert.NotNull(line.PricingError));
                return; // what isn't sold can't be written afresh
            }

            var afresh = await world.Invoices.DraftAsync(world.Actor, new() { Customer = ACustomer().Id, Content = Content(repriced) }, Token);
            Assert.Equal(Follow(repriced, repriced), Follow(afresh, repriced));
            await world.Invoices.DeleteAsync(world.Actor, afresh.Id, Token);
        }

        // of a line, or the heading of a bundle with its components
        private static bool LacksPrice(Invoice document, int place) => document.Lines.AsEnumerable().Skip(place)
            .TakeWhile((line, at) => at == 0 || line.Bundle == BundleRole.Component).Any(line => line.PricingError is not (null or CatalogErrors.DiscountExceedsLine));

        private static List<(UnitPrice, UnitPrice?)> Priced(Invoice document, Invoice before)
        {
            var (headings, priced) = (Headings(document), new List<(UnitPrice, UnitPrice?)>());
            foreach (var (place, at) in Headings(before).Select((place, at) => (place, at)))
            {
                if (!LacksPrice(before, place))
                {
                    priced.Add((document.Lines[headings[at]].UnitPrice, document.Lines[headings[at]].VolumeDiscount));
                }
            }

            return priced;
        }

        private static List<int> Headings(Invoice document) => [.. Enumerable.Range(0, document.Lines.Count).Where(place => document.Lines[place].Bundle != BundleRole.Component)];

        private static List<(string, UnitPrice, PriceSource?)> Overridden(Invoice document) =>
            [.. document.Lines.AsEnumerable().Where(line => line.Source?.Kind == PriceSourceKind.Override).Select(line => (line.Text, line.UnitPrice, line.Source))];

        private static List<(UnitPrice, UnitPrice?, Money, string?)> Follow(Invoice document, Invoice followed)
        {
            var lines = new List<(UnitPrice, UnitPrice?, Money, string?)>();
            var (kept, first) = (false, followed.Lines.AsEnumerable().ToList());
            for (var i = 0; i < document.Lines.Count; i++)
            {
                var line = document.Lines[i];
                kept = line.Bundle == BundleRole.Component ? kept : first[i].Source?.Kind != PriceSourceKind.Catalog || first[i].PricingError is not null;
                if (!kept)
                {
                    lines.Add((line.UnitPrice, line.VolumeDiscount, line.Amount, line.PricingError));
                }
            }

            return lines;
        }

        private static InvoiceContent Content(Invoice document, decimal? quantity = null) => new()
        {
            IssueDate = document.IssueDate,
            Lines = document.Lines.AsEnumerable().Where(line => line.Bundle != BundleRole.Component)
                .Select(line => new NewDocumentLine { Text = line.Text, Product = line.Product, Quantity = quantity ?? line.Quantity, Discount = line.Discount }).ToValueList(),
        };

        private static InvoiceContent Content(Step step, LocalDate date) => new()
        {
            IssueDate = date,
            Lines =
            [
                new NewDocumentLine { Text = "Storage", Product = AProduct.Id, Quantity = step.Quantity, Discount = step.Which % 3 == 0 ? Discount.OfPercent(Percent.Of(step.Which)) : null },
                new NewDocumentLine { Text = "Suite", Product = Suite.Id, Quantity = step.Which + 1 },
            ],
        };

        private PriceList List() => APriceList with { IsActive = !_listOff, Items = [.. _prices.Select(static one => new PriceListItem(one.Key.Id, "C62", [.. one.Value]))] };

        private async Task<bool> TryAsync(Step step)
        {
            var drafts = (await DocumentsAsync()).FindAll(document => document.Number is null && document.Run is null);
            var draft = drafts.Count == 0 ? null : drafts[step.Which % drafts.Count];
            var products = new[] { AProduct, Seat, Suite };
            switch (step.Kind)
            {
                case Kind.Price:
                    _prices[products[step.Which % 3]].RemoveAll(price => price.From == _today.PlusDays(step.Quantity));
                    _prices[products[step.Which % 3]].Add(new(_today.PlusDays(step.Quantity), PriceMethod.Fixed(Price(step.Amount)), VolumeDiscount: step.Which % 2 == 0 ? Volume.Id : null));
                    await world.UpdateAsync(List());
                    return true;
                case Kind.ListOff:
                    _listOff = !_listOff;
                    await world.UpdateAsync(List());
                    return true;
                case Kind.Contents:
                    await world.UpdateAsync(Suite with { Contents = [new(new(2000, 1, 1), [new(AProduct.Id, step.Which + 1m), new(Seat.Id)])] });
                    return true;
                case Kind.ProductOff:
                    _off = !_off;
                    await world.UpdateAsync(AProduct with { IsActive = !_off });
                    return true;
                case Kind.Days:
                    _today = _today.PlusDays(step.Which);
                    DraftPriceTests.On(world, _today);
                    return step.Which > 0;
                case Kind.Draft or Kind.DraftLocked:
                    var behaviour = step.Kind == Kind.Draft ? PriceBehaviour.UseCurrent : PriceBehaviour.Locked;
                    await world.Invoices.DraftAsync(world.Actor, new() { Customer = ACustomer().Id, PriceBehaviour = behaviour, Content = Content(step, _today) }, Token);
                    return true;
                case Kind.Quantity when draft is not null:
                    await world.Invoices.ChangeAsync(world.Actor, draft.Id, Content(draft, step.Which + 1m), Token);
                    return Moved(draft);
                case Kind.Lock when draft is not null:
                    await world.Invoices.LockPricesAsync(world.Actor, draft.Id, Token);
                    return Moved(draft);
                case Kind.Unlock when draft is not null:
                    Assert.Equal(draft.Totals, (await world.Invoices.UnlockPricesAsync(world.Actor, draft.Id, Token)).Totals);
                    return Moved(draft);
                case Kind.Reprice when draft is not null:
                    await world.Invoices.RepriceAsync(world.Actor, draft.Id, Token);
                    return true;
                case Kind.Override when draft is not null:
                    await world.Invoices.OverridePriceAsync(world.Actor, draft.Id, step.Which % 2, Price(step.Amount), "loyal", Token);
                    return Moved(draft);
                case Kind.Restore when draft is not null:
                    await world.Invoices.RestorePriceAsync(world.Actor, draft.Id, step.Which % 2, Token);
                    return Moved(draft);
                case Kind.Issue when draft is not null:
                    await world.Invoices.IssueAsync(world.Actor, draft.Id, _today, Token);
                    return Moved(draft, isLocked: draft.PriceBehaviour == PriceBehaviour.Locked);
                default:
                    return false;
            }
        }

        // somebody moved it, not the catalog
        private bool Moved(Invoice draft, bool isLocked = false)
        {
            _ = isLocked || _still.Remove(draft.Id);
            return true;
        }

        private async Task<List<Invoice>> DocumentsAsync() => await PageRequest.AllAsync(page => world.Invoices.ListAsync(world.Actor, new(), page, Token), Token).ToListAsync(Token);
    }
}
