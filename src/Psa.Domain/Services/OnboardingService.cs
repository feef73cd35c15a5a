using System.Linq;
using System.Runtime.CompilerServices;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Numbering;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What is missing before everything that is supplied can be billed. Reads in pages, in bounded memory.</summary>
/// <param name="store">The store.</param>
public sealed class OnboardingService(IPsaStore store)
{
    private const int PageSize = 500;

    /// <summary>Lists customers that use vendor services and have no contract: what they use is billed by the catalog, if at all.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The customers, in the order of their ids.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public IAsyncEnumerable<Customer> CustomersWithoutContractAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditContracts);
        return SelectAsync(actor.Tenant, WithoutContractAsync, cancellationToken);
    }

    /// <summary>Counts the customers that <see cref="CustomersWithoutContractAsync"/> lists, for a banner.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public async Task<long> CountCustomersWithoutContractAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditContracts);
        var count = 0L;
        await foreach (var _ in SelectAsync(actor.Tenant, WithoutContractAsync, cancellationToken).ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }

    /// <summary>Lists customers whose payer has no billing information, or not all of it: nothing of theirs can be invoiced.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The customers, in the order of their ids.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public IAsyncEnumerable<Customer> CustomersWithoutBillingInformationAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditContracts);
        return SelectAsync(
            actor.Tenant,
            WithoutBillingInformationAsync,
            cancellationToken);
    }

    /// <summary>Tells what a tenant has yet to set up before its first run.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The checklist.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public Task<OnboardingChecklist> ChecklistAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.PrepareBillingRuns);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var entity = await session.FindEntityAsync(chosen: null, cancellationToken).ConfigureAwait(false);
                var hasTax = entity?.TaxCode is not null;
                await foreach (var table in session.Of<TaxTable>().QueryAsync(RecordType<TaxTable>.All, cancellationToken).ConfigureAwait(false))
                {
                    hasTax |= table.DefaultCode is not null;
                }

                return new OnboardingChecklist
                {
                    BillingEntity = entity?.Id,
                    InvoiceNumbersConfirmed = await IsConfirmedAsync(session, entity, NumberPurpose.Invoice, cancellationToken).ConfigureAwait(false),
                    CreditNoteNumbersConfirmed = await IsConfirmedAsync(session, entity, NumberPurpose.CreditNote, cancellationToken).ConfigureAwait(false),
                    HasDefaultTax = hasTax,
                };
            },
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }

    private static async Task<bool> IsConfirmedAsync(IPsaSession session, BillingEntity? entity, NumberPurpose purpose, CancellationToken cancellationToken) =>
        entity is not null && await session.FindSeriesAsync(entity.Id, purpose, cancellationToken).ConfigureAwait(false) is { IsConfirmed: true };

    private static async Task<List<Customer>> WithoutBillingInformationAsync(IPsaSession session, List<Customer> page, CancellationToken cancellationToken)
    {
        var payers = page.ToDictionary(static customer => customer.Id);
        var missing = page.Select(static customer => customer.Payer).Where(payer => !payers.ContainsKey(payer)).Distinct().ToList();
        await foreach (var payer in session.Of<Customer>().QueryAsync(RecordType<Customer>.Of(missing), cancellationToken).ConfigureAwait(false))
        {
            payers.Add(payer.Id, payer);
        }

        return page.FindAll(customer => payers.GetValueOrDefault(customer.Payer)?.CanBeBilled() != true);
    }

    // imports keep a ledger of usage that no part covers: whoever has one uses vendor services
    private static async Task<List<Customer>> WithoutContractAsync(IPsaSession session, List<Customer> page, CancellationToken cancellationToken)
    {
        var range = new IdRange<Customer>(page[0].Id, page[^1].Id);
        var (users, contracted) = (new HashSet<Id<Customer>>(), new HashSet<Id<Customer>>());
        await foreach (var ledger in session.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfCustomers(range), cancellationToken).ConfigureAwait(false))
        {
            if (ledger.ServiceCode is not null)
            {
                users.Add(ledger.Customer);
            }
        }

        await foreach (var contract in session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(range), cancellationToken).ConfigureAwait(false))
        {
            if (contract.Status != ContractStatus.Discarded)
            {
                contracted.Add(contract.Customer);
            }
        }

        return page.FindAll(customer => users.Contains(customer.Id) && !contracted.Contains(customer.Id));
    }

    private async IAsyncEnumerable<Customer> SelectAsync(
        TenantId tenant,
        Func<IPsaSession, List<Customer>, CancellationToken, Task<List<Customer>>> select,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = await store.OpenAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            Id<Customer>? after = null;
            while (true)
            {
                var page = await session.Of<Customer>().QueryAsync(CustomerRecords.Between(after, through: null).Take(PageSize), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                if (page.Count == 0)
                {
                    yield break;
                }

                foreach (var customer in await select(session, page, cancellationToken).ConfigureAwait(false))
                {
                    yield return customer.Shown();
                }

                after = page[^1].Id;
            }
        }
    }
}
