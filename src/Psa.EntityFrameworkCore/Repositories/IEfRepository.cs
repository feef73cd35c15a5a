using Microsoft.Data.Sqlite;

namespace Psa.EntityFrameworkCore;

/// <summary>What the session needs of a repository, whatever its kind of record.</summary>
internal interface IEfRepository
{
    /// <summary>Gets whether anything is staged.</summary>
    bool HasStaged { get; }

    /// <summary>Throws when what is staged contradicts itself.</summary>
    void CheckStaged();

    /// <summary>Throws when a staged record isn't the stored one any more.</summary>
    void CheckVersions(SqliteConnection connection);

    /// <summary>Writes what is staged, within the session's transaction.</summary>
    void Write(SqliteConnection connection);

    /// <summary>Forgets what is staged.</summary>
    void Clear();
}
