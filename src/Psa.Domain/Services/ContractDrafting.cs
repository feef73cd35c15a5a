using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Numbering;
using Psa.Sellers;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>Stages new contracts: what creating one and finishing the wizard share.</summary>
internal static class ContractDrafting
{
    /// <summary>Stages a contract as a draft with its parts, and the number it takes from its series.</summary>
    internal static async Task<(Contract Contract, List<ContractPart> Parts)> DraftAsync(
        this IPsaSession session, NewContract request, Customer customer, Actor actor, Instant now, IIdGenerator ids, CancellationToken cancellationToken)
    {
        BillingInformationRules.RequireComplete(customer);
        var entity = await session.FindEntityAsync(request.BillingEntity, customer, cancellationToken).ConfigureAwait(false)
            ?? throw new RuleViolationException(ContractErrors.BillingEntityMissing, "Say which billing entity bills the contract, or set a default one.", customer.Id.Value);
        var allocation = string.IsNullOrWhiteSpace(request.Number)
            ? await session.NumberAsync(entity, now.InUtc().Date, cancellationToken).ConfigureAwait(false)
            : null;
        var currency = request.Currency ?? customer.BillingInformation?.Currency ?? entity.Currency;
        var draft = request.ToContract(ids.Next<Contract>(), session.Tenant, allocation?.Numbers[0] ?? request.Number ?? string.Empty, entity.Id, currency);
        var parts = new List<ContractPart>(request.Parts.Count);
        foreach (var part in request.Parts)
        {
            parts.Add(part.ToPart(ids.Next<ContractPart>(), draft));
        }

        ValidationFailedException.ThrowIfAny(draft.Validate(parts), customer.Id.Value);
        if (allocation is not null)
        {
            session.NumberSeries.Update(allocation.Series);
        }

        var contract = session.Contracts.Add(draft);
        parts = parts.ConvertAll(session.ContractParts.Add);
        session.Events.Append(PsaEvent.By(actor, now, EventKinds.ContractCreated, contract.Id, to: contract.Status.Name));
        return (contract, parts);
    }

    /// <summary>Reads the parts of a contract.</summary>
    internal static async Task<List<ContractPart>> PartsOfAsync(this IPsaSession session, Contract contract, CancellationToken cancellationToken)
    {
        var parts = await session.ContractParts.OfCustomersAsync(IdRange<Customer>.Of(contract.Customer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        parts.RemoveAll(part => part.Contract != contract.Id);
        return parts;
    }

    private static async Task<NumberAllocation> NumberAsync(this IPsaSession session, BillingEntity entity, LocalDate today, CancellationToken cancellationToken) =>
        await session.FindSeriesAsync(entity.Id, NumberPurpose.Contract, cancellationToken).ConfigureAwait(false) is { } series
            ? series.Allocate(entity, today, 1)
            : throw new RuleViolationException(ContractErrors.NumberMissing, "Give the contract a number, or set up a number series for contracts.", entity.Id.Value);
}
