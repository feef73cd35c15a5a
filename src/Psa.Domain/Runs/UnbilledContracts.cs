using System.Linq;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Runs;

/// <summary>Finds contracts that bill nothing although their time has come, so that nobody has to notice an invoice that isn't there.</summary>
internal static class UnbilledContracts
{
    private const int Few = 4;

    /// <summary>Names a customer's contracts with the run's entity that began and are still drafts, or are in force without a part.</summary>
    /// <param name="facts">The customer as stored.</param>
    /// <param name="context">The run.</param>
    /// <returns>An obstacle a contract, <c>contract.left_as_draft</c> or <c>contract.without_parts</c>; none of one that has ended, or is yet to begin.</returns>
    public static IEnumerable<Obstacle> Of(CustomerFacts facts, BillingContext context)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(context);
        HashSet<Id<Contract>>? withParts = null;
        foreach (var contract in facts.Contracts)
        {
            if (contract.BillingEntity != context.Entity.Id || contract.EffectiveFrom > context.Through)
            {
                continue;
            }

            if (contract.Status == ContractStatus.Draft)
            {
                yield return Unbilled(
                    contract,
                    ObstacleReason.ContractDraft,
                    ContractErrors.LeftAsDraft,
                    $"The contract {contract.Number} should have begun on {contract.EffectiveFrom:R} and is still a draft: activate it, or discard it.");
            }
            else if (contract.IsRunning(context) && !HasPart(contract, facts, ref withParts))
            {
                yield return Unbilled(
                    contract,
                    ObstacleReason.ContractEmpty,
                    ContractErrors.WithoutParts,
                    $"The contract {contract.Number} is in force since {contract.EffectiveFrom:R} and has no part, so it bills nothing: add its parts, or terminate it.");
            }
        }
    }

    // a set pays only from some contracts on
    private static bool HasPart(Contract contract, CustomerFacts facts, ref HashSet<Id<Contract>>? withParts)
    {
        if (facts.Contracts.Count > Few)
        {
            return (withParts ??= [.. facts.Parts.Select(static part => part.Contract)]).Contains(contract.Id);
        }

        for (var i = 0; i < facts.Parts.Count; i++)
        {
            if (facts.Parts[i].Contract == contract.Id)
            {
                return true;
            }
        }

        return false;
    }

    // of several contracts of a customer, each is an obstacle of its own
    private static Obstacle Unbilled(Contract contract, ObstacleReason reason, string code, string message) => new(reason, code, message) { Group = contract.Id.ToString() };

    // what nobody noted as ended counts as in force, and one that was terminated until its last day
    private static bool IsRunning(this Contract contract, BillingContext context) =>
        contract.Status == ContractStatus.Active
        || contract.Status == ContractStatus.Suspended
        || (contract.Status.IsBilled && context.Through.IsBefore(contract.EndExclusive()));
}
