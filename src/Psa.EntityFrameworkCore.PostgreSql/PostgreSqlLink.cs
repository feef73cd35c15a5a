using System.Collections;
using System.Data;
using System.Data.Common;
using Npgsql;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>A connection, of the pool or a host's. What is asked isn't prepared: a plan that suits all values may suit none.</summary>
internal sealed class PostgreSqlLink(NpgsqlConnection connection, bool isHosts) : StoreConnection
{
    internal NpgsqlConnection Connection => connection;

    internal override DbConnection Driver => connection;

    public override ValueTask DisposeAsync() => isHosts ? ValueTask.CompletedTask : connection.DisposeAsync();

    internal override async ValueTask<IRowReader> AskAsync(Question question, CancellationToken cancellationToken)
    {
        if (!isHosts)
        {
            await ReopenAsync(cancellationToken).ConfigureAwait(false);
        }

        var command = CommandOf(question, connection);
        try
        {
            return new PostgreSqlRows(command, await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await command.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens the connection again when it was lost.</summary>
    internal async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        if (connection.State != ConnectionState.Open)
        {
            await connection.CloseAsync().ConfigureAwait(false);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the command that asks.</summary>
    internal static NpgsqlCommand CommandOf(Question question, NpgsqlConnection connection)
    {
        var command = connection.Statement(question.Text);
        var parameters = new PostgreSqlParameters(command.Parameters);
        foreach (var (format, value, isList) in question.Values)
        {
            if (!isList)
            {
                format.PutAny(parameters, 0, value);
                continue;
            }

            var list = new PostgreSqlLists(format.Parts);
            foreach (var element in (IEnumerable)value)
            {
                format.PutAny(list, 0, element);
            }

            list.AddTo(command.Parameters);
        }

        return command;
    }
}
