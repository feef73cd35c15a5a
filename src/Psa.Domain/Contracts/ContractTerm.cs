using NodaTime;

namespace Psa.Contracts;

/// <summary>When contracts end, as their dates say.</summary>
public static class ContractTerm
{
    /// <summary>
    /// Gives the day after a contract's last: its termination's, else its agreed one's; open with an automatic renewal or without an agreed end.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <returns>The day after the last, or <see langword="null"/> while the end is open.</returns>
    [Pure]
    public static LocalDate? EndExclusive(this Contract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.Termination is { } termination)
        {
            var end = termination.LastDay.PlusDays(1);
            return contract is { Renewal: null, LastDay: { } agreed } && agreed < end ? agreed.PlusDays(1) : end;
        }

        return contract.Renewal is null ? contract.LastDay?.PlusDays(1) : null;
    }

    /// <summary>Gives the last day of a contract's next term, by the agreed months of renewal: what to renew it to.</summary>
    /// <param name="contract">The contract.</param>
    /// <returns>The last day, or <see langword="null"/> when no months of renewal are agreed or the term is open.</returns>
    [Pure]
    public static LocalDate? NextLastDay(this Contract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract.TermEnd(1);
    }
}
