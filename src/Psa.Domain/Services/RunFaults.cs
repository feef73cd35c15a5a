using System.Data.Common;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Tells what went wrong with some records from what is wrong with the store.</summary>
internal static class RunFaults
{
    /// <summary>
    /// Tells whether others than these records can be billed: the store answers, and nobody ended the run. Records that somebody changes all the time are these records too:
    /// a smaller batch has a better chance.
    /// </summary>
    internal static bool IsOfRecords(Exception thrown) => thrown switch
    {
        StoreException store => store.Code == StoreErrors.Unreadable,
        OperationCanceledException or OutOfMemoryException => false,
        IOException or TimeoutException or DbException => false,
        _ => true,
    };
}
