using Psa.Storage;

namespace Psa.Records;

/// <summary>
/// Stages records that their maker hands over: nobody else holds them, and whoever reads them afterwards reads them as they are stored. Repositories that aren't built on
/// <see cref="StagingRepository{T}"/> make copies, as of any others.
/// </summary>
internal static class OwnedRecords
{
    /// <summary>Stages new records.</summary>
    internal static void AddOwned<T>(this IRepository<T> repository, IReadOnlyList<T> records)
        where T : class, IEntity<T>
    {
        if (repository is StagingRepository<T> staging)
        {
            staging.AddOwned(records);
        }
        else
        {
            repository.AddRange(records);
        }
    }

    /// <summary>Stages a changed record.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="changed">The record.</param>
    /// <param name="stored">The record as it was loaded, where that is at hand.</param>
    /// <returns>The record as it will be stored.</returns>
    internal static T UpdateOwned<T>(this IRepository<T> repository, T changed, T? stored = null)
        where T : class, IEntity<T> =>
        repository is StagingRepository<T> staging ? staging.UpdateOwned(changed, stored)
        : stored is null ? repository.Update(changed)
        : repository.Update(changed, stored);
}
