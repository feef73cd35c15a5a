using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Records;
using Psa.Storage;
using Psa.Testing;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>A row that another program spoiled is either still a record, or refused by a code that names it: whatever column it is, of whatever kind of record.</summary>
public sealed class UnreadableRecordTests(ITestOutputHelper output) : IDisposable
{
    private static readonly object[] Spoiled = ["{", "null", "\"x\"", "{}", "[]", "[null]", "NoSuchName", "", "7", "{\"kind\":\"none\"}", "{\"amount\":\"1\",\"currency\":\"XXX\"}", "9999-99-99"];

    private readonly StoreFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_spoiled_column_is_read_or_refused_with_the_record_s_id()
    {
        using var store = new SqliteStore(_file.Path);
        foreach (var type in RecordTypes.All.AsEnumerable())
        {
            await type.Accept(new Spoiler(store, _file.Path, output));
        }
    }

    private sealed class Spoiler(SqliteStore store, string path, ITestOutputHelper output) : IRecordTypeVisitor<Task>
    {
        public async Task Visit<T>(RecordType<T> type)
            where T : class, IEntity<T>
        {
            var tenant = Some.Tenant();
            var record = new RandomRecords(7) { IsFull = true }.Entity<T>(tenant);
            await using (var session = await store.OpenAsync(tenant, Ct))
            {
                session.Of<T>().Add(record);
                await session.CommitAsync(Ct);
            }

            await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            await connection.OpenAsync(Ct);
            var (tried, refused, table) = (0, 0, $"psa_{type.Name}");
            foreach (var column in (await ListAsync(connection, $"select name from pragma_table_info('{table}') where type in ('TEXT', 'INTEGER')")).Cast<string>())
            {
                var before = Assert.Single(await ListAsync(connection, $"select \"{column}\" from {table}"));
                foreach (var value in before is long ? [77L, -1L, long.MaxValue] : SomeSpoiled(column.Length))
                {
                    tried++;
                    await SetAsync(connection, table, column, value);
                    refused += await IsRefusedAsync(tenant, record.Id, $"{table}.{column} = {value}") ? 1 : 0;
                }

                await SetAsync(connection, table, column, before);
            }

            output.WriteLine($"{type.Name}: {tried} tried, {refused} refused, the others read.");
            await using var last = await store.OpenAsync(tenant, Ct);
            Assert.NotNull(await last.Of<T>().FindAsync(record.Id, Ct));
        }

        private async Task<bool> IsRefusedAsync<T>(TenantId tenant, Id<T> id, string what)
            where T : class, IEntity<T>
        {
            await using var session = await store.OpenAsync(tenant, Ct);
            var found = await Record.ExceptionAsync(async () => await session.Of<T>().FindAsync(id, Ct));
            var listed = await Record.ExceptionAsync(async () => await session.Of<T>().QueryAsync(RecordType<T>.All, Ct).ToListAsync(Ct));
            foreach (var refusal in (Exception?[])[found, listed])
            {
                Assert.True(
                    refusal is null || (refusal is StoreException { Code: StoreErrors.Unreadable } && refusal.Message.Contains(typeof(T).Name, StringComparison.Ordinal)),
                    $"{what}: {refusal}");
                Assert.True(refusal is not StoreException coded || coded.Ids.AsEnumerable().SequenceEqual([id.Value]), $"{what}: {refusal}");
            }

            Assert.True(found is null == listed is null, $"{what}: {found?.Message} but {listed?.Message}");
            return found is not null;
        }

        // other ones for other columns; all of them in a deep run
        private static IEnumerable<object> SomeSpoiled(int first) =>
            Enumerable.Range(first, Depth.Of(4, Spoiled.Length)).Select(static place => Spoiled[place * 5 % Spoiled.Length]);

        [SuppressMessage("Security", "CA2100", Justification = "The names are those of our own tables")]
        private static async Task SetAsync(SqliteConnection connection, string table, string column, object value)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a test's own
            command.CommandText = $"update {table} set \"{column}\" = $value";
#pragma warning restore CA2100
            command.Parameters.AddWithValue("$value", value);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Ct));
        }

        [SuppressMessage("Security", "CA2100", Justification = "The names are those of our own tables")]
        private static async Task<List<object>> ListAsync(SqliteConnection connection, string sql)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a test's own
            command.CommandText = sql;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(Ct);
            var rows = new List<object>();
            while (await reader.ReadAsync(Ct))
            {
                rows.Add(reader.GetValue(0));
            }

            return rows;
        }
    }
}
