using Npgsql;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Makes statements of ours with their values.</summary>
internal static class Statements
{
    /// <summary>Makes a statement; its values stand in it as <c>$1</c>, <c>$2</c>, …</summary>
    internal static NpgsqlCommand Statement(this NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // ours, not a user's
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(value);
        }

        return command;
    }

    /// <summary>Makes a value of a statement.</summary>
    internal static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
