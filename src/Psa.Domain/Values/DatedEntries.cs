using NodaTime;

namespace Psa;

/// <summary>Lists of dated entries, ascending by date, later recorded ones of one date last: entries are added and withdrawn, never changed.</summary>
internal static class DatedEntries
{
    /// <summary>Adds an entry behind all others of its date or an earlier one.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="added">The entry.</param>
    /// <param name="refusal">The code of what can't be added.</param>
    /// <param name="owner">Whose entries they are.</param>
    /// <returns>The entries with it; the same ones when it was added before, or they say so already.</returns>
    /// <exception cref="RuleViolationException">It states nothing, is withdrawn from the beginning, or has the id of another entry.</exception>
    internal static ValueList<T> With<T>(ValueList<T> entries, T added, string refusal, Guid owner)
        where T : class, IDatedEntry<T>
    {
        if (!added.StatesSomething || added.Withdrawn is not null)
        {
            throw new RuleViolationException(refusal, $"The entry from {added.EffectiveFrom:R} changes nothing: say what holds from then on, or withdraw the entry that is wrong.", owner);
        }

        if (Find(entries, added.EntryId) is var known && known >= 0)
        {
            // the change was made before, whatever became of it
            return entries[known].Says(added)
                ? entries
                : throw new RuleViolationException(refusal, $"The id {added.EntryId} is that of another entry, from {entries[known].EffectiveFrom:R}: give this one an id of its own.", owner);
        }

        var at = entries.Count;
        while (at > 0 && entries[at - 1].EffectiveFrom > added.EffectiveFrom)
        {
            at--;
        }

        if (added.EntryId is null && IsSaid(entries, added, at))
        {
            return entries;
        }

        var list = new List<T>(entries);
        list.Insert(at, added);
        return list.ToValueList();
    }

    /// <summary>Withdraws the entry of an id; one that was withdrawn before stays as it is.</summary>
    /// <exception cref="EntityNotFoundException">There is none.</exception>
    internal static ValueList<T> Without<T>(ValueList<T> entries, Guid id, Withdrawal withdrawal)
        where T : class, IDatedEntry<T>
    {
        var at = Find(entries, id);
        return at < 0 ? throw new EntityNotFoundException(typeof(T).Name, id) : entries[at].Withdrawn is null ? entries.SetItem(at, entries[at].Withdraw(withdrawal)) : entries;
    }

    /// <summary>Gives the earliest entry that wasn't withdrawn; -1 when there is none.</summary>
    internal static int Earliest<T>(ReadOnlySpan<T> entries)
        where T : class, IDatedEntry<T>
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Withdrawn is null)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Gives the date of the first entry in which two lists differ: days before it hold what they held.</summary>
    /// <param name="before">The entries before.</param>
    /// <param name="after">The entries after.</param>
    /// <param name="start">The day from which the earliest entry holds.</param>
    /// <returns>The date; the start where another entry is the earliest now; <see langword="null"/> when none differs.</returns>
    internal static LocalDate? FirstDifference<T>(ValueList<T> before, ValueList<T> after, LocalDate start)
        where T : class, IDatedEntry<T>
    {
        var (one, other) = (Earliest(before.AsSpan()), Earliest(after.AsSpan()));
        if ((one < 0) != (other < 0) || (one >= 0 && !before[one].Equals(after[other])))
        {
            return start;
        }

        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            if (i >= before.Count || i >= after.Count || !before[i].Equals(after[i]))
            {
                return OpenDates.Earlier(i < before.Count ? before[i].EffectiveFrom : null, i < after.Count ? after[i].EffectiveFrom : null);
            }
        }

        return null;
    }

    /// <summary>Tells whether an entry says anything that bills.</summary>
    internal static bool StatesSomething<T>(T entry)
        where T : class, IDatedEntry<T> => entry.StatesSomething;

    private static int Find<T>(ValueList<T> entries, Guid? id)
        where T : class, IDatedEntry<T>
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (id is not null && entries[i].EntryId == id)
            {
                return i;
            }
        }

        return -1;
    }

    // what none of the later recorded ones of the date replaced
    private static bool IsSaid<T>(ValueList<T> entries, T added, int at)
        where T : class, IDatedEntry<T>
    {
        for (var i = at - 1; i >= 0 && entries[i].EffectiveFrom == added.EffectiveFrom; i--)
        {
            if (entries[i].Withdrawn is null && (entries[i].Says(added) || entries[i].Overlaps(added)))
            {
                return entries[i].Says(added);
            }
        }

        return false;
    }
}
