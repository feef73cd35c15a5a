using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Psa.Access;
using Psa.Records;
using Psa.Runs;
using Psa.Services;
using Psa.Storage;

namespace Psa.Domain.Tests.Services;

/// <summary>What a host registers is obeyed, in whatever order, and what is wrong with it is said in words.</summary>
public sealed class RegistrationTests
{
    private static readonly Instant Then = Instant.FromUtc(2031, 5, 6, 7, 8);

    private static readonly Role Clerk = Role.Of("Clerk");

    [Fact]
    public async Task A_hosts_time_provider_is_the_clock_unless_it_has_one_of_its_own()
    {
        await using var given = new ServiceCollection().AddPsa().AddSingleton<TimeProvider>(new StoppedTime()).UseInMemoryStore().BuildServiceProvider();
        Assert.Equal(Then, given.GetRequiredService<IClock>().GetCurrentInstant());
        await given.GetRequiredService<CustomerService>().CreateAsync(AnOffice.Ann, new() { Number = "C1", Name = "Contoso" }, TestContext.Current.CancellationToken);
        await using var session = await given.GetRequiredService<IPsaStore>().OpenAsync(AnOffice.Tenant, TestContext.Current.CancellationToken);
        Assert.Equal(Then, Assert.Single(await session.Events.ReadAfterAsync(0, cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken)).At);

        var own = new TestClock(Then + Duration.FromDays(1));
        await using var both = new ServiceCollection().AddSingleton<IClock>(own).AddSingleton<TimeProvider>(new StoppedTime()).AddPsa().BuildServiceProvider();
        Assert.Same(own, both.GetRequiredService<IClock>());

        await using var neither = new ServiceCollection().AddPsa().BuildServiceProvider();
        Assert.True(neither.GetRequiredService<IClock>().GetCurrentInstant() > Instant.FromUtc(2020, 1, 1, 0, 0));
    }

    [Fact]
    public async Task A_service_without_a_store_says_what_to_do()
    {
        await using var services = new ServiceCollection().AddPsa().BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        foreach (var type in typeof(CustomerService).Assembly.GetExportedTypes().Where(static type => type.Namespace == "Psa.Services" && type.Name.EndsWith("Service", StringComparison.Ordinal)))
        {
            Assert.Equal(StoreErrors.NotChosen, Assert.Throws<StoreException>(() => services.GetRequiredService(type)).Code);
        }
    }

    [Theory]
    [InlineData(ServiceLifetime.Scoped, true)]
    [InlineData(ServiceLifetime.Scoped, false)]
    [InlineData(ServiceLifetime.Transient, true)]
    public async Task A_store_that_lives_shorter_than_the_services_is_refused(ServiceLifetime lifetime, bool validates)
    {
        var collection = new ServiceCollection().AddPsa();
        collection.Add(new(typeof(IPsaStore), static _ => new InMemoryStore(), lifetime));
        await using var services = collection.BuildServiceProvider(validates);
        Assert.Equal(StoreErrors.NotSingleton, Assert.Throws<StoreException>(services.GetRequiredService<CustomerService>).Code);

        collection.UseInMemoryStore();
        await using var mended = collection.BuildServiceProvider(validates);
        Assert.NotNull(mended.GetRequiredService<CustomerService>());
    }

    [Fact]
    public async Task Every_service_is_there_once_and_a_hosts_own_stays()
    {
        var own = new InMemoryStore();
        var runs = new BillingRunService(own, new TestClock(Then), new OrderedIdGenerator(new TestClock(Then)), new Psa.Documents.TaxTableCalculator());
        await using var services = new ServiceCollection().AddSingleton(runs).AddPsa().AddPsa().AddSingleton<IPsaStore>(own).BuildServiceProvider(validateScopes: true);
        Assert.Same(runs, services.GetRequiredService<BillingRunService>());
        Assert.Same(services.GetRequiredService<CustomerService>(), services.GetRequiredService<CustomerService>());
        Assert.Same(own, Assert.Single(services.GetServices<IPsaStore>()));
    }

    [Fact]
    public async Task The_access_table_is_the_hosts_and_actors_are_made_by_it()
    {
        var table = AccessTable.Default.With(Clerk, Permission.EditContracts, Grants.Full);
        await using var usual = new ServiceCollection().AddPsa().BuildServiceProvider();
        await using var set = new ServiceCollection().AddPsa(options => options.Access = table).BuildServiceProvider();
        await using var later = new ServiceCollection().AddPsa().Configure<PsaOptions>(options => options.Access = table).BuildServiceProvider();
        await using var registered = new ServiceCollection().AddSingleton(table).AddPsa(static options => options.Access = AccessTable.Empty).BuildServiceProvider();

        Assert.False(MayEdit(usual));
        Assert.True(MayEdit(set) && MayEdit(later) && MayEdit(registered));
        Assert.True(set.GetRequiredService<ActorFactory>().Create(AnOffice.Tenant, UserId.Of("cy"), "Cy", [Clerk]).May(Permission.EditContracts));

        static bool MayEdit(ServiceProvider services) => services.GetRequiredService<ActorFactory>().FromClaims(new(new ClaimsIdentity(
            [new(PsaClaimTypes.Tenant, AnOffice.Tenant.ToString()), new("sub", "cy"), new("role", "Clerk")], "test"))).May(Permission.EditContracts);
    }

    [Fact]
    public async Task Options_that_cannot_be_worked_with_stop_the_host_when_it_starts()
    {
        await using var services = new ServiceCollection().AddPsa(static options =>
        {
            options.Access = null!;
            options.Runs = new() { BatchSize = 0, Lease = Duration.Zero };
        }).UseInMemoryStore().BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Equal(2, refusal.Failures.Count());
        Assert.Contains("BatchSize, Lease", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(services.GetRequiredService<BillingRunService>);
    }

    [Fact]
    public async Task Runs_are_calculated_as_the_options_say_unless_a_call_says_otherwise()
    {
        await using var services = new ServiceCollection().AddPsa(static options => options.Runs = new() { Worker = " " }).UseInMemoryStore().BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(services.GetRequiredService<BillingRunService>);
        Assert.Contains(nameof(BillingRunOptions.Worker), refusal.Message, StringComparison.Ordinal);

        var world = await Runs.AWorld.OfSevenAsync();
        var runs = new BillingRunService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new Psa.Documents.TaxTableCalculator(), options: Options.Create(new PsaOptions { Runs = new() { BatchSize = 2 } }));
        var run = await runs.PlanAsync(world.Actor, Runs.AWorld.Plan(new(2025, 1, 31), partitions: 1), TestContext.Current.CancellationToken);
        await runs.CalculateAsync(world.Actor, run.Id, cancellationToken: TestContext.Current.CancellationToken);
        var batches = await world.ReadAsync(static session => session.Events.ReadAfterAsync(0, cancellationToken: Runs.AWorld.Token).ToListAsync(Runs.AWorld.Token).AsTask());
        Assert.Equal(4, batches.Count(static one => one.Kind == Events.EventKinds.BillingRunBatch));
    }

    [Fact]
    public void A_stored_table_with_what_is_unknown_is_refused_with_all_its_cells()
    {
        AccessGrant[] cells = [new(Clerk, Permission.EditContracts, Grants.Full), new(default, (Permission)999, Grants.Full), new(Clerk, Permission.ViewInvoices, (Grants)64)];
        var refusal = Assert.Throws<ValidationFailedException>(() => AccessTable.Of(cells));
        Assert.Equal(["Cells[1].Role", "Cells[1].Permission", "Cells[2].Reach"], refusal.Fields);
        Assert.Throws<ArgumentOutOfRangeException>(() => AccessTable.Empty.With(Clerk, (Permission)35, Grants.Full));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccessTable.Empty.With(Clerk, Permission.EditContracts, (Grants)16));
        Assert.Equal(AccessTable.Default.ToCells(), AccessTable.Of(AccessTable.Default.ToCells()).ToCells());
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Then.ToDateTimeOffset();
    }
}
