namespace Psa.Records;

/// <summary>What the session needs of its records, whatever their kind.</summary>
internal interface IInMemoryRecords
{
    /// <summary>Makes the records with what is staged, or throws when that contradicts what is stored.</summary>
    void Change(TenantData data);

    /// <summary>Makes the data with the records as <see cref="Change"/> made them.</summary>
    TenantData Apply(TenantData data);
}
