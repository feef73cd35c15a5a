using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Services;

namespace Psa.Samples.Web;

/// <summary>Contracts, their parts and their history.</summary>
internal static class ContractRoutes
{
    internal static void MapContracts(this IEndpointRouteBuilder api)
    {
        api.MapPost("/contracts", async (Actor actor, ContractService contracts, NewContract contract, CancellationToken stop) =>
        {
            var created = await contracts.CreateAsync(actor, contract, stop);
            return TypedResults.Created($"/contracts/{created.Id}", created);
        });

        api.MapGet("/contracts/{id}", async (Actor actor, ContractService contracts, Id<Contract> id, CancellationToken stop) =>
            await contracts.FindAsync(actor, id, stop) ?? throw new EntityNotFoundException(nameof(Contract), id.Value));

        api.MapGet("/customers/{id}/contracts", (Actor actor, ContractService contracts, Id<Customer> id, string? after, int size = 100, CancellationToken stop = default) =>
            contracts.ListAsync(actor, new() { Customer = id }, new() { After = after, Size = size }, stop));

        api.MapGet("/contracts/{id}/parts", (Actor actor, ContractService contracts, Id<Contract> id, CancellationToken stop) =>
            contracts.PartsOfAsync(actor, id, stop));

        api.MapPost("/contracts/{id}/activate", (Actor actor, ContractService contracts, Id<Contract> id, string? passReason, CancellationToken stop) =>
            contracts.ActivateAsync(actor, id, passReason, stop));

        // who did what to it and its parts, newest first
        api.MapGet("/contracts/{id}/events", (Actor actor, EventService events, Id<Contract> id, string? after, int size = 100, CancellationToken stop = default) =>
            events.ListAsync(actor, new() { WholeId = id.Value }, new() { After = after, Size = size }, stop));
    }
}
