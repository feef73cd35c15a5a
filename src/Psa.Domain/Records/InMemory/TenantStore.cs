namespace Psa.Records;

/// <summary>Holds what is committed of one tenant: read without a lock, changed one commit at a time.</summary>
internal sealed class TenantStore
{
    private readonly Lock _gate = new();
    private volatile TenantData _data = TenantData.Empty;

    internal TenantData Data => _data;

    /// <summary>Replaces the data by what a commit makes of it; when it throws, nothing has changed.</summary>
    internal void Commit(Func<TenantData, TenantData> change)
    {
        lock (_gate)
        {
            _data = change(_data);
        }
    }
}
