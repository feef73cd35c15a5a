using Microsoft.Data.Sqlite;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Runs statements of ours that are run once.</summary>
internal static class Statements
{
    /// <summary>Runs statements that give nothing.</summary>
    internal static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.Statement(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>Reads the texts of one column.</summary>
    internal static List<string> ReadTexts(this SqliteConnection connection, string sql)
    {
        using var command = connection.Statement(sql);
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private static SqliteCommand Statement(this SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // ours, not a user's
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
