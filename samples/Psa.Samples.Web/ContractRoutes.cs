using Psa.Access;
using Psa.Contracts;
using Psa.Services;

namespace Psa.Samples.Web;

/// <summary>Contracts and their parts.</summary>
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

        api.MapGet("/contracts/{id}/parts", (Actor actor, ContractService contracts, Id<Contract> id, CancellationToken stop) =>
            contracts.PartsOfAsync(actor, id, stop));

        api.MapPost("/contracts/{id}/activate", (Actor actor, ContractService contracts, Id<Contract> id, CancellationToken stop) =>
            contracts.ActivateAsync(actor, id, stop));
    }
}
