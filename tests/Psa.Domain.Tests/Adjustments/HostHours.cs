using System.Runtime.CompilerServices;
using Psa.Adjustments;
using Psa.Customers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>A host's hours at 8.00, whose text has two lines.</summary>
internal sealed class HostHours : IPerformedWork
{
    internal decimal Quantity { get; set; }

    public async IAsyncEnumerable<AdjustmentLine> LinesAsync(TenantId tenant, Id<Customer> customer, DatePeriod period, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield return new() { Source = "host", Id = "1", Date = new(2025, 1, 20), Customer = customer, Text = "Host\nhours", Quantity = Quantity, Unit = "HUR", Price = Price(8m), TaxCode = "STD" };
    }
}
