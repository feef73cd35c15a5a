using Psa.Customers;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>Finds the customers that rows of usage name, each once a session.</summary>
internal sealed class UsageCustomers(IPsaSession session)
{
    private readonly Dictionary<string, Id<Customer>?> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<Id<Customer>, bool> _byId = [];

    /// <summary>Gives the customer of a row, or <see langword="null"/> when there is none of that number or id.</summary>
    internal async ValueTask<Id<Customer>?> OfAsync(UsageReading reading, CancellationToken cancellationToken)
    {
        if (reading.Customer is { IsEmpty: false } id)
        {
            if (!_byId.TryGetValue(id, out var exists))
            {
                exists = await session.Of<Customer>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not null;
                _byId.Add(id, exists);
            }

            return exists ? id : null;
        }

        var number = reading.CustomerNumber!;
        if (!_byNumber.TryGetValue(number, out var known))
        {
            known = (await session.Of<Customer>().FirstAsync(CustomerRecords.OfNumber(number), cancellationToken).ConfigureAwait(false))?.Id;
            _byNumber.Add(number, known);
        }

        return known;
    }
}
