namespace Psa.Customers;

/// <summary>The customers of a tenant.</summary>
public interface ICustomerRepository : IRepository<Customer>
{
    /// <summary>Finds a customer by its number.</summary>
    /// <param name="number">The number (debtor code).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The customer, or <see langword="null"/>.</returns>
    ValueTask<Customer?> FindByNumberAsync(string number, CancellationToken cancellationToken = default);

    /// <summary>Reads the next customers in the order of their ids: keyset paging in bounded memory.</summary>
    /// <param name="after">The id after which to start, or <see langword="null"/> for the beginning.</param>
    /// <param name="through">The last id to read, included, or <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The customers, fewer than <paramref name="limit"/> only at the end.</returns>
    IAsyncEnumerable<Customer> PageAsync(Id<Customer>? after, Id<Customer>? through, int limit, CancellationToken cancellationToken = default);

    /// <summary>Counts the customers.</summary>
    /// <param name="after">The id after which to start, or <see langword="null"/> for the beginning.</param>
    /// <param name="through">The last id to count, included, or <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many there are.</returns>
    ValueTask<long> CountAsync(Id<Customer>? after = null, Id<Customer>? through = null, CancellationToken cancellationToken = default);

    /// <summary>Gives the id at a place in id order: where a run cuts its partitions.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The id, or <see langword="null"/> beyond the end.</returns>
    ValueTask<Id<Customer>?> IdAtAsync(long index, CancellationToken cancellationToken = default);
}
