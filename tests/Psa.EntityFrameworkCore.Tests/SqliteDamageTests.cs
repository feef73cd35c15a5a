using System.Text;
using Microsoft.Data.Sqlite;
using Psa.Customers;
using Psa.EntityFrameworkCore.Sqlite;
using Psa.Storage;
using Psa.TestKit;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>Files that are damaged, full, or somebody else's: each has its own code, and what isn't ours stays as it is.</summary>
public sealed class SqliteDamageTests : IDisposable
{
    private readonly StoreFile _file = new();
    private readonly TenantId _tenant = Some.Tenant();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(20_000)]
    public async Task What_is_no_database_is_refused_and_left_as_it_is_however_long(int length)
    {
        foreach (var content in new[] { Encoding.ASCII.GetBytes(new string('x', length)), new byte[length] })
        {
            await File.WriteAllBytesAsync(_file.Path, content, Ct);
            Assert.Equal(StoreErrors.NotOurs, await RefusalAsync());
            Assert.Equal(content, await File.ReadAllBytesAsync(_file.Path, Ct));
            Assert.Equal([_file.Path], Directory.GetFiles(_file.Folder));
        }
    }

    [Fact]
    public async Task A_store_opens_while_another_process_writes_to_it()
    {
        await MakeAsync();
        await using var other = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        await other.OpenAsync(Ct);
        await using var transaction = await other.BeginTransactionAsync(Ct);
        using var store = new SqliteStore($"Data Source={_file.Path};Default Timeout=1");
        await using var session = await store.OpenAsync(_tenant, Ct);
        Assert.Equal(1, await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
    }

    [Fact]
    public async Task What_another_program_left_in_its_log_stays_there()
    {
        using var left = new StoreFile();
        await using (var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            Execute(connection, "PRAGMA journal_mode = WAL; CREATE TABLE psa_customer (title TEXT); INSERT INTO psa_customer VALUES ('theirs')");
            foreach (var file in Directory.GetFiles(_file.Folder))
            {
                File.Copy(file, Path.Combine(left.Folder, Path.GetFileName(file)));
            }
        }

        var (content, log) = (await File.ReadAllBytesAsync(left.Path, Ct), await File.ReadAllBytesAsync(left.Path + "-wal", Ct));
        Assert.Equal(StoreErrors.NotOurs, await RefusalAsync(left.Path));
        Assert.Equal(content, await File.ReadAllBytesAsync(left.Path, Ct));
        Assert.Equal(log, await File.ReadAllBytesAsync(left.Path + "-wal", Ct));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public async Task A_store_that_was_cut_off_is_malformed(int length)
    {
        await MakeAsync();
        await using (var file = File.OpenWrite(_file.Path))
        {
            file.SetLength(length);
        }

        Assert.Equal(StoreErrors.Malformed, await RefusalAsync());
    }

    [Fact]
    public async Task A_store_whose_pages_were_overwritten_is_malformed()
    {
        await MakeAsync();
        var content = await File.ReadAllBytesAsync(_file.Path, Ct);
        content.AsSpan(100).Fill(0xA5);
        await File.WriteAllBytesAsync(_file.Path, content, Ct);
        Assert.Equal(StoreErrors.Malformed, await RefusalAsync());
    }

    [Fact]
    public async Task A_store_whose_header_was_overwritten_behind_its_first_words_is_malformed()
    {
        await MakeAsync();
        var content = await File.ReadAllBytesAsync(_file.Path, Ct);
        content.AsSpan(16, 8).Fill(0xA5);
        await File.WriteAllBytesAsync(_file.Path, content, Ct);
        Assert.Equal(StoreErrors.Malformed, await RefusalAsync());
    }

    [Fact]
    public async Task A_file_that_may_not_grow_is_full_and_takes_more_when_it_may()
    {
        using var store = new SqliteStore(_file.Path);
        await using var session = await store.OpenAsync(_tenant, Ct);
        for (var n = 1; n <= 2000; n++)
        {
            session.Of<Customer>().Add(Some.Customer(_tenant, n));
        }

        // in the file's own words, as one connection of the pool has it: no other way to fill a disk works everywhere
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(_file.Path) }.ToString()))
        {
            await connection.OpenAsync(Ct);
            var pages = Execute(connection, "PRAGMA page_count");
            Execute(connection, $"PRAGMA max_page_count = {pages}");
            var full = Assert.Throws<SqliteException>(() => Execute(connection, "CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) SELECT hex(zeroblob(100)) FROM n"));
            Assert.Equal(StoreErrors.Full, SqliteErrors.ToStoreException(full, _file.Path).Code);
        }

        await session.CommitAsync(Ct);
        await using var reader = await store.OpenAsync(_tenant, Ct);
        Assert.Equal(2000, await reader.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
    }

    [Theory]
    [InlineData(10, 778, StoreErrors.Full)]
    [InlineData(10, 4874, StoreErrors.Full)]
    [InlineData(10, 266, StoreErrors.Unavailable)]
    [InlineData(13, 13, StoreErrors.Full)]
    [InlineData(11, 267, StoreErrors.Malformed)]
    [InlineData(5, 261, StoreErrors.Locked)]
    [InlineData(6, 262, StoreErrors.Locked)]
    [InlineData(14, 14, StoreErrors.Unavailable)]
    [InlineData(8, 8, StoreErrors.Unavailable)]
    public void What_SQLite_complains_of_has_its_own_code(int code, int extended, string expected) =>
        Assert.Equal(expected, SqliteErrors.ToStoreException(new("it", code, extended), _file.Path).Code);

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a test's own
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private async Task MakeAsync()
    {
        using var store = new SqliteStore(_file.Path);
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Add(Some.Customer(_tenant, 1));
        await session.CommitAsync(Ct);
    }

    private async Task<string> RefusalAsync(string? file = null)
    {
        using var store = new SqliteStore(file ?? _file.Path);
        return (await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await using var session = await store.OpenAsync(_tenant, Ct);
            await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct);
        })).Code;
    }
}
