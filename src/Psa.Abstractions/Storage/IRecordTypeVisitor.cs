namespace Psa.Storage;

/// <summary>Does something with each kind of record that must know its type: makes a table, a file, a repository.</summary>
/// <typeparam name="TResult">What it gives.</typeparam>
public interface IRecordTypeVisitor<out TResult>
{
    /// <summary>Does it with one kind.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <param name="type">The kind.</param>
    /// <returns>What it gives.</returns>
    TResult Visit<T>(RecordType<T> type)
        where T : class, IEntity<T>;
}
