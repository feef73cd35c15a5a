using System.Data.Common;

namespace Psa.EntityFrameworkCore;

/// <summary>A connection with what is prepared on it. For one caller at a time.</summary>
internal abstract class StoreConnection : IAsyncDisposable
{
    /// <summary>Gets the driver's connection.</summary>
    internal abstract DbConnection Driver { get; }

    /// <summary>Asks for rows; those that were asked for before can still be read where <see cref="StoreDatabase.ReadsSideBySide"/>. Dispose them.</summary>
    internal abstract ValueTask<IRowReader> AskAsync(Question question, CancellationToken cancellationToken);

    /// <summary>Gives the connection back, or leaves a host's to it.</summary>
    public abstract ValueTask DisposeAsync();
}
