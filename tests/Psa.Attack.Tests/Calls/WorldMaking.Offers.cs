using Psa.Access;
using Psa.Customers;
using Psa.Lists;
using Psa.Numbering;
using Psa.Orders;
using Psa.Quotes;

namespace Psa.Attack.Tests.Calls;

/// <content>What was offered and ordered.</content>
internal sealed partial class WorldMaking
{
    private const int FirstOfDevice = 0xc0;

    private async Task OfferAsync()
    {
        foreach (var (purpose, pattern) in new[] { (NumberPurpose.Quote, "Q{seq:000}"), (NumberPurpose.Order, "O{seq:000}"), (NumberPurpose.Deposit, "D{seq:000}") })
        {
            var series = await office.Numbering.CreateSeriesAsync(_ann, new() { BillingEntity = Main, Purpose = purpose, Pattern = pattern });
            await office.Numbering.ConfirmAsync(_ann, series.Id);
        }

        await office.Opportunities.CreateAsync(_ann, new() { Name = "Alone", Customer = _first.Id });
        var opportunity = await office.Opportunities.CreateAsync(_ann, new() { Name = "Office", Customer = _first.Id, EstimatedValue = Eur(5000m) });
        await office.Quotes.SaveTemplateAsync(_ann, new()
        {
            Id = default,
            Tenant = tenant,
            Name = "Starter",
            IsActive = true,
            Lines = [OfferRequests.ALine()],
        });
        await office.Filters.SaveAsync(_ann, new() { List = ListKind.SalesItems, Name = "Open", Filter = ListFilter.Where("invoiced", FilterOperator.Equal, "false") });
        await QuotesAsync(opportunity.Id);
        await OrdersAsync();
        await office.Offline.MergeAsync(_ann, OfferRequests.AFile(_first.Id, Main, FirstOfDevice + ((tenant == World.Ours ? 0 : 1) * 0x100)));
    }

    private async Task QuotesAsync(Id<Opportunity> opportunity)
    {
        var quote = OfferRequests.AQuote(_first.Id, Main) with { Opportunity = opportunity };
        await office.Quotes.DraftAsync(_ann, quote);
        await office.Quotes.DraftAsync(_ann, quote with { Content = OfferRequests.AContent(Samples.AProductLine(_desk.Id)), PriceBehaviour = Catalog.PriceBehaviour.Locked });
        await office.Quotes.DraftAsync(_ann, quote with { Content = OfferRequests.AContent(Samples.AProductLine(_bundle.Id) with { Text = "Bundle" }) });
        var other = await office.Quotes.DraftAsync(_ann, quote with { Content = OfferRequests.AContent(Samples.AProductLine(_desk.Id)) });
        await office.Quotes.OverridePriceAsync(_ann, other.Id, 0, UnitPrice.Of(3m, Currency.EUR), "agreed");

        // somebody else's, which asks for approval, and one that has it
        var ben = Actor.Create(tenant, UserId.Of("ben"), "Ben", [Role.Administrator], AccessTable.Default);
        var asked = await office.Quotes.DraftAsync(ben, quote);
        await office.Quotes.RequestApprovalAsync(ben, asked.Id);
        await ActiveAsync(quote with { Content = OfferRequests.AContent(Samples.ALine()), Opportunity = null });
        await ActiveAsync(quote with { Opportunity = null });
        var revised = await ActiveAsync(quote with { Opportunity = null });
        await office.Quotes.SendAsync(_ann, revised.Id, "buyer@first.example", DeliveryMethod.Email);
        await office.Quotes.ReviseAsync(_ann, revised.Id);
        var won = await ActiveAsync(quote with { Opportunity = null });
        await office.Quotes.WinAsync(_ann, won.Id, new() { MakesOrder = false });
        var lost = await ActiveAsync(quote with { Opportunity = null });
        await office.Quotes.LoseAsync(_ann, lost.Id, "too dear");
    }

    private async Task<Quote> ActiveAsync(NewQuote quote) => await office.Quotes.ActivateAsync(_ann, (await office.Quotes.DraftAsync(_ann, quote)).Id);

    private async Task OrdersAsync()
    {
        var order = OfferRequests.AnOrder(_first.Id, Main, Samples.AProductLine(_desk.Id) with { Quantity = 40m });
        await office.Orders.DraftAsync(_ann, order);
        await office.Orders.DraftAsync(_ann, order with { PriceBehaviour = Catalog.PriceBehaviour.Locked });
        await office.Orders.DraftAsync(_ann, OfferRequests.AnOrder(_first.Id, Main, Samples.AProductLine(_bundle.Id) with { Text = "Bundle" }));
        var other = await office.Orders.DraftAsync(_ann, order);
        await office.Orders.OverridePriceAsync(_ann, other.Id, 0, UnitPrice.Of(3m, Currency.EUR), "agreed");
        var deposits = new List<Deposit>();
        for (var n = 0; n < 2; n++)
        {
            var submitted = (await office.Orders.SubmitAsync(_ann, (await office.Orders.DraftAsync(_ann, order)).Id)).Order;
            deposits.Add(await office.Deposits.MakeAsync(_ann, new() { Order = submitted.Id, Percent = Percent.Of(30m), AtOnce = n == 1 }));
            await office.Orders.FulfilAsync(_ann, submitted.Id, 0, 10m);
            await office.Orders.InvoiceAsync(_ann, submitted.Id, new() { Quantities = [new(0, 3m)] });
        }
    }
}
