using NodaTime;

namespace Psa;

/// <summary>An entry of a list of dated facts: it says only what changes, is added and withdrawn, and never changed.</summary>
/// <typeparam name="TSelf">The entries.</typeparam>
internal interface IDatedEntry<TSelf>
    where TSelf : class, IDatedEntry<TSelf>
{
    LocalDate EffectiveFrom { get; }

    Withdrawal? Withdrawn { get; }

    /// <summary>Gets the id, or <see langword="null"/>.</summary>
    Guid? EntryId { get; }

    /// <summary>Gets whether it says anything that bills.</summary>
    bool StatesSomething { get; }

    /// <summary>Tells whether two state something of the same kind, so that the later of them replaces the other.</summary>
    bool Overlaps(TSelf other);

    /// <summary>Tells whether two say the same, whatever their ids and whether one was withdrawn.</summary>
    bool Says(TSelf other);

    /// <summary>Gives the entry as withdrawn.</summary>
    TSelf Withdraw(Withdrawal withdrawal);
}
