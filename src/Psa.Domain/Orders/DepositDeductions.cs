using Psa.Documents;

namespace Psa.Orders;

/// <summary>How much of the deposits on an order what is billed of it deducts (R-DEPOSIT).</summary>
internal static class DepositDeductions
{
    /// <summary>
    /// Gives what is deducted of each line of issued deposits: as much as what is billed at its code allows, or in proportion to what is billed of the code so far; all that is left where all of the
    /// order is billed. Never more than what is billed at the code, all deposits together.
    /// </summary>
    /// <param name="deposits">The deposits, the oldest first.</param>
    /// <param name="billing">What is billed now, by code.</param>
    /// <param name="billed">What is billed of the order so far, this counted, by code.</param>
    /// <param name="ordered">What the order comes to, by code.</param>
    /// <param name="isAll">Whether nothing of the order is left to be billed.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    /// <returns>The deductions, above zero where what is billed is; each of one line of a deposit.</returns>
    internal static List<(DepositState Deposit, DepositLine Line, Money Amount)> Of(
        IEnumerable<DepositState> deposits,
        IReadOnlyDictionary<string, Money> billing,
        IReadOnlyDictionary<string, Money> billed,
        IReadOnlyDictionary<string, Money> ordered,
        bool isAll,
        Rounding rounding)
    {
        var (deductions, allowed) = (new List<(DepositState, DepositLine, Money)>(), new Dictionary<string, Money>(billing, StringComparer.Ordinal));
        foreach (var deposit in deposits)
        {
            foreach (var line in deposit.Number is null ? [] : deposit.Lines)
            {
                if (!allowed.TryGetValue(line.TaxCode, out var most) || most.Sign * line.Left.Sign <= 0)
                {
                    continue;
                }

                var due = line.Left;
                if (deposit.Deposit.Deduction == DepositDeduction.ProRata && !isAll)
                {
                    due = Least(Due(line, billed[line.TaxCode], ordered.GetValueOrDefault(line.TaxCode), rounding), line.Left);
                }

                var amount = Least(due, most);
                if (amount.Sign * line.Left.Sign > 0)
                {
                    deductions.Add((deposit, line, amount));
                    allowed[line.TaxCode] = most - amount;
                }
            }
        }

        return deductions;
    }

    // by running total of what is billed of the code: what was credited of the deposit is no part of it any more
    private static Money Due(DepositLine line, Money billed, Money ordered, Rounding rounding)
    {
        var whole = line.Line.Amount - line.Credited;
        return (billed.Abs() >= ordered.Abs() ? whole : LineParts.UpTo(whole, billed, ordered, rounding)) - line.Deducted;
    }

    // the one that is nearer to zero; one of the other sign is nothing
    private static Money Least(Money one, Money other) => one.Sign * other.Sign <= 0 ? Money.Zero(one.Currency) : one.Abs() < other.Abs() ? one : other;
}
