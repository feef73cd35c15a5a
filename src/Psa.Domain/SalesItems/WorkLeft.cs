using Psa.Access;
using Psa.Work;

namespace Psa.SalesItems;

/// <summary>
/// What is left to be billed of a ticket or project, or to be given back: what its time comes to, less what earlier items bill of it. Where what is taken back and what is approved even out, no item says so:
/// then the item that bills the minutes of the one entry bills those of the other.
/// </summary>
internal sealed class WorkLeft
{
    private readonly IReadOnlyList<SalesItem> _before;
    private readonly Dictionary<Id<TimeEntry>, List<(int Item, int Share)>> _held;
    private readonly Dictionary<Id<TimeEntry>, UserId> _users;
    private readonly Dictionary<Id<TimeEntry>, int> _wanted = [];
    private readonly SortedDictionary<int, SalesItem> _passed = [];

    private WorkLeft(IReadOnlyList<SalesItem> before, IReadOnlyCollection<TimeEntry> entries)
    {
        (_before, _held, _users) = (before, HeldTime.Of(before), new(entries.Count));
        foreach (var entry in entries)
        {
            _users[entry.Id] = entry.User;
        }
    }

    /// <summary>Gets what is left of each share of which anything is.</summary>
    internal List<WorkShare> Shares { get; } = [];

    /// <summary>Computes what is left.</summary>
    /// <param name="expected">What the time comes to.</param>
    /// <param name="before">The items before the next, by ordinal.</param>
    /// <param name="entries">All time of the ticket or project.</param>
    internal static WorkLeft Of(List<WorkShare> expected, IReadOnlyList<SalesItem> before, IReadOnlyCollection<TimeEntry> entries)
    {
        var (left, shares) = (new WorkLeft(before, entries), new List<WorkShare>(expected));
        foreach (var item in before)
        {
            foreach (var billed in item.Released ? [] : item.Work)
            {
                var at = shares.FindIndex(billed.IsLike);
                if (at < 0)
                {
                    shares.Add(billed with { Minutes = -billed.Minutes, Amount = -billed.Amount, Entries = [], Returned = [] });
                }
                else
                {
                    shares[at] = shares[at] with { Minutes = shares[at].Minutes - billed.Minutes, Amount = shares[at].Amount - billed.Amount };
                }
            }
        }

        left.Add(shares);
        return left;
    }

    /// <summary>Passes the minutes of entries that were taken back on to others where nothing else is left of their share: that is no matter of the next item then.</summary>
    /// <returns>The items that this changes.</returns>
    internal List<SalesItem> PassEven()
    {
        foreach (var share in Shares)
        {
            if (MayPass(share))
            {
                Pass([share]);
            }
        }

        Shares.RemoveAll(MayPass);
        return [.. _passed.Values];
    }

    /// <summary>Passes the minutes of all entries that were taken back on to others, since there is no next item: shares even out with one another too.</summary>
    /// <returns>The items that this changes.</returns>
    internal List<SalesItem> PassAll()
    {
        _ = PassEven();
        Pass(Shares.FindAll(static share => !IsEven(share)));
        return [.. _passed.Values];
    }

    private static bool IsEven(WorkShare share) => share.Minutes == 0m && share.Amount.IsZero;

    // what only counts for another share now isn't gone
    private bool MayPass(WorkShare share)
    {
        foreach (var entry in share.Returned)
        {
            if (_wanted.ContainsKey(entry))
            {
                return false;
            }
        }

        return IsEven(share) && !share.Returned.IsEmpty;
    }

    // an entry that stands on an item and counts for another share now is taken back of the one, and new to the other; one that stands twice is taken back once
    private void Add(List<WorkShare> shares)
    {
        var (own, returned) = (new List<Id<TimeEntry>>[shares.Count], new List<Id<TimeEntry>>[shares.Count]);
        for (var i = 0; i < shares.Count; i++)
        {
            (own[i], returned[i]) = ([], []);
            foreach (var entry in shares[i].Entries)
            {
                _wanted[entry] = i;
            }
        }

        var stays = new HashSet<Id<TimeEntry>>();
        foreach (var (entry, places) in _held)
        {
            foreach (var place in places)
            {
                var at = shares.FindIndex(_before[place.Item].Work[place.Share].IsLike);
                if (!_wanted.TryGetValue(entry, out var now) || now != at || !stays.Add(entry))
                {
                    returned[at].Add(entry);
                }
            }
        }

        for (var i = 0; i < shares.Count; i++)
        {
            foreach (var entry in shares[i].Entries)
            {
                if (!stays.Contains(entry))
                {
                    own[i].Add(entry);
                }
            }

            if (own[i].Count > 0 || returned[i].Count > 0 || !IsEven(shares[i]))
            {
                returned[i].Sort();
                var share = shares[i] with { Entries = own[i].ToValueList(), Returned = returned[i].ToValueList() };

                // a difference of rounding is all people's, and who deleted time since is known still
                Shares.Add(PeopleOf(share) is { IsEmpty: false } people ? share with { People = people } : share);
            }
        }
    }

    private void Pass(List<WorkShare> shares)
    {
        var (gone, more) = (new List<(Id<TimeEntry> Entry, (int Item, int Share) Place)>(), new List<Id<TimeEntry>>());
        foreach (var share in shares)
        {
            foreach (var entry in new HashSet<Id<TimeEntry>>(share.Returned))
            {
                foreach (var place in _wanted.ContainsKey(entry) ? [] : _held[entry])
                {
                    if (_before[place.Item].Work[place.Share].IsLike(share))
                    {
                        gone.Add((entry, place));
                    }
                }
            }

            foreach (var entry in share.Entries)
            {
                if (!_held.ContainsKey(entry))
                {
                    more.Add(entry);
                }
            }
        }

        // where nothing is taken back, what is new waits for the next item
        gone.Sort(static (one, other) => one.Place.CompareTo(other.Place) is var byPlace and not 0 ? byPlace : one.Entry.CompareTo(other.Entry));
        foreach (var (entry, place) in gone)
        {
            List<Id<TimeEntry>> entries = [.. ShareAt(place).Entries];
            entries.Remove(entry);
            Put(place, entries);
        }

        for (var i = 0; i < more.Count && gone.Count > 0; i++)
        {
            var place = Behind(more[i], gone[Math.Min(i, gone.Count - 1)].Place);
            Put(place, [.. ShareAt(place).Entries, more[i]]);
        }
    }

    // what took the same entry back before is over
    private (int Item, int Share) Behind(Id<TimeEntry> entry, (int Item, int Share) place)
    {
        for (var i = place.Item + 1; i < _before.Count; i++)
        {
            for (var j = 0; j < _before[i].Work.Count && !_before[i].Released; j++)
            {
                place = _before[i].Work[j].Returned.AsSpan().Contains(entry) ? (i, j) : place;
            }
        }

        return place;
    }

    private SalesItem ItemAt(int place) => _passed.GetValueOrDefault(place, _before[place]);

    private WorkShare ShareAt((int Item, int Share) place) => ItemAt(place.Item).Work[place.Share];

    private void Put((int Item, int Share) place, List<Id<TimeEntry>> entries)
    {
        var item = ItemAt(place.Item);
        var share = item.Work[place.Share] with { Entries = entries.ToValueList() };
        _passed[place.Item] = item with { Work = item.Work.SetItem(place.Share, share with { People = PeopleOf(share) }) };
    }

    // whose work an item bills and gives back
    private ValueList<UserId> PeopleOf(WorkShare share)
    {
        var people = new SortedSet<UserId>();
        foreach (var entry in (ReadOnlySpan<Id<TimeEntry>>)[.. share.Entries, .. share.Returned])
        {
            if (_users.TryGetValue(entry, out var user))
            {
                people.Add(user);
            }
        }

        return people.ToValueList();
    }
}
