using Psa.Work;

namespace Psa.SalesItems;

/// <summary>On which items of a ticket or project the minutes of its entries stand: items name those whose minutes they bill, and those that they take back.</summary>
internal static class HeldTime
{
    /// <summary>Walks over items.</summary>
    /// <param name="items">The items, by ordinal.</param>
    /// <param name="isInvoiced">Whether only those on invoices, or on drafts of some, are looked at.</param>
    /// <returns>
    /// Where each entry stands, by the places of the item and of the share in it: once, but for one of which an item that took it back was released since, after it was billed again.
    /// </returns>
    internal static Dictionary<Id<TimeEntry>, List<(int Item, int Share)>> Of(IReadOnlyList<SalesItem> items, bool isInvoiced = false)
    {
        var held = new Dictionary<Id<TimeEntry>, List<(int Item, int Share)>>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Released || (isInvoiced && items[i].Status != SalesItemStatus.Invoiced))
            {
                continue;
            }

            foreach (var share in items[i].Work)
            {
                foreach (var entry in share.Returned)
                {
                    TakeBack(entry, share);
                }
            }

            for (var j = 0; j < items[i].Work.Count; j++)
            {
                foreach (var entry in items[i].Work[j].Entries)
                {
                    (held.TryGetValue(entry, out var places) ? places : held[entry] = []).Add((i, j));
                }
            }
        }

        return held;

        void TakeBack(Id<TimeEntry> entry, WorkShare share)
        {
            if (held.TryGetValue(entry, out var places) && places.FindIndex(place => items[place.Item].Work[place.Share].IsLike(share)) is >= 0 and var at)
            {
                places.RemoveAt(at);
                if (places.Count == 0)
                {
                    held.Remove(entry);
                }
            }
        }
    }
}
