using NodaTime;

namespace Psa.Contracts;

/// <summary>How an agreed price or scheme rose by the contract's escalations to the one that is billed.</summary>
/// <param name="AgreedFrom">The first day of what was agreed.</param>
/// <param name="Steps">The steps since, one entry for each escalation that raised it.</param>
public sealed record PriceRise(LocalDate AgreedFrom, ValueList<PriceSteps> Steps)
{
    /// <summary>Gets the price as agreed, or <see langword="null"/> when prices of the scheme rose.</summary>
    public UnitPrice? Price { get; init; }

    /// <summary>Gets the scheme as agreed, or <see langword="null"/> when the price of a unit rose.</summary>
    public PricingScheme? Pricing { get; init; }
}
