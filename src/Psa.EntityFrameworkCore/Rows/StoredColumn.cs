namespace Psa.EntityFrameworkCore;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Type">What it holds.</param>
internal readonly record struct StoredColumn(string Name, StoredType Type)
{
    /// <summary>Gets the name as it stands in statements.</summary>
    internal string Quoted => $"\"{Name}\"";
}
