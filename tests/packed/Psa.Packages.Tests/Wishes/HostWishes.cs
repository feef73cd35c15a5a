using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Runs;
using Psa.Services;
using static Psa.Packages.Tests.Wishes.Shop;

namespace Psa.Packages.Tests.Wishes;

/// <summary>How a host runs it: companies, tenants, people, clocks and runs.</summary>
public class HostWishes
{
    [Fact]
    public async Task Wish11_several_legal_entities()
    {
        await using var shop = await OpenAsync();

        // begin
        var beta = await shop.SellerAsync("BETA", EUR);
        await shop.AgreeAsync(new() { Text = "Hosting", Quantity = 1, UnitPrice = Euro(20m) }, seller: beta);

        // end
        await shop.TenWorkplacesAsync();
        Assert.Equal("BETA-2026-0001", Assert.Single(await shop.BillAsync(new(2026, 3, 1), beta)).Number);
    }

    [Fact]
    public async Task Wish12_a_role_of_ones_own_that_only_reads()
    {
        await using var shop = await OpenAsync();

        // begin
        var auditor = Role.Of("Auditor");
        var table = AccessTable.Default.With(auditor, Permission.ViewCustomers, Grants.Full).With(auditor, Permission.ViewInvoices, Grants.Full);
        var ann = Actor.Create(shop.Actor.Tenant, UserId.Of("ann"), "Ann", [auditor], table);

        // end
        Assert.NotNull(await shop.Customers.FindAsync(ann, shop.Bart.Id));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => shop.Customers.CreateAsync(ann, new() { Number = "2", Name = "Two" }));
    }

    [Fact]
    public async Task Wish17_several_tenants_in_one_database()
    {
        await using var shop = await OpenAsync();

        // begin
        var other = Actor.System(TenantId.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60"));
        await shop.Customers.CreateAsync(other, new() { Number = "10001", Name = "Somebody else" });

        // end
        Assert.Null(await shop.Customers.FindAsync(other, shop.Bart.Id));
    }

    [Fact]
    public async Task Wish18_today_in_the_tenants_time_zone()
    {
        await using var shop = await OpenAsync();

        // begin
        var settings = shop.Of<SettingsService>();
        await settings.SaveAsync(shop.Actor, await settings.GetAsync(shop.Actor) with { TimeZone = "Europe/Brussels" });

        // end
        await shop.AgreeAsync(new() { Text = "Backup", QuantitySource = QuantitySource.Usage("backup"), UnitPrice = Euro(1m) }, timing: BillingTiming.InArrears);
        await shop.ImportAsync(new("vendor"), Used("1", default, 7m) with { Date = null, Start = Instant.FromUtc(2026, 3, 31, 22, 30) });
        Assert.Equal(0m, await shop.BilledAsync(new(2026, 3, 31)));
        Assert.Equal(7m, await shop.BilledAsync(new(2026, 4, 30)));
    }

    [Fact]
    public async Task Wish23_go_on_with_a_run_or_take_it_back()
    {
        await using var shop = await OpenAsync();
        await shop.AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(31m) });
        await shop.Runs.PlanAsync(shop.Actor, new() { BillingEntity = shop.Acme.Id, Through = new(2026, 3, 1) });

        // begin
        var stuck = await shop.Runs.FindOpenAsync(shop.Actor, shop.Acme.Id);
        await shop.Runs.CalculateAsync(shop.Actor, stuck!.Id);
        var back = await shop.Runs.RollBackAsync(shop.Actor, stuck.Id);

        // end
        Assert.Equal(BillingRunStatus.RolledBack, back.Status);
        Assert.Equal(310m, await shop.BilledAsync(new(2026, 3, 1)));
    }

    [Fact]
    public async Task Wish24_bill_every_month_by_a_timer()
    {
        await using var shop = await OpenAsync();
        await shop.AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(31m) });
        var billed = 0m;

        // begin
        async Task OnTickAsync(LocalDate today) // as often as the timer likes: what is billed isn't billed again
        {
            var run = await shop.Runs.FindOpenAsync(shop.Actor, shop.Acme.Id) ?? await shop.Runs.PlanAsync(shop.Actor, new() { BillingEntity = shop.Acme.Id, Through = today });
            await shop.Runs.CalculateAsync(shop.Actor, run.Id);
            await shop.Runs.IssueAsync(shop.Actor, run.Id);
            billed += await shop.Runs.InvoicesAsync(shop.Actor, run.Id).Select(one => one.Totals.TotalWithoutTax.Amount).SumAsync();
        }

        // end
        await OnTickAsync(new(2026, 3, 1));
        await OnTickAsync(new(2026, 3, 2));
        await OnTickAsync(new(2026, 4, 1));
        Assert.Equal(620m, billed);
    }

    [Fact]
    public async Task Wish38_a_fake_clock_in_tests()
    {
        // begin
        await using var shop = await OpenAsync(services => services.AddSingleton<IClock>(new Noon()));

        // end
        var run = await shop.Runs.PlanAsync(shop.Actor, new() { BillingEntity = shop.Acme.Id, Through = new(2026, 3, 1) });
        Assert.Equal(Noon.Now, run.PlannedAt);
    }

    private sealed class Noon : IClock
    {
        internal static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);

        public Instant GetCurrentInstant() => Now;
    }
}
