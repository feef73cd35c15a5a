using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.Sellers;
using Psa.Services;
using Psa.Usage;

namespace Psa.Architecture.Tests.Examples;

/// <summary>What the examples have at hand. A page shows what stands between <c>// begin</c> and <c>// end</c> of a method, and what it put on paper.</summary>
internal abstract class Example(Desk desk)
{
#pragma warning disable SA1300, IDE1006 // as a program would call them, so that a page shows its code
    protected Actor actor => desk.Actor;

    protected BillingEntity acme => desk.Acme;

    protected Customer bart => desk.Bart;

    protected ContractService contracts => desk.Of<ContractService>();

    protected CustomerService customers => desk.Of<CustomerService>();

    protected UsageService usage => desk.Of<UsageService>();

    protected SalesItemService items => desk.Of<SalesItemService>();

    protected SettingsService settings => desk.Of<SettingsService>();

    protected CatalogService catalog => desk.Of<CatalogService>();

    protected InvoiceService invoices => desk.Of<InvoiceService>();

    protected CreditNoteService creditNotes => desk.Of<CreditNoteService>();

    protected PaymentService payments => desk.Of<PaymentService>();

    protected BillingRunService runs => desk.Of<BillingRunService>();

    protected QuoteService quotes => desk.Of<QuoteService>();

    protected OrderService orders => desk.Of<OrderService>();

    protected DepositService deposits => desk.Of<DepositService>();

    protected OfflineService offline => desk.Of<OfflineService>();

    protected IIdGenerator ids => desk.Of<IIdGenerator>();

    protected static QuantitySource backup { get; } = QuantitySource.Usage("backup");
#pragma warning restore SA1300, IDE1006

    protected BillingInformation billing => desk.Billing;

    protected static UnitPrice Euro(decimal price) => UnitPrice.Of(price, Currency.EUR);

    protected T Of<T>()
        where T : notnull => desk.Of<T>();

    protected void Write(string text) => desk.Write(text);

    protected void WriteDocument(Invoice document) => desk.Add(Paper.Of(document));

    /// <summary>Bills without a trace on the page.</summary>
    protected async Task<BillingRun> BillWithoutPaperAsync(LocalDate through)
    {
        var run = await BillAsync(through);
        desk.Clear();
        return run;
    }

    /// <summary>Ten workplaces at 49.50 from March on, billed for March: what the examples of changes begin with.</summary>
    protected async Task<ContractPart> TenWorkplacesAsync()
    {
        var part = await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(49.50m) });
        await BillWithoutPaperAsync(new(2026, 3, 1));
        return part;
    }

    /// <summary>Numbers for quotes and what follows from them.</summary>
    protected async Task NumberAsync()
    {
        foreach (var (purpose, pattern) in new[] { (NumberPurpose.Quote, "Q-{seq:0000}"), (NumberPurpose.Order, "O-{seq:0000}"), (NumberPurpose.Deposit, "D-{seq:0000}") })
        {
            var series = await desk.Of<NumberingService>().CreateSeriesAsync(actor, new() { BillingEntity = acme.Id, Purpose = purpose, Pattern = pattern });
            await desk.Of<NumberingService>().ConfirmAsync(actor, series.Id);
        }
    }

    // begin: agree
    protected async Task<ContractPart> AgreeAsync(NewContractPart part, BillingTiming timing = BillingTiming.InAdvance)
    {
        var contract = await contracts.CreateAsync(actor, new()
        {
            Customer = bart.Id,
            BillingEntity = acme.Id,
            Number = "C-1",
            Name = "Managed workplaces",
            EffectiveFrom = new(2026, 3, 1),
            Cycle = BillingCycle.Monthly.OnDay(1),
            Timing = timing,
            Parts = [part],
        });
        await contracts.ActivateAsync(actor, contract.Id);
        return (await contracts.PartsOfAsync(actor, contract.Id))[0];
    }

    protected async Task<BillingRun> BillAsync(LocalDate through)
    {
        var run = await runs.PlanAsync(actor, new() { BillingEntity = acme.Id, Through = through });
        await runs.CalculateAsync(actor, run.Id);
        run = await runs.IssueAsync(actor, run.Id);
        await foreach (var document in runs.InvoicesAsync(actor, run.Id))
        {
            WriteDocument(document);
        }

        return run;
    }

    // end
    // begin: use
    protected async Task UseAsync(decimal quantity, decimal? cost = null)
    {
        var row = new UsageReading
        {
            SourceId = $"{quantity}",
            Customer = bart.Id,
            ServiceCode = "backup",
            Date = new(2026, 3, 5),
            Quantity = quantity,
            Unit = "GB",
            Cost = cost,
            CostCurrency = "EUR",
        };
        await usage.ImportAsync(actor, new UsageSource("backup-vendor"), Rows(row));
    }

    // end
    protected static async IAsyncEnumerable<UsageReading> Rows(params UsageReading[] rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows)
        {
            yield return row;
        }
    }
}
