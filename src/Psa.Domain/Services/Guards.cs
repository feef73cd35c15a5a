using Psa.Contracts;
using Psa.Customers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// What guards the decisions that no rule of a single record can: steps that decide by the same records write the same <see cref="CommitGuard"/>, so that none passes another.
/// The table in docs/writing-a-store.md lists them.
/// </summary>
internal static class Guards
{
    /// <summary>The status, dates and parts of a contract are decided by together.</summary>
    internal static Task GuardAsync(this Step step, Id<Contract> contract, CancellationToken cancellationToken) => step.GuardAsync("contract", contract.ToString(), cancellationToken);

    /// <summary>Whether a customer can be billed, and its items that wait to be billed.</summary>
    internal static Task GuardItemsAsync(this Step step, Id<Customer> customer, CancellationToken cancellationToken) =>
        step.GuardAsync("customer items", customer.ToString(), cancellationToken);

    /// <summary>Who is above whom.</summary>
    internal static Task GuardParentsAsync(this Step step, CancellationToken cancellationToken) => step.GuardAsync("customer parents", string.Empty, cancellationToken);

    /// <summary>Which product a vendor's service is sold as.</summary>
    internal static Task GuardServiceAsync(this Step step, string serviceCode, CancellationToken cancellationToken) => step.GuardAsync("service", serviceCode, cancellationToken);

    /// <summary>Records of which all are looked at before one is saved: few, and seldom saved.</summary>
    internal static Task GuardAllAsync<T>(this Step step, CancellationToken cancellationToken)
        where T : class, IEntity<T> => step.GuardAsync("all", typeof(T).Name, cancellationToken);

    private static async Task GuardAsync(this Step step, string rule, string of, CancellationToken cancellationToken)
    {
        var id = DerivedId.Create<CommitGuard>(step.Tenant, "commit guard", rule, of);
        var guards = step.Of<CommitGuard>();
        _ = await guards.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } guard
            ? guards.Update(guard)
            : guards.Add(new() { Id = id, Tenant = step.Tenant, Rule = of.Length == 0 ? rule : $"{rule} {of}" });
    }
}
