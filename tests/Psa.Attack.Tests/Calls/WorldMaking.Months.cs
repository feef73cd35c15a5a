using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Attack.Tests.Calls;

/// <content>What was agreed, used and billed.</content>
internal sealed partial class WorldMaking
{
    private Id<BillingEntity> _planned;
    private Id<BillingEntity> _calculated;
    private Id<BillingEntity> _free;
    private Product _desk = null!;
    private Product _bundle = null!;
    private Product _storage = null!;
    private PriceList _prices = null!;
    private Customer _first = null!;
    private Customer _child = null!;
    private Customer _lost = null!;

    private async Task AgreeAsync()
    {
        var draft = await AContractAsync(_first, Main, "DRAFT", Samples.APart());
        await office.Contracts.ChangeQuantityAsync(_ann, (await office.Contracts.PartsOfAsync(_ann, draft.Id))[0].Id, 12m, new(2026, 5, 1));
        await office.Contracts.ChangeCycleAsync(_ann, draft.Id, new(new(2026, 5, 1), Timing: BillingTiming.InArrears));
        await office.Contracts.AssignPriceListAsync(_ann, draft.Id, new(new(2026, 5, 1), _prices.Id));
        await office.Customers.AssignPriceListAsync(_ann, _first.Id, new(new(2026, 5, 1), _prices.Id));
        await office.Contracts.SaveTemplateAsync(_ann, draft.Id, "Managed");
        var discarded = await AContractAsync(_first, Main, "DISCARDED", Samples.APart());
        await office.Contracts.DiscardAsync(_ann, discarded.Id);
        await AnActiveContractAsync(
            _first, Main, "ACTIVE", [.. Samples.PartsOfEveryScheme(), Samples.APart() with { Text = "Desk", Product = _desk.Id, PriceBehaviour = PriceBehaviour.UseCurrent, UnitPrice = null }]);
        var suspended = await AnActiveContractAsync(_first, Main, "SUSPENDED", Samples.APart());
        await office.Contracts.SuspendAsync(_ann, suspended.Id, new(new(2026, 2, 1), null, "paused"));
        await office.Prices.ApplyAsync(_ann, Samples.APriceChange with { Contracts = [suspended.Id] });
        var terminated = await AnActiveContractAsync(_child, Main, "TERMINATED", Samples.APart());
        await office.Contracts.TerminateAsync(_ann, terminated.Id, new() { On = new(2026, 2, 15), Reason = "gone", ByAgreement = true });
        await AnActiveContractAsync(_child, Main, "OVER", lastDay: new(2026, 2, 28), Samples.APart());
        await AnActiveContractAsync(_child, Main, "HOURS", Samples.ABlock());
        await AnActiveContractAsync(_child, Main, "RISING", lastDay: null, Samples.APart());
        await AnActiveContractAsync(_child, _planned, "BETA", Samples.APart(), Samples.AMeteredPart());
        await AnActiveContractAsync(_first, _calculated, "GAMMA", Samples.APart());
        await AnActiveContractAsync(_child, _calculated, "GAMMA-2", Samples.APart());
        await AnActiveContractAsync(_lost, Main, "LOST", Samples.APart());
        await office.Customers.RemoveBillingInformationAsync(_ann, _lost.Id);
        var bystander = await AnActiveContractAsync((await office.Customers.FindAsync(_ann, Bystander))!, Main, "BYSTANDER", Samples.APart());
        Untouched.Add(bystander.Id.Value);
        Untouched.AddRange((await office.Contracts.PartsOfAsync(_ann, bystander.Id)).AsEnumerable().Select(static part => part.Id.Value));
        await office.Usage.ImportAsync(_ann, new("vendor"), Samples.Usage(_first.Id, _child.Id).ToAsyncEnumerable());
        foreach (var rows in new[] { 3, 2 })
        {
            var delivered = Enumerable.Range(1, rows).Select(n => Samples.AReading($"d{n}", _first.Id) with { Quantity = rows * n, Counter = $"vm-{n}" });
            await office.Usage.ReplaceAsync(_ann, Samples.ADelivery(_ann.Tenant) with { DeliveredAt = Samples.ADelivery(_ann.Tenant).DeliveredAt - Duration.FromDays(rows) }, delivered.ToAsyncEnumerable());
        }
    }

    private async Task BillAsync()
    {
        foreach (var through in new LocalDate[] { new(2026, 1, 31), new(2026, 2, 28) })
        {
            var run = await CalculatedAsync(Main, through);
            await office.Runs.IssueAsync(_ann, run.Id);
        }

        await CreditAsync();
        var sent = (await office.Invoices.ListAsync(_ann, new() { Customer = _first.Id, Status = InvoiceStatus.Issued }, new())).Items[0];
        await office.Invoices.MarkSentAsync(_ann, sent.Id, "billing@first.example", DeliveryMethod.Email);
        await office.Credit.SetLimitsAsync(_ann, _first.Id, [Money.Of(1m, Currency.EUR)]);
        await office.Credit.HoldAsync(_ann, _lost.Id, "never pays");
        var taken = await CalculatedAsync(_free, new(2026, 1, 31));
        await office.Runs.RollBackAsync(_ann, taken.Id);
        var given = await office.Runs.PlanAsync(_ann, new() { BillingEntity = _free, Through = new(2026, 1, 31) });
        await office.Runs.CancelAsync(_ann, given.Id);
    }

    // one credit note is issued, one waits, and one was thrown away
    private async Task CreditAsync()
    {
        var invoice = (await office.Invoices.ListAsync(_ann, new() { Customer = _first.Id, Kind = InvoiceKind.Invoice }, PageRequest.First)).Items[0];
        foreach (var amount in new[] { 1.20m, 2.40m, 3.60m })
        {
            var note = await office.CreditNotes.DraftAsync(_ann, new() { Invoice = invoice.Id, Reason = "goodwill", Amount = Money.Of(amount, Currency.EUR) });
            _ = amount switch
            {
                1.20m => await office.CreditNotes.IssueAsync(_ann, note.Id),
                2.40m => await office.CreditNotes.DeleteAsync(_ann, note.Id),
                _ => note,
            };
        }
    }

    /// <summary>Leaves work half done: items that wait, runs that are planned and calculated.</summary>
    private async Task UnderwayAsync()
    {
        await AnItemAsync(_first);
        var canceled = await AnItemAsync(_first);
        await office.Items.CancelAsync(_ann, canceled.Id, "mistake");
        var overridden = await AnItemAsync(_child);
        await office.Items.OverrideAsync(_ann, overridden.Id, Money.Of(9m, Currency.EUR), "goodwill");
        await office.Runs.PlanAsync(_ann, new() { BillingEntity = _planned, Through = new(2026, 2, 28), Partitions = 2 });
        var run = await CalculatedAsync(_calculated, new(2026, 2, 28));
        await office.Runs.HoldAsync(_ann, (await office.Runs.InvoicesAsync(_ann, run.Id).ToListAsync())[0].Id, "disputed");
        await ByHandAsync();
        await PricedAsync();
    }

    // a draft by hand with an item that waited, and items that wait to be put on it
    private async Task ByHandAsync()
    {
        for (var n = 0; n < 3; n++)
        {
            var waiting = await office.Items.CreateAsync(_ann, Samples.AnItem(_first.Id, _calculated));
            if (n == 0)
            {
                await office.Invoices.DraftAsync(_ann, Samples.AnInvoice(_first.Id, _calculated) with { Items = [waiting.Id] });
            }
        }
    }

    // one that follows the catalog, one of a bundle, and one whose prices are locked and overridden
    private async Task PricedAsync()
    {
        var content = Samples.AContent() with { Lines = [Samples.AProductLine(_desk.Id)], Discounts = [], Charges = [] };
        await office.Invoices.DraftAsync(_ann, Samples.AnInvoice(_first.Id, _calculated) with { Content = content });
        await office.Invoices.DraftAsync(
            _ann, Samples.AnInvoice(_first.Id, _calculated) with { Content = content with { Lines = [Samples.AProductLine(_bundle.Id) with { Text = "Bundle" }] } });
        var locked = await office.Invoices.DraftAsync(_ann, Samples.AnInvoice(_first.Id, _calculated) with { Content = content, PriceBehaviour = PriceBehaviour.Locked });
        await office.Invoices.OverridePriceAsync(_ann, locked.Id, 0, UnitPrice.Of(1m, Currency.EUR), "loyal");
        await office.Repricing.RepriceOpenAsync(_ann, new() { Products = [_desk.Id], PriceList = _prices.Id });
    }

    private Task<SalesItem> AnItemAsync(Customer customer) => office.Items.CreateAsync(_ann, Samples.AnItem(customer.Id, Main));

    private async Task<BillingRun> CalculatedAsync(Id<BillingEntity> entity, LocalDate through)
    {
        var run = await office.Runs.PlanAsync(_ann, new() { BillingEntity = entity, Through = through });
        return await office.Runs.CalculateAsync(_ann, run.Id);
    }
}
