namespace Psa.Storage;

/// <summary>What the session needs of a repository, whatever its kind of record.</summary>
internal interface IInMemoryRepository
{
    /// <summary>Throws when what is staged contradicts itself or what is stored.</summary>
    void Check(TenantData data);

    /// <summary>Makes the data with what is staged.</summary>
    TenantData Apply(TenantData data);

    /// <summary>Forgets what is staged.</summary>
    void Clear();
}
