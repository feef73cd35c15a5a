using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>Does something with what is staged of one kind of record: writes it, or compares its versions with the stored ones.</summary>
internal interface IStagedVisitor
{
    ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>;
}
