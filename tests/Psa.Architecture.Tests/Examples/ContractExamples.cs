using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Architecture.Tests.Examples;

/// <summary>The everyday changes of docs/contracts-and-pricing.md.</summary>
internal sealed class ContractExamples(Desk desk) : Example(desk)
{
    internal async Task First()
    {
        // begin
        var part = await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(49.50m) });
        await BillAsync(new(2026, 3, 1));

        // end
        Assert.Single(part.Terms);
    }

    internal async Task Quantity()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangeQuantityAsync(actor, part.Id, 12, new(2026, 3, 16));
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Fewer()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangeQuantityAsync(actor, part.Id, 7, new(2026, 3, 16), "three people left");
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Price()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangePriceAsync(actor, part.Id, Euro(52m), new(2026, 4, 1));
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task PriceBackDated()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangePriceAsync(actor, part.Id, Euro(45m), new(2026, 3, 1), "agreed on the phone");
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Discounted()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangeDiscountAsync(actor, part.Id, Discount.OfPercent(Percent.Of(20), "spring"), new(2026, 4, 1));
        await contracts.ChangeDiscountAsync(actor, part.Id, Discount.None, new(2026, 5, 1));
        await BillAsync(new(2026, 5, 1));

        // end
    }

    internal async Task FreeMonth()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangeDiscountAsync(actor, part.Id, Discount.OfPercent(Percent.Of(100), "a month free"), new(2026, 4, 1));
        await contracts.ChangeDiscountAsync(actor, part.Id, Discount.None, new(2026, 5, 1));
        await BillAsync(new(2026, 5, 1));

        // end
    }

    internal async Task SetUpFee()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await items.CreateAsync(actor, new()
        {
            Customer = bart.Id,
            Contract = part.Contract,
            BillingDate = new(2026, 4, 1),
            Lines = [new() { Text = "Set-up of ten workplaces", Quantity = 1, UnitPrice = Euro(250m) }],
        });
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Overridden()
    {
        await TenWorkplacesAsync();

        // begin
        var fee = await items.CreateAsync(actor, new() { Customer = bart.Id, BillingDate = new(2026, 4, 1), Lines = [new() { Text = "Set-up of ten workplaces", Quantity = 10, UnitPrice = Euro(25m) }] });
        await items.OverrideAsync(actor, fee.Id, Money.Of(200m, Currency.EUR), "goodwill");
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Escalation()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangeEscalationsAsync(actor, part.Contract, [new(new(2026, 4, 1), Percent.Of(3), EveryMonths: 12)]);
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Withdrawn()
    {
        var part = await TenWorkplacesAsync();

        // begin
        part = await contracts.ChangeQuantityAsync(actor, part.Id, 100, new(2026, 3, 16));   // 10 was meant
        await BillAsync(new(2026, 3, 31));
        await contracts.WithdrawTermsAsync(actor, part.Id, part.Terms[^1].Id!.Value, "a slip of the keyboard");
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task TakenBackWhole()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.TerminateAsync(actor, part.Contract, new() { On = new(2026, 2, 28), Reason = "never delivered" });
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Trial()
    {
        // begin
        await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(49.50m), TrialLastDay = new(2026, 3, 14) });
        await BillAsync(new(2026, 3, 31));

        // end
    }

    internal async Task Suspended()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.SuspendAsync(actor, part.Contract, new(new(2026, 3, 11), new(2026, 3, 20), "holidays"));
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Terminated()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.TerminateAsync(actor, part.Contract, new() { On = new(2026, 3, 20), Reason = "sold" });
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Payer()
    {
        await TenWorkplacesAsync();

        // begin
        var shop = await customers.CreateAsync(actor, new() { Number = "10002", Name = "Bart's shop", Parent = bart.Id, ConsolidateBilling = true });
        var contract = await contracts.CreateAsync(actor, new()
        {
            Customer = shop.Id,
            BillingEntity = acme.Id,
            Number = "C-2",
            Name = "Tills",
            EffectiveFrom = new(2026, 4, 1),
            Cycle = BillingCycle.Monthly.OnDay(1),
            Parts = [new() { Text = "Till", Quantity = 2, UnitPrice = Euro(15m) }],
        });
        await contracts.ActivateAsync(actor, contract.Id);
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Cycle()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangeCycleAsync(actor, part.Contract, new(new(2026, 4, 1), Cycle: BillingCycle.EveryMonths(3).OnDay(1)));
        await contracts.ChangePriceAsync(actor, part.Id, Euro(148.50m), new(2026, 4, 1));   // a price is that of a full period
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task SeveralChanges()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangeTermsAsync(actor, part.Id, new(new(2026, 3, 16), Quantity: 12, UnitPrice: Euro(45m)));
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task FromTemplate()
    {
        var part = await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(49.50m), TrialLastDay = new(2026, 3, 14) });
        await contracts.TerminateAsync(actor, part.Contract, new() { On = new(2026, 2, 28), Reason = "only the other one is billed" });

        // begin
        await contracts.ChangeQuantityAsync(actor, part.Id, 12, new(2026, 4, 1));   // from the second month on
        var template = await contracts.SaveTemplateAsync(actor, part.Contract, "Managed workplaces");
        var shop = await customers.CreateAsync(actor, new() { Number = "10002", Name = "Bart's shop", BillingInformation = billing });
        var started = await contracts.StartFromTemplateAsync(actor, template.Id, new() { Customer = shop.Id, EffectiveFrom = new(2026, 6, 1), Number = "C-2" });
        await contracts.ActivateAsync(actor, started.Id);
        await BillAsync(new(2026, 7, 1));

        // end
    }
}
