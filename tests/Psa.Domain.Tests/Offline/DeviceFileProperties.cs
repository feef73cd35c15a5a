using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Quotes;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Testing;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Offline;

/// <summary>Whatever a device's file says, nobody gains a status, price or number by it that they may not give, and the same file again changes nothing.</summary>
public sealed class DeviceFileProperties
{
    private const int FilesOfHistory = 25;

    private static readonly ConcurrentDictionary<Outcome, int> Happened = new();

    private static readonly Role[] Roles = [Role.Director, Role.Director, Role.Sales, Role.Sales, Role.FinanceManager, Role.Finance, Role.GroupManager, Role.Purchaser, Role.ClientManager, Role.Client];

    private enum Outcome
    {
        Unreadable,
        Refused,
        Ignored,
        Drafted,
        Activated,
        Won,
        Submitted,
        Fulfilled,
        Overridden,
        Stale,
        Denied,
        Twice,
    }

    [Fact]
    public void No_file_gains_what_its_bearer_may_not_give() =>
        PropertyCheck.That(Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed => PlayAsync(seed).GetAwaiter().GetResult()), maxTest: Depth.Of(24, 400), endSize: 1_000_000, tally: Happened);

    private static async Task PlayAsync(int seed)
    {
        var (random, device) = (new Random(seed), await Device.OpenAsync());
        if (random.Next(3) == 0)
        {
            await device.Desk.SetAsync(new QuotePolicy { Approval = new() { Always = true } });
        }

        var foreign = await ForeignAsync(device);
        var files = new FuzzedFiles(device, random);
        for (var i = 0; i < FilesOfHistory; i++)
        {
            var role = Roles[random.Next(Roles.Length)];
            var actor = Actor.Create(Tenant, UserId.Of($"u{role.Name}"), role.Name, [role], AccessTable.Default, role == Role.ClientManager || role == Role.Client ? device.Desk.Customer.Id.Value : null);
            var (quotes, orders) = (await device.AllAsync<Quote>(), await device.AllAsync<Order>());
            var json = await files.NextAsync();
            DeviceMerge merge;
            try
            {
                merge = await device.MergeAsync(json, actor);
            }
            catch (InvalidDataPsaException)
            {
                Count(Outcome.Unreadable);
                continue;
            }

            Tally(merge);
            await CheckAsync(device, actor, quotes, orders);
            if (random.Next(4) == 0)
            {
                var all = await device.SnapshotAsync();
                Assert.Equal(merge, await device.MergeAsync(json, actor));
                Assert.Equal(all, await device.SnapshotAsync());
                Count(Outcome.Twice);
            }
        }

        Assert.Equal(foreign, await device.SnapshotAsync(FuzzedFiles.OtherTenant));
    }

    private static async Task<string> ForeignAsync(Device device)
    {
        await using (var session = await device.World.Store.OpenAsync(FuzzedFiles.OtherTenant, Token))
        {
            session.Of<Customer>().Add(device.Desk.Customer with { Id = FuzzedFiles.OtherCustomer, Payer = FuzzedFiles.OtherCustomer, Tenant = FuzzedFiles.OtherTenant });
            await session.CommitAsync(Token);
        }

        return await device.SnapshotAsync(FuzzedFiles.OtherTenant);
    }

    private static async Task CheckAsync(Device device, Actor actor, List<Quote> quotesBefore, List<Order> ordersBefore)
    {
        var (edits, policy) = (actor.May(Permission.EditQuotes), (await device.Desk.Settings.GetAsync(device.World.Actor, Token)).Quotes);
        var quotes = await device.AllAsync<Quote>();
        foreach (var quote in quotes)
        {
            var before = quotesBefore.Find(one => one.Id == quote.Id);
            var status = before?.Status ?? QuoteStatus.Draft;
            Assert.True(before is not null || edits, "drafted");
            Assert.Equal(before?.Number ?? quote.Number, quote.Number);
            Assert.Equal(0, quote.Revision);
            Assert.NotEqual(ApprovalState.Granted, quote.Approval?.State);
            Assert.True(quote.Acceptance == before?.Acceptance || edits || actor.May(Permission.AcceptQuotes) || (actor.May(Permission.AcceptQuotes, Grants.Own) && quote.ServedCustomer == device.Desk.Customer.Id), "accepted");
            if (quote.Status != status)
            {
                var activates = status == QuoteStatus.Draft;
                Assert.True(!activates || (actor.May(Permission.ActivateQuotes, Grants.Policy) && policy?.Approval is null), "activated");
                Assert.True(quote.Status != QuoteStatus.Won || edits || quote.Acceptance is not null, "won");
                Assert.True(quote.Status == QuoteStatus.Active || quote.Status == QuoteStatus.Won || edits, "closed");
                Count(quote.Status == QuoteStatus.Won ? Outcome.Won : Outcome.Activated);
            }

            Assert.Equal(quote.Sum(QuoteChoices.Chosen(quote.Lines)).OneTime, quote.Totals);
            CheckLines(actor, quote.Lines, before?.Lines ?? []);
            Count(before is null ? Outcome.Drafted : Outcome.Refused);
        }

        var orders = await device.AllAsync<Order>();
        foreach (var order in orders)
        {
            var before = ordersBefore.Find(one => one.Id == order.Id);
            Assert.True(before == order || actor.May(Permission.ManageOrders) || (before is null && order.Quote is not null), "ordered");
            Assert.Equal(before?.Number ?? order.Number, order.Number);
            Assert.Equal(before?.Quote ?? order.Quote, order.Quote);
            Assert.True(order.Quote is null || quotes.Exists(quote => quote.Id == order.Quote && quote.Status == QuoteStatus.Won), "of a quote");
            Assert.All(order.Quantities, quantity => Assert.Equal(0m, quantity.Invoiced));
            Assert.Equal(order.Lines.AsEnumerable().Where(line => line.Bills).Sum(line => line.Amount.Amount), order.Totals.LineTotal.Amount);
            CheckLines(actor, order.Lines, [.. before?.Lines ?? [], .. order.Quote is null ? [] : order.Lines.AsEnumerable()]);
            if (order.Status != (before?.Status ?? order.Status))
            {
                Count(Outcome.Submitted);
            }

            if (order.Fulfilments.Count > (before?.Fulfilments.Count ?? 0))
            {
                Assert.Equal(actor.DisplayName, order.Fulfilments[^1].By);
                Count(Outcome.Fulfilled);
            }
        }

        RequireNumbers("Q-", quotes.Select(quote => quote.Number));
        RequireNumbers("O-", orders.Select(order => order.Number));
    }

    // each price is the catalog's, or was there, or is of who may say it, and says so; what isn't of the catalog is of who may write that
    private static void CheckLines(Actor actor, ValueList<DocumentLine> lines, ValueList<DocumentLine> before)
    {
        foreach (var line in lines.AsEnumerable().Where(line => line.Bills && !before.AsEnumerable().Any(known => (known.Product, known.Text, known.UnitPrice, known.Source, known.Discount) == (line.Product, line.Text, line.UnitPrice, line.Source, line.Discount))))
        {
            Assert.True((line.Product is not null && line.Discount is null) || actor.May(Permission.DiscountLines) || before.AsEnumerable().Any(known => known.Product == line.Product), "free text");
            if (line.Product is not null && line.PricingError is null && line.UnitPrice.Amount != 0.50m && !before.AsEnumerable().Any(known => (known.Product, known.UnitPrice) == (line.Product, line.UnitPrice)))
            {
                Assert.True(actor.May(Permission.OverridePrices), "overridden");
                Assert.Equal((PriceSourceKind.Override, actor.DisplayName), (line.Source!.Kind, line.Source.By));
                Count(Outcome.Overridden);
            }
        }
    }

    // the numbers are those of the series, from the first, each once
    private static void RequireNumbers(string prefix, IEnumerable<string?> numbers)
    {
        var taken = numbers.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Enumerable.Range(1, taken.Count).Select(number => FormattableString.Invariant($"{prefix}{number:0000}")), taken);
    }

    private static void Tally(DeviceMerge merge)
    {
        foreach (var refused in merge.Refused)
        {
            Count(refused.Code switch { PsaErrors.MalformedJson => Outcome.Unreadable, PsaErrors.Conflict => Outcome.Stale, PsaErrors.AccessDenied => Outcome.Denied, _ => Outcome.Refused });
        }

        if (!merge.Ignored.IsEmpty)
        {
            Count(Outcome.Ignored);
        }
    }

    private static void Count(Outcome outcome) => Happened.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
}
