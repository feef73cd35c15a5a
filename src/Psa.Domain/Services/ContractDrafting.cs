using NodaTime;
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
    internal static Task<(Contract Contract, List<ContractPart> Parts)> DraftAsync(this Step step, NewContract request, Customer customer, IIdGenerator ids, CancellationToken cancellationToken) =>
        step.DraftAsync(request, customer, draft => (draft, PartsOf(request, draft, ids)), ids, cancellationToken);

    /// <summary>Stages a contract as a draft with its parts, and the number it takes from its series.</summary>
    /// <param name="step">The step.</param>
    /// <param name="request">What was agreed.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="fill">Gives the draft what the request doesn't say, and its parts.</param>
    /// <param name="ids">Makes ids.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is staged.</returns>
    internal static async Task<(Contract Contract, List<ContractPart> Parts)> DraftAsync(
        this Step step, NewContract request, Customer customer, Func<Contract, (Contract Contract, List<ContractPart> Parts)> fill, IIdGenerator ids, CancellationToken cancellationToken)
    {
        // what is agreed with a payer, and whether it is erased, are decided by together
        (customer, var payer) = await step.GuardPayerAsync(customer.Id, cancellationToken).ConfigureAwait(false);
        BillingInformationRules.RequireComplete(payer);
        var entity = await step.FindEntityAsync(request.BillingEntity ?? customer.EntityUnder(payer), cancellationToken).AtAsync(nameof(request.BillingEntity)).ConfigureAwait(false)
            ?? throw new RuleViolationException(ContractErrors.BillingEntityMissing, "Say which billing entity bills the contract, or set a default one.", customer.Id.Value).At(nameof(request.BillingEntity));
        entity.RequireActive();
        var allocation = string.IsNullOrWhiteSpace(request.Number)
            ? await step.NumberAsync(entity, await step.TodayAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            : null;
        if (allocation is null && await step.IsTakenAsync(request.Number!, cancellationToken).ConfigureAwait(false))
        {
            throw new RuleViolationException(ContractErrors.NumberTaken, $"Another contract has the number {request.Number}: choose another, or leave it to the number series.", customer.Id.Value).At(nameof(request.Number));
        }

        var currency = request.Currency ?? payer.BillingInformation?.Currency ?? entity.Currency;
        var (draft, parts) = fill(request.ToContract(request.Id.OrNext(ids), step.Tenant, allocation?.Numbers[0] ?? request.Number ?? string.Empty, entity.Id, currency));
        ValidationFailedException.ThrowIfAny([.. RefusedPrices(request), .. draft.Validate(parts)], customer.Id.Value);
        foreach (var assignment in draft.PriceLists)
        {
            await step.GuardAssignableAsync(assignment.PriceList, currency, cancellationToken).ConfigureAwait(false);
        }

        await step.RequireReferencesAsync(draft, parts, cancellationToken).ConfigureAwait(false);

        if (allocation is not null)
        {
            step.Of<NumberSeries>().Update(allocation.Series);
        }

        var contract = step.Of<Contract>().Add(draft);
        parts = parts.ConvertAll(step.Of<ContractPart>().Add);
        step.Append(EventKinds.ContractCreated, contract.Id, to: contract.Status.Name);
        return (contract, parts);
    }

    /// <summary>Finds the contract that an earlier call with the same id made.</summary>
    internal static async Task<Contract?> FindMadeAsync(this Step step, NewContract request, CancellationToken cancellationToken)
    {
        var made = request.Id is { } id ? await step.Of<Contract>().FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
        return made is null || made.Customer == request.Customer ? made : throw new ConcurrencyConflictException(nameof(Contract), made.Id.Value, 0, made.Version);
    }

    /// <summary>Reads the parts of a contract.</summary>
    internal static async Task<List<ContractPart>> PartsOfAsync(this IPsaSession session, Contract contract, CancellationToken cancellationToken)
    {
        var parts = await session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(IdRange<Customer>.Of(contract.Customer)), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        parts.RemoveAll(part => part.Contract != contract.Id);
        return parts;
    }

    private static List<ContractPart> PartsOf(NewContract request, Contract draft, IIdGenerator ids)
    {
        var parts = new List<ContractPart>(request.Parts.Count);
        foreach (var part in request.Parts)
        {
            parts.Add(part.ToPart(part.Id.OrNext(ids), draft));
        }

        return parts;
    }

    private static List<Problem> RefusedPrices(NewContract request)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < request.Parts.Count; i++)
        {
            if (ContractPartRules.RefusedPrice(request.Parts[i].PriceBehaviour, request.Parts[i].UnitPrice, FormattableString.Invariant($"Parts[{i}].UnitPrice")) is { } refused)
            {
                problems.Add(refused);
            }
        }

        return problems;
    }

    // numbers that people gave by hand are passed over
    private static async Task<NumberAllocation> NumberAsync(this IPsaSession session, BillingEntity entity, LocalDate today, CancellationToken cancellationToken)
    {
        var series = await session.FindSeriesAsync(entity.Id, NumberPurpose.Contract, cancellationToken).ConfigureAwait(false)
            ?? throw new RuleViolationException(ContractErrors.NumberMissing, "Give the contract a number, or set up a number series for contracts.", entity.Id.Value).At(nameof(NewContract.Number));
        var allocation = series.Allocate(entity, today, 1);
        while (await session.IsTakenAsync(allocation.Numbers[0], cancellationToken).ConfigureAwait(false))
        {
            allocation = allocation.Series.Allocate(entity, today, 1);
        }

        return allocation;
    }

    internal static async ValueTask<bool> IsTakenAsync(this IPsaSession session, string number, CancellationToken cancellationToken) =>
        await session.Of<Contract>().FirstAsync(ContractRecords.OfNumber(number), cancellationToken).ConfigureAwait(false) is not null;
}
