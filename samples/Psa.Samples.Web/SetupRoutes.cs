using Psa.Access;
using Psa.Catalog;
using Psa.Numbering;
using Psa.Services;

namespace Psa.Samples.Web;

/// <summary>Who sells, at which tax, with which numbers: once a tenant.</summary>
internal static class SetupRoutes
{
    internal static void MapSetup(this IEndpointRouteBuilder api)
    {
        api.MapPut("/tax-table", (Actor actor, CatalogService catalog, ValueList<TaxTableEntry> entries, CancellationToken stop) =>
            catalog.SaveTaxTableAsync(actor, new() { Id = default, Tenant = actor.Tenant, Entries = entries }, stop));

        api.MapPost("/billing-entities", async (Actor actor, CatalogService catalog, NewSeller seller, CancellationToken stop) =>
        {
            var entity = await catalog.SaveBillingEntityAsync(actor, seller.For(actor.Tenant), stop);
            return TypedResults.Created($"/billing-entities/{entity.Id}", entity);
        });

        api.MapPost("/number-series", (Actor actor, NumberingService numbering, NewNumberSeries series, CancellationToken stop) =>
            numbering.CreateSeriesAsync(actor, series, stop));

        // numbers are given only after somebody said that they go on where the accounting software stands
        api.MapPost("/number-series/{id}/confirm", (Actor actor, NumberingService numbering, Id<NumberSeries> id, long? nextNumber, CancellationToken stop) =>
            numbering.ConfirmAsync(actor, id, nextNumber, on: null, stop));
    }
}
