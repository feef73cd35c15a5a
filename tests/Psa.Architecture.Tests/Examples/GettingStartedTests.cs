using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Runs;
using Psa.Usage;

namespace Psa.Architecture.Tests.Examples;

/// <summary>The snippets of docs/getting-started.md, in their order.</summary>
public sealed class GettingStartedTests
{
    [Fact]
    public void Register()
    {
        var services = new ServiceCollection();

        // begin: register
        services.AddPsa().UseSqlite("psa.db");     // or UsePostgreSql(…), UseInMemoryStore(), or your own IPsaStore

        // end
        Assert.NotEmpty(services);
    }

    [Fact]
    public void Who()
    {
        var (tenant, userId, table) = (TenantId.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59"), UserId.Of("ann@example.com"), AccessTable.Default);

        // begin: actors
        var actor = Actor.Create(tenant, userId, "Ann", [Role.Finance], table);   // what roles may do: AccessTable.Default, or your own
        var automation = Actor.System(tenant);                                    // may do everything; histories call it "System"

        // end
        Assert.True(actor.May(Permission.EditContracts));
        Assert.False(actor.May(Permission.ManageSettings));
        Assert.True(automation.May(Permission.ManageSettings));
        Assert.Equal("System", automation.DisplayName);
    }

    [Fact]
    public async Task Changes()
    {
        await using var desk = await Desk.OpenAsync();
        await new Steps(desk).ChangeAsync();
    }

    [Fact]
    public async Task Usage()
    {
        await using var desk = await Desk.OpenAsync();
        await new Steps(desk).UseAsync();
    }

    [Fact]
    public async Task Bill()
    {
        await using var desk = await Desk.OpenAsync();
        await new Steps(desk).BillAsync();
    }

    [Fact]
    public void Arithmetic()
    {
        // begin: arithmetic
        var shares = Money.Of(100m, Currency.EUR).Allocate(1, 1, 1);                          // 33.34, 33.33, 33.33
        var cycle = BillingCycle.Monthly.OnDay(31);                                           // 31 Jan, 28 Feb, 31 Mar …
        var least = PricingScheme.PerUnit.PriceOf(12, UnitPrice.Of(49.50m, Currency.EUR));    // 594.00, exact

        // end
        Assert.Equal("33.34 EUR, 33.33 EUR, 33.33 EUR", string.Join(", ", shares));
        Assert.Equal(new(2026, 2, 28), cycle.AnchoredAt(new(2026, 1, 31)).BoundaryOnOrAfter(new(2026, 2, 1)));
        Assert.Equal("594.00 EUR", least.Round(Rounding.HalfUp).ToString());
    }

    private sealed class Steps(Desk desk) : Example(desk)
    {
        private readonly Desk _desk = desk;

        internal async Task ChangeAsync()
        {
            var part = await TenWorkplacesAsync();
            var contract = (await contracts.FindAsync(actor, part.Contract))!;
            part = await contracts.ChangeTermsAsync(actor, part.Id, new(new(2026, 3, 2), MinimumQuantity: 100));
            var entry = part.Terms[^1].Id!.Value;
            var suspension = new Suspension(new(2026, 8, 1), new(2026, 8, 31), "holidays");
            var request = new TerminationRequest { On = new(2026, 12, 31), Reason = "sold" };

            // begin: changes
            await contracts.ChangeQuantityAsync(actor, part.Id, 15, new(2026, 3, 10));                                  // 15 from 10 March on, at the price in force
            await contracts.ChangePriceAsync(actor, part.Id, UnitPrice.Of(49.50m, Currency.EUR), new(2026, 4, 1));      // likewise ChangeDiscountAsync, ChangePricingAsync
            await contracts.ChangeTermsAsync(actor, part.Id, new(new(2026, 5, 1), Quantity: 20, MinimumQuantity: 5));   // several at once
            await contracts.WithdrawTermsAsync(actor, part.Id, entry, "a slip");                                        // as if it had never been
            await contracts.ChangeCycleAsync(actor, contract.Id, new(new(2026, 7, 1), Timing: BillingTiming.InArrears)); // cycle, timing, proration: the same law
            await contracts.ChangeEscalationsAsync(actor, contract.Id, [new(new(2027, 1, 1), Percent.Of(3))]);          // locked prices rise each January
            await contracts.SuspendAsync(actor, contract.Id, suspension);
            await contracts.TerminateAsync(actor, contract.Id, request);

            // end
            var stored = (await contracts.PartsOfAsync(actor, contract.Id))[0];
            Assert.Equal(entry, Assert.Single(stored.Terms, terms => terms.IsWithdrawn).Id);
            Assert.Equal(ContractStatus.Terminated, (await contracts.FindAsync(actor, contract.Id))!.Status);
        }

        internal async Task UseAsync()
        {
            var readings = Rows(new UsageReading { SourceId = "1", Customer = bart.Id, ServiceCode = "backup", Date = new(2026, 3, 5), Quantity = 3, Unit = "GB" });
            var (month, made, rows) = (DatePeriod.Inclusive(new(2026, 3, 1), new(2026, 3, 31)), Instant.FromUtc(2026, 4, 1, 6, 0), readings);
            Assert.Equal(1, (await ImportAsync()).Imported);
            Assert.Equal(1, (await DeliverAsync()).Imported);

            async Task<UsageImportResult> ImportAsync()
            {
                // begin: import
                var result = await usage.ImportAsync(actor, new UsageSource("backup-vendor"), readings);

                // end
                return result;
            }

            async Task<UsageImportResult> DeliverAsync()
            {
                // begin: deliver
                var delivery = new NewUsageDelivery { SourceCode = "cloud", Scope = "account-1", Period = month, DeliveredAt = made };
                var result = await usage.ReplaceAsync(actor, delivery, rows);

                // end
                return result;
            }
        }

        internal async Task BillAsync()
        {
            await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(49.50m) });
            var entity = acme;
            _desk.Clear();

            // begin: bill
            var run = await runs.PlanAsync(actor, new() { BillingEntity = entity.Id, Through = new(2026, 3, 31) });
            run = await runs.CalculateAsync(actor, run.Id);
            var review = await runs.ReviewAsync(actor, run.Id);          // totals, and the difference to the run before
            await foreach (var obstacle in runs.ObstaclesAsync(actor, run.Id))
            {
                Write($"{obstacle.CustomerNumber}: {obstacle.Message}"); // who wasn't billed, and what to do
            }

            run = await runs.IssueAsync(actor, run.Id);                  // or RollBackAsync

            // end
            Assert.Equal((BillingRunStatus.Issued, review.Run.Id, string.Empty), (run.Status, run.Id, _desk.Read()));
        }
    }
}
