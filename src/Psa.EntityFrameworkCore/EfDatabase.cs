using System.Data.Common;

namespace Psa.EntityFrameworkCore;

/// <summary>One database as sessions need it: connections, contexts, the bulk commit, and what its complaints mean.</summary>
internal abstract class EfDatabase : IDisposable
{
    /// <summary>Gets whether several readers can be open on one connection.</summary>
    internal abstract bool ReadsSideBySide { get; }

    public abstract void Dispose();

    /// <summary>Opens a connection to a database that is up to date; before the first one makes it so.</summary>
    internal abstract ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Makes sure that a host's database is up to date; our tables aren't made in a host's transaction.</summary>
    internal abstract ValueTask CheckReadyAsync(DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Makes a context on a connection.</summary>
    internal abstract PsaDbContext ContextOn(DbConnection connection);

    /// <summary>Writes what is staged, all or nothing: in a transaction of its own, or in the host's, which stays open.</summary>
    internal abstract ValueTask CommitAsync(EfCommit commit, CancellationToken cancellationToken);

    /// <summary>Says a database's complaint in our words.</summary>
    internal abstract PsaException Refusal(DbException complaint);
}
