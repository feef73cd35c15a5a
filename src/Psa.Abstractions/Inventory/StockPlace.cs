namespace Psa.Inventory;

/// <summary>Where goods are: in a location, in transit with a transfer, or, of no location, anywhere.</summary>
/// <param name="Location">The location.</param>
/// <param name="Transfer">The transfer, of goods in transit.</param>
internal readonly record struct StockPlace(Id<StockLocation>? Location, Id<StockTransfer>? Transfer = null) : IComparable<StockPlace>
{
    /// <inheritdoc/>
    public int CompareTo(StockPlace other) =>
        Nullable.Compare(Location, other.Location) is var byLocation and not 0 ? byLocation : Nullable.Compare(Transfer, other.Transfer);

    public static bool operator <(StockPlace left, StockPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(StockPlace left, StockPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(StockPlace left, StockPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StockPlace left, StockPlace right) => left.CompareTo(right) >= 0;
}
