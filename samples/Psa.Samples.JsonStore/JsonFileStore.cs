using System.Collections.Concurrent;
using Psa.Storage;

namespace Psa.Samples.JsonStore;

/// <summary>
/// Keeps each tenant's records and events in one JSON file of a folder. For a few thousand records: a list is read as a whole, and a commit writes the file anew.
/// The folder belongs to one process at a time.
/// </summary>
public sealed class JsonFileStore : IPsaStore, IDisposable
{
    private readonly ConcurrentDictionary<TenantId, JsonFile> _files = new();
    private readonly string _folder;
    private readonly FileStream _lock;

    public JsonFileStore(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        try
        {
            _lock = new(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StoreException(StoreErrors.Locked, $"Another process uses {folder}: wait until it has ended.", e);
        }
    }

    public ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = FileOf(tenant);
        return new(new JsonSession(file, tenant, new(file, tenant)));
    }

    public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(FileOf(tenant).Remove());
    }

    public void Dispose() => _lock.Dispose();

    private JsonFile FileOf(TenantId tenant) => _files.GetOrAdd(tenant, id => new(Path.Combine(_folder, $"{id}.json")));
}
