using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>What an adjustment looks up: prices, tax codes and payers that lines don't say themselves, and rates.</summary>
public sealed record AdjustmentCatalog
{
    /// <summary>Gets what finds the price of a performed line at its date, or <see langword="null"/> where there is none.</summary>
    public Func<AdjustmentLine, UnitPrice?> PriceOf { get; init; } = static _ => null;

    /// <summary>Gets what finds the tax code of a line that has none.</summary>
    public Func<AdjustmentLine, string> TaxCodeOf { get; init; } = static _ => string.Empty;

    /// <summary>Gets what finds why a line can't be taxed, or <see langword="null"/> where it can.</summary>
    public Func<AdjustmentLine, Problem?> TaxProblemOf { get; init; } = static _ => null;

    /// <summary>Gets what finds who pays for a customer.</summary>
    public Func<Id<Customer>, Id<Customer>> PayerOf { get; init; } = static customer => customer;

    /// <summary>Gets what one unit of another currency is worth in the currency of what was billed.</summary>
    public IReadOnlyDictionary<Currency, decimal> Rates { get; init; } = new Dictionary<Currency, decimal>();

    /// <summary>Gets how sums are rounded.</summary>
    public Rounding Rounding { get; init; }
}
