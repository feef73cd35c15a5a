using NodaTime;

namespace Psa.Architecture.Tests.Examples;

/// <summary>Documents whose prices follow the catalog, of docs/prices.md.</summary>
internal sealed class PriceExamples(Desk desk) : Example(desk)
{
    internal async Task Followed()
    {
        await settings.SaveAsync(actor, (await settings.GetAsync(actor)) with { Repricing = Psa.Sellers.RepricingTime.OnStep });
        var chair = await catalog.SaveProductAsync(actor, new() { Id = default, Tenant = actor.Tenant, Number = "CHAIR", Name = "Office chair", Kind = Psa.Catalog.ProductKind.Goods, Unit = "C62" });
        var list = await catalog.SavePriceListAsync(
            actor, new() { Id = default, Tenant = actor.Tenant, Name = "2026", Currency = Currency.EUR, ValidFrom = new(2026, 1, 1), Items = [new(chair.Id, "C62", [new(new LocalDate(2026, 1, 1), Euro(59.90m))])] });
        var draft = await invoices.DraftAsync(actor, new() { Customer = bart.Id, Content = new() { IssueDate = new(2026, 4, 1), Lines = [new() { Text = "Office chair", Product = chair.Id, Quantity = 4 }] } });
        await catalog.SavePriceListAsync(actor, list with { Items = [new(chair.Id, "C62", [new(new LocalDate(2026, 1, 1), Euro(64.90m))])] });

        // begin
        foreach (var one in await invoices.CompareAsync(actor, draft.Id))
        {
            Write($"{one.Text}: {one.OldPrice} → {one.NewPrice}, {one.OldAmount} → {one.NewAmount}");
        }

        var issued = await invoices.IssueAsync(actor, draft.Id);
        WriteDocument(issued);

        // end
    }
}
