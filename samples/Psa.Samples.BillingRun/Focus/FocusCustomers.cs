namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// Which customers of a bill are there. The first bill makes the company with its customers; later ones make none unless the command line says so: an id that is new may be a slip.
/// </summary>
internal static class FocusCustomers
{
    /// <summary>Gets no customers.</summary>
    internal static IReadOnlySet<string> None { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Gives those that are neither there nor to be made.</summary>
    internal static async Task<IReadOnlySet<string>> UnknownAsync(DemoContext context, FocusScan scan, bool makesThem, CancellationToken cancellationToken)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        await using var session = await context.OpenAsync(cancellationToken);

        // a start that was killed before its first delivery took effect may have made some of them only
        if (makesThem || !await HasBilledAsync(session, cancellationToken))
        {
            return unknown;
        }

        foreach (var customer in scan.Customers)
        {
            if (await session.Of<Customer>().FindAsync(FocusWorld.CustomerId(customer.Number), cancellationToken) is null)
            {
                unknown.Add(customer.Number);
            }
        }

        return unknown;
    }

    private static async Task<bool> HasBilledAsync(IPsaSession session, CancellationToken cancellationToken)
    {
        await foreach (var delivery in session.Of<UsageDelivery>().QueryAsync(RecordType<UsageDelivery>.All, cancellationToken))
        {
            if (delivery.TookEffectAt is not null)
            {
                return true;
            }
        }

        return false;
    }
}
