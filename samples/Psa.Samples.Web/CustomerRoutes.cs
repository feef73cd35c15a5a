using Psa.Access;
using Psa.Customers;
using Psa.Runs;
using Psa.Services;

namespace Psa.Samples.Web;

/// <summary>Customers, and what the next run would bill one of them.</summary>
internal static class CustomerRoutes
{
    internal static void MapCustomers(this IEndpointRouteBuilder api)
    {
        api.MapPost("/customers", async (Actor actor, CustomerService customers, NewCustomer customer, CancellationToken stop) =>
        {
            var created = await customers.CreateAsync(actor, customer, stop);
            return TypedResults.Created($"/customers/{created.Id}", created);
        });

        // an id that is no id never gets here: the route binds it
        api.MapGet("/customers/{id}", async (Actor actor, CustomerService customers, Id<Customer> id, CancellationToken stop) =>
            await customers.FindAsync(actor, id, stop) ?? throw new EntityNotFoundException(nameof(Customer), id.Value));

        // a page ends with the key of the next: /customers?name=bakery&after=…
        api.MapGet("/customers", (Actor actor, CustomerService customers, string? name, string? after, int size = 100, CancellationToken stop = default) =>
            customers.ListAsync(actor, new() { NameContains = name, Order = CustomerOrder.Name }, new() { After = after, Size = size }, stop));

        api.MapPost("/customers/{id}/preview", async (Actor actor, BillingRunService runs, Id<Customer> id, BillingRunPlan plan, CancellationToken stop) =>
            (await runs.PreviewAsync(actor, plan, id, stop)).Invoices);
    }
}
