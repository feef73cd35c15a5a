using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>
/// What guards the decisions that no rule of a single record can: steps that decide by the same records write the same <see cref="CommitGuard"/>, so that none passes another.
/// A guard is read before the records it is for, and written once something changes. The table in docs/writing-a-store.md lists them.
/// </summary>
internal static class Guards
{
    /// <summary>The status, dates and parts of a contract are decided by together.</summary>
    internal static Task<Guard> GuardAsync(this Step step, Id<Contract> contract, CancellationToken cancellationToken) => step.GuardAsync("contract", contract.ToString(), cancellationToken);

    /// <summary>Whether a payer can be billed, whom it pays for, and their items that wait to be billed.</summary>
    internal static Task<Guard> GuardItemsAsync(this Step step, Id<Customer> payer, CancellationToken cancellationToken) =>
        step.GuardAsync("payer items", payer.ToString(), cancellationToken);

    /// <summary>Who is above whom, and so who pays.</summary>
    internal static Task<Guard> GuardParentsAsync(this Step step, CancellationToken cancellationToken) => step.GuardAsync("customer parents", string.Empty, cancellationToken);

    /// <summary>Whether a project takes time.</summary>
    internal static Task<Guard> GuardAsync(this Step step, Id<Project> project, CancellationToken cancellationToken) => step.GuardAsync("project", project.ToString(), cancellationToken);

    /// <summary>Which product a vendor's service is sold as.</summary>
    internal static Task<Guard> GuardServiceAsync(this Step step, string serviceCode, CancellationToken cancellationToken) => step.GuardAsync("service", serviceCode, cancellationToken);

    /// <summary>Which products are bundles, and of what.</summary>
    internal static Task<Guard> GuardBundlesAsync(this Step step, CancellationToken cancellationToken) => step.GuardAsync("bundles", string.Empty, cancellationToken);

    /// <summary>Whether anything is counted in the units of a group.</summary>
    internal static Task<Guard> GuardUnitsAsync(this Step step, Id<UnitGroup> group, CancellationToken cancellationToken) => step.GuardAsync("units", group.ToString(), cancellationToken);

    /// <summary>Whether a price list is there, for those it is assigned to.</summary>
    internal static Task<Guard> GuardPriceListAsync(this Step step, Id<PriceList> list, CancellationToken cancellationToken) => step.GuardAsync("price list", list.ToString(), cancellationToken);

    /// <summary>Which scope has which source ids of a source and period.</summary>
    internal static Task<Guard> GuardSourceIdsAsync(this Step step, string sourceCode, DatePeriod period, CancellationToken cancellationToken) =>
        step.GuardAsync("source ids", $"{sourceCode} {period}", cancellationToken);

    /// <summary>Records of which all are looked at before one is saved: few, and seldom saved.</summary>
    internal static Task<Guard> GuardAllAsync<T>(this Step step, CancellationToken cancellationToken)
        where T : class, IEntity<T> => step.GuardAsync("all", typeof(T).Name, cancellationToken);

    /// <summary>Refuses an id of a caller's that stands for something else.</summary>
    /// <exception cref="ConcurrencyConflictException"><c>store.conflict</c>.</exception>
    /// <returns>Whether it stands for anything yet.</returns>
    internal static async Task<bool> RequireSameAsync<T>(this IPsaSession session, Id<T> id, string content, CancellationToken cancellationToken)
    {
        var known = await session.Of<CommitGuard>().FindAsync(GivenId(session.Tenant, id), cancellationToken).ConfigureAwait(false);
        return known is null || known.Rule == GivenRule(id, content) ? known is not null : throw new ConcurrencyConflictException(typeof(T).Name, id.Value, 0, known.Version);
    }

    /// <summary>Notes with what it does what an id of a caller's stands for, so that it never stands for two things.</summary>
    internal static async Task NoteAsync<T>(this Step step, Id<T> id, string content, CancellationToken cancellationToken)
    {
        if (!await step.RequireSameAsync(id, content, cancellationToken).ConfigureAwait(false))
        {
            step.Of<CommitGuard>().Add(new() { Id = GivenId(step.Tenant, id), Tenant = step.Tenant, Rule = GivenRule(id, content) });
        }
    }

    private static Id<CommitGuard> GivenId<T>(TenantId tenant, Id<T> id) => DerivedId.Create<CommitGuard>(tenant, "given id", typeof(T).Name, id.ToString());

    private static string GivenRule<T>(Id<T> id, string content) => $"{typeof(T).Name} {id} is {content}";

    private static async Task<Guard> GuardAsync(this Step step, string rule, string of, CancellationToken cancellationToken)
    {
        var id = DerivedId.Create<CommitGuard>(step.Tenant, "commit guard", rule, of);
        var known = await step.Of<CommitGuard>().FindAsync(id, cancellationToken).ConfigureAwait(false);
        return new(step, known ?? new() { Id = id, Tenant = step.Tenant, Rule = of.Length == 0 ? rule : $"{rule} {of}" });
    }

    /// <summary>A guard as it was read.</summary>
    internal readonly record struct Guard(Step Step, CommitGuard Read)
    {
        /// <summary>Writes it, so that the commit conflicts with every other step that wrote it since it was read.</summary>
        internal void Write() => _ = Read.Version == 0 ? Step.Of<CommitGuard>().Add(Read) : Step.Of<CommitGuard>().Update(Read);
    }
}
