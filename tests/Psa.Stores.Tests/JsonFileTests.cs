using Psa.Contracts;
using Psa.Customers;
using Psa.Samples.JsonStore;
using Psa.Storage;

namespace Psa.Stores.Tests;

/// <summary>What the sample's store does with its files.</summary>
public sealed class JsonFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psa-json-");
    private readonly TenantId _tenant = new(Guid.AllBitsSet);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, $"{_tenant}.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_store_needs_the_port_and_nothing_else() =>
        Assert.Equal(
            ["Psa.Abstractions"],
            typeof(JsonFileStore).Assembly.GetReferencedAssemblies().Select(reference => reference.Name).Where(name => name?.StartsWith("System.", StringComparison.Ordinal) == false));

    [Fact]
    public async Task What_was_committed_is_found_again()
    {
        using (var store = new JsonFileStore(_folder.FullName))
        {
            await AddAsync(store, 1);
        }

        using var again = new JsonFileStore(_folder.FullName);
        Assert.Equal(1, await CountAsync(again));
        Assert.Equal([$"{_tenant}.json", "lock"], _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_second_process_is_refused_until_the_first_has_ended()
    {
        using (var store = new JsonFileStore(_folder.FullName))
        {
            await AddAsync(store, 1);
            Assert.Equal(StoreErrors.Locked, Assert.Throws<StoreException>(() => new JsonFileStore(_folder.FullName)).Code);
        }

        using var second = new JsonFileStore(_folder.FullName);
        Assert.Equal(1, await CountAsync(second));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_nothing()
    {
        using var store = new JsonFileStore(_folder.FullName);
        await AddAsync(store, 1);
        await System.IO.File.WriteAllTextAsync(File + ".new", "{\"customer\":[{\"id\":", Ct);
        Assert.Equal(1, await CountAsync(store));
        await AddAsync(store, 2);
        Assert.Equal(2, await CountAsync(store));
    }

    [Fact]
    public async Task A_commit_that_cannot_be_written_is_refused_and_can_be_repeated()
    {
        using var store = new JsonFileStore(_folder.FullName);
        await AddAsync(store, 1);
        var before = await System.IO.File.ReadAllBytesAsync(File, Ct);
        var obstacle = Directory.CreateDirectory(File + ".new");
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Add(Customer(2));
        Assert.Equal(StoreErrors.Unavailable, (await Assert.ThrowsAsync<StoreException>(async () => await session.CommitAsync(Ct))).Code);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File, Ct));
        obstacle.Delete();
        await session.CommitAsync(Ct);
        Assert.Equal(2, await CountAsync(store));
    }

    private async Task AddAsync(JsonFileStore store, int n)
    {
        await using var session = await store.OpenAsync(_tenant, Ct);
        session.Of<Customer>().Add(Customer(n));
        await session.CommitAsync(Ct);
    }

    private async Task<long> CountAsync(JsonFileStore store)
    {
        await using var session = await store.OpenAsync(_tenant, Ct);
        Assert.Equal(0, await session.Of<Contract>().CountAsync(RecordType<Contract>.All, Ct));
        return await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct);
    }

    private Customer Customer(int n) => new() { Id = new(new Guid(n, 0, 0, new byte[8])), Tenant = _tenant, Payer = new(new Guid(n, 0, 0, new byte[8])), Number = $"C{n}", Name = $"Customer {n}" };
}
