namespace Psa.Storage;

/// <summary>Orders of rows, key by key.</summary>
internal static class Order
{
    /// <summary>Compares the next key when the keys before are equal.</summary>
    internal static int Then<T>(this int soFar, T left, T right)
        where T : IComparable<T> =>
        soFar != 0 ? soFar : left.CompareTo(right);

    /// <summary>Compares the next text, ordinal, nothing first, when the keys before are equal.</summary>
    internal static int Then(this int soFar, string? left, string? right) =>
        soFar != 0 ? soFar : string.CompareOrdinal(left, right);
}
