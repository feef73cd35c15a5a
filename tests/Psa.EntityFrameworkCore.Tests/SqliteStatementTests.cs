using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using NodaTime;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Testing;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>A statement that keeps what its places hold from row to row says of each row what one that was just prepared says.</summary>
public sealed class SqliteStatementTests
{
    private const int Width = 3;
    private const string Echo = "SELECT ?1, typeof(?1), ?2, typeof(?2), ?3, typeof(?3)";

    private static readonly byte[] None = "[]"u8.ToArray();
    private static readonly Guid Some = Guid.Parse("0192d1f0-1111-7222-8333-444455556666");

    // few values, so that rows have some in common, and the same ones of several kinds
    private static readonly Gen<Action<SqliteStatement, int>> Values = Gen.Elements<Action<SqliteStatement, int>>(
        static (row, place) => row.PutNull(place),
        static (row, place) => row.Put(place, 0L),
        static (row, place) => row.Put(place, 1L),
        static (row, place) => row.Put(place, true),
        static (row, place) => row.Put(place, Instant.FromUnixTimeTicks(1)),
        static (row, place) => row.Put(place, Guid.Empty),
        static (row, place) => row.Put(place, Some),
        static (row, place) => row.Put(place, new LocalDate(2026, 3, 1)),
        static (row, place) => row.Put(place, new LocalDate(2026, 3, 31)),
        static (row, place) => row.Put(place, string.Empty),
        static (row, place) => row.Put(place, "EUR"),
        static (row, place) => row.Put(place, new string("EUR")),
        static (row, place) => row.Put(place, 1m),
        static (row, place) => row.Put(place, 1.50m),
        static (row, place) => row.PutJson(place, None),
        static (row, place) => row.PutUtf8(place, "{}"u8));

    [Fact]
    public async Task Each_row_has_its_own_values_whatever_the_row_before_had()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var link = new SqliteLink(connection, giveBack: null);
        PropertyCheck.That(Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.ArrayOf(Values, Width))), rows =>
        {
            using var kept = link.Take(Echo);
            foreach (var row in rows)
            {
                var plain = new SqliteStatement(link, Echo);
                Assert.Equal(Read(plain, row), Read(kept, row));
                plain.Close();
            }
        }));
    }

    private static string[] Read(SqliteStatement statement, Action<SqliteStatement, int>[] row)
    {
        for (var place = 0; place < Width; place++)
        {
            row[place](statement, place);
        }

        Assert.True(statement.Next());
        var read = new string[2 * Width];
        for (var place = 0; place < read.Length; place++)
        {
            read[place] = Convert.ToHexString(statement.GetUtf8(place));
        }

        statement.Reset();
        return read;
    }
}
