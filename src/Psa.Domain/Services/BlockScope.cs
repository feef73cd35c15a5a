using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Work;

namespace Psa.Services;

/// <summary>The parts that sell hours to a ticket or project: those of the contract that it names, else those of all contracts of its customer.</summary>
/// <param name="Parts">The parts, each with its contract and its lots, which were read.</param>
internal sealed record BlockScope(IReadOnlyList<(Contract Contract, ContractPart Part, List<Lot> Lots)> Parts)
{
    /// <summary>Gives the lots that work of a day takes, in order: of contracts that are in force on it.</summary>
    internal List<Lot> ValidOn(LocalDate day)
    {
        var lots = new List<Lot>();
        foreach (var (contract, _, own) in Parts)
        {
            if (WorkCover.IsInForce(contract, day))
            {
                lots.AddRange(own.FindAll(lot => lot.IsValidOn(day)));
            }
        }

        lots.Sort(Lot.Compare);
        return lots;
    }

    /// <summary>Gives what parts in force on a day say of hours that lots don't cover.</summary>
    internal IEnumerable<BlockTerms> OverageOn(LocalDate day)
    {
        foreach (var (contract, part, _) in Parts)
        {
            if (part.Block is { } block && (block.OverageRate is not null || block.OveragePriceList is not null) && WorkCover.IsInForce(contract, part, day))
            {
                yield return block;
            }
        }
    }
}
