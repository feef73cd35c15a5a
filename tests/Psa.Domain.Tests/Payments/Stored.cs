using Psa.Domain.Tests.Services;
using Psa.Invoices;
using Psa.Payments;

namespace Psa.Domain.Tests.Payments;

/// <summary>Stores documents and entries as they are.</summary>
internal static class Stored
{
    public static Task StoreAsync(this AnOffice office, params object[] records) => office.InSessionAsync(async session =>
    {
        foreach (var record in records)
        {
            _ = record is Invoice document ? (object)session.Of<Invoice>().Add(document) : session.Of<PaymentEntry>().Add((PaymentEntry)record);
        }

        await session.CommitAsync();
        return true;
    });
}
