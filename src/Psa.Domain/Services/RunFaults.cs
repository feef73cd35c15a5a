using System.Data.Common;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Tells what went wrong with some records from what is wrong with the store.</summary>
internal static class RunFaults
{
    /// <summary>Tells whether others than these records can be billed: the store answers, nobody ended the run, and no other worker was faster.</summary>
    internal static bool IsOfRecords(Exception thrown) => thrown switch
    {
        StoreException store => store.Code == StoreErrors.Unreadable,
        ConcurrencyConflictException or OperationCanceledException or OutOfMemoryException => false,
        IOException or TimeoutException or DbException => false,
        _ => true,
    };
}
