namespace Psa;

/// <summary>Amounts of two currencies met in one calculation. Code <c>money.currency_mismatch</c>.</summary>
/// <param name="left">The first currency.</param>
/// <param name="right">The second currency.</param>
public sealed class CurrencyMismatchException(Currency left, Currency right)
    : PsaException(
        MoneyErrors.CurrencyMismatch,
        $"{left} and {right} can't be used in one calculation: convert one of them first, or keep them on separate documents.",
        ValueList<Guid>.Empty)
{
    /// <summary>Gets the first currency.</summary>
    public Currency Left { get; } = left;

    /// <summary>Gets the second currency.</summary>
    public Currency Right { get; } = right;
}
