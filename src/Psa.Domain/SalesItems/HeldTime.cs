using Psa.Work;

namespace Psa.SalesItems;

/// <summary>On which items of a ticket or project the minutes of its entries stand: items name those whose minutes they bill, and those that they take back.</summary>
internal static class HeldTime
{
    /// <summary>Walks over items.</summary>
    /// <param name="items">The items, by ordinal.</param>
    /// <param name="isInvoiced">Whether only those on invoices, or on drafts of some, are looked at.</param>
    /// <returns>Where each entry stands, by the places of the item and of the share in it.</returns>
    internal static Dictionary<Id<TimeEntry>, (int Item, int Share)> Of(IReadOnlyList<SalesItem> items, bool isInvoiced = false)
    {
        var held = new Dictionary<Id<TimeEntry>, (int Item, int Share)>();
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
                    held.Remove(entry);
                }
            }

            for (var j = 0; j < items[i].Work.Count; j++)
            {
                foreach (var entry in items[i].Work[j].Entries)
                {
                    held[entry] = (i, j);
                }
            }
        }

        return held;
    }
}
