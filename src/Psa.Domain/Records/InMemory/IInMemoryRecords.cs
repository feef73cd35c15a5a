namespace Psa.Records;

/// <summary>What the session needs of its records, whatever their kind.</summary>
internal interface IInMemoryRecords
{
    /// <summary>Throws when what is staged contradicts what is stored.</summary>
    void Check(TenantData data);

    /// <summary>Makes the data with what is staged.</summary>
    TenantData Apply(TenantData data);
}
