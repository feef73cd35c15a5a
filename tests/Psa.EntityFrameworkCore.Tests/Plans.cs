using System.Data.Common;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>Listens to what is asked of one database, and asks it how it answers each question.</summary>
internal sealed class Plans : IDisposable
{
    private readonly List<string> _plans = [];
    private readonly StoreDatabase _database;

    /// <summary>Begins to listen.</summary>
    /// <param name="database">The database.</param>
    /// <param name="explain">Asks how the database answers a question.</param>
    internal Plans(StoreDatabase database, Func<Question, string> explain)
    {
        _database = database;
        _database.Asking = question => _plans.Add(explain(question));
    }

    internal IReadOnlyList<string> All => _plans;

    public void Dispose() => _database.Asking = null;

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
