using NodaTime;
using Psa.Contracts;

namespace Psa.Work;

/// <summary>
/// What approved time consumed of one lot of hours. Its id is derived from the part and the period's start, and it is made with the first consumption, so that two approvals that take of one lot conflict.
/// What a lot has to give follows from its sales items.
/// </summary>
public sealed record BlockBalance : IEntity<BlockBalance>
{
    /// <inheritdoc/>
    public required Id<BlockBalance> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the part that sells the lot.</summary>
    public required Id<ContractPart> Part { get; init; }

    /// <summary>Gets the first day of the period with which it was sold.</summary>
    public required LocalDate PeriodStart { get; init; }

    /// <summary>Gets what was consumed, in the order of approval.</summary>
    public ValueList<BlockUse> Uses { get; init; }

    /// <summary>Gets the thresholds that were announced and that what is consumed still reaches, as percentages.</summary>
    public ValueList<int> Reached { get; init; }
}
