namespace Psa.Records;

/// <summary>Sorts what mostly is sorted, since a run writes its records in the order of their customers.</summary>
internal static class NearOrder
{
    internal static void Order<T>(this Span<T> rows, IComparer<T> order)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (order.Compare(rows[i - 1], rows[i]) > 0)
            {
                rows.Sort(order);
                return;
            }
        }
    }
}
