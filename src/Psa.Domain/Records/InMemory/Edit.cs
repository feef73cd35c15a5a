namespace Psa.Records;

/// <summary>A row that comes into <see cref="SortedRows{T}"/>, in place of its equal if there is one, or that goes.</summary>
/// <param name="Row">The row.</param>
/// <param name="IsRemoval">Whether it goes.</param>
/// <param name="Place">Its place among the changes of a commit, as they were made.</param>
internal record struct Edit<T>(T Row, bool IsRemoval, int Place)
    where T : class
{
    /// <summary>Gets or sets the row that stood in its place; it is set while the change is made.</summary>
    internal T? Stood { get; set; }
}
