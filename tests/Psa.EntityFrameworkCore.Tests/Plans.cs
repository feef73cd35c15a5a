using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>Listens to what is asked of one database, and asks it how it answers each question.</summary>
internal sealed class Plans : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly List<string> _plans = [];
    private readonly Func<DbConnection, bool> _isMeant;
    private readonly Func<DbCommand, string> _explain;

    /// <summary>Begins to listen.</summary>
    /// <param name="isMeant">Tells whether a connection is one to the database: other tests run beside this one.</param>
    /// <param name="explain">Asks how the database runs a command.</param>
    internal Plans(Func<DbConnection, bool> isMeant, Func<DbCommand, string> explain)
    {
        (_isMeant, _explain) = (isMeant, explain);
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    internal IReadOnlyList<string> All => _plans;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { ExecuteMethod: DbCommandMethod.ExecuteReader } data && value.Key == RelationalEventId.CommandExecuting.Name && _isMeant(data.Command.Connection!))
        {
            _plans.Add(_explain(data.Command));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    /// <summary>Reads the steps of a plan, one a row.</summary>
    internal static string Read(DbCommand command, int column)
    {
        using var rows = command.ExecuteReader();
        var steps = new List<string>();
        while (rows.Read())
        {
            steps.Add(rows.GetString(column));
        }

        return string.Join('\n', steps);
    }
}
