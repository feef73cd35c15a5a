using Psa.Access;
using Psa.Customers;
using Psa.Invoices;
using Psa.Services;

namespace Psa.Samples.Web;

/// <summary>Invoices: a client sees its own, once they are issued, and the routes know nothing of that.</summary>
internal static class InvoiceRoutes
{
    internal static void MapInvoices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/invoices/{id}", async (Actor actor, InvoiceService invoices, Id<Invoice> id, CancellationToken stop) =>
            await invoices.FindAsync(actor, id, stop) ?? throw new EntityNotFoundException(nameof(Invoice), id.Value));

        // newest first
        api.MapGet("/customers/{id}/invoices", (Actor actor, InvoiceService invoices, Id<Customer> id, string? after, int size = 100, CancellationToken stop = default) =>
            invoices.ListAsync(actor, new() { Customer = id, Descending = true }, new() { After = after, Size = size }, stop));
    }
}
