using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Runs;
using Psa.Services;
using Psa.Storage;
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
    public async Task Wish16_delete_a_tenant_of_test_data()
    {
        await using var shop = await OpenAsync();
        await shop.TenWorkplacesAsync();

        // begin
        await shop.Of<SettingsService>().DeleteTenantAsync(shop.Actor, shop.Actor.Tenant);

        // end
        Assert.Empty((await shop.Customers.ListAsync(shop.Actor, new(), PageRequest.First)).Items);
        Assert.Empty((await shop.Of<EventService>().ListAsync(shop.Actor, new(), PageRequest.First)).Items);
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
    public async Task Wish20_own_keys_and_values()
    {
        await using var shop = await OpenAsync();
        var part = await shop.TenWorkplacesAsync();
        var contract = await shop.Contracts.FindAsync(shop.Actor, part.Contract);
        var invoice = (await shop.Of<InvoiceService>().ListAsync(shop.Actor, new(), PageRequest.First)).Items[0];
        var item = (await shop.Items.ListAsync(shop.Actor, new(), PageRequest.First)).Items[0];

        // begin
        var own = Metadata.Empty.With("crm", "17");
        await shop.Customers.UpdateAsync(shop.Actor, shop.Bart with { Metadata = own });
        await shop.Contracts.UpdateAsync(shop.Actor, contract! with { Metadata = own });
        await shop.Items.SetMetadataAsync(shop.Actor, item.Id, own);
        await shop.Of<InvoiceService>().SetMetadataAsync(shop.Actor, invoice.Id, own);

        // end
        Assert.Equal("17", (await shop.Customers.FindAsync(shop.Actor, shop.Bart.Id))!.Metadata["crm"]);
        Assert.Equal("17", (await shop.Contracts.FindAsync(shop.Actor, contract.Id))!.Metadata["crm"]);
        Assert.Equal("17", (await shop.Items.FindAsync(shop.Actor, item.Id))!.Metadata["crm"]);
        Assert.Equal("17", (await shop.Of<InvoiceService>().FindAsync(shop.Actor, invoice.Id))!.Metadata["crm"]);
    }

    [Fact]
    public async Task Wish21_find_a_customer_by_external_number_or_part_of_the_name()
    {
        await using var shop = await OpenAsync();
        await shop.Customers.CreateAsync(shop.Actor, new() { Number = "10002", Name = "Somebody else" });
        await shop.Customers.UpdateAsync(shop.Actor, shop.Bart with { ExternalId = "CRM-17" });

        // begin
        var byNumber = await shop.Customers.ListAsync(shop.Actor, new() { ExternalId = "CRM-17" }, PageRequest.First);
        var byName = await shop.Customers.ListAsync(shop.Actor, new() { NameContains = "bakery" }, PageRequest.First);

        // end
        Assert.Equal(shop.Bart.Id, Assert.Single(byNumber.Items).Id);
        Assert.Equal(shop.Bart.Id, Assert.Single(byName.Items).Id);
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
    public async Task Wish25_upgrade_the_schema_as_a_step_of_deployment()
    {
        var folder = Directory.CreateTempSubdirectory("psa-wishes").FullName;
        var (file, backedUp) = (Path.Combine(folder, "shop.db"), new List<string>());

        // begin
        ValueTask BackUpAsync(ValueList<string> names, CancellationToken stop)
        {
            backedUp.AddRange(names.AsEnumerable());
            return ValueTask.CompletedTask;
        }

        await using var host = new ServiceCollection().AddPsa().UseSqlite(file, new() { AtFirstUse = false, Before = BackUpAsync }).BuildServiceProvider();
        var pending = await host.GetRequiredService<IPsaStore>().PendingMigrationsAsync();
        var applied = await host.GetRequiredService<IPsaStore>().MigrateAsync();

        // end
        Assert.NotEmpty(pending);
        Assert.Equal(pending, applied);
        Assert.Equal(pending.AsEnumerable(), backedUp);
        Assert.Empty(await host.GetRequiredService<IPsaStore>().PendingMigrationsAsync());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Wish35_who_changed_what_of_a_contract()
    {
        await using var shop = await OpenAsync();
        var part = await shop.TenWorkplacesAsync();
        var ann = Actor.Create(shop.Actor.Tenant, UserId.Of("ann"), "Ann", [Role.Finance], AccessTable.Default);
        await shop.Contracts.ChangeQuantityAsync(ann, part.Id, 12, new(2026, 4, 1));

        // begin
        var history = await shop.Of<EventService>().ListAsync(shop.Actor, new() { WholeId = part.Contract.Value }, PageRequest.First);

        // end
        Assert.Equal(["Ann contract.part_changed", "System contract.activated", "System contract.created"], history.Items.Select(one => $"{one.ActorName} {one.Kind}"));
        Assert.Equal(part.Id.Value, history.Items[0].RecordId);
        Assert.Contains("\"effectiveFrom\":\"2026-04-01\",\"quantity\":12", history.Items[0].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wish36_read_back_what_was_set_up()
    {
        await using var shop = await OpenAsync();

        // begin
        var settings = await shop.Of<SettingsService>().GetAsync(shop.Actor);
        var taxes = await shop.Catalog.FindTaxTableAsync(shop.Actor);
        var sellers = await shop.Catalog.ListBillingEntitiesAsync(shop.Actor, new(), PageRequest.First);
        var series = await shop.Of<NumberingService>().ListAsync(shop.Actor, new(), PageRequest.First);
        var products = await shop.Catalog.ListProductsAsync(shop.Actor, new(), PageRequest.First);
        var priceLists = await shop.Catalog.ListPriceListsAsync(shop.Actor, new(), PageRequest.First);

        // end
        Assert.Equal("Etc/UTC", settings.TimeZone);
        Assert.Equal(shop.Taxes, taxes);
        Assert.Equal(shop.Acme.Id, Assert.Single(sellers.Items).Id);
        Assert.Equal(2, series.Items.Count);
        Assert.Empty(products.Items);
        Assert.Empty(priceLists.Items);
    }

    [Fact]
    public async Task Wish38_a_fake_clock_in_tests()
    {
        // begin
        await using var shop = await OpenAsync(services => services.AddSingleton<TimeProvider>(new Noon()));

        // end
        var run = await shop.Runs.PlanAsync(shop.Actor, new() { BillingEntity = shop.Acme.Id, Through = new(2026, 3, 1) });
        Assert.Equal(Instant.FromDateTimeOffset(Noon.Now), run.PlannedAt);
    }

    private sealed class Noon : TimeProvider
    {
        internal static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
