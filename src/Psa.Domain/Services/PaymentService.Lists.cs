using Psa.Access;
using Psa.Customers;
using Psa.Invoices;
using Psa.Payments;
using Psa.Storage;

namespace Psa.Services;

/// <content>What is read of it. A customer's manager sees the accounts of the customer it belongs to and of those that one pays for; a document belongs to who pays it.</content>
public sealed partial class PaymentService
{
    /// <summary>Gives where an issued document stands.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="invoice">The document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The balance; <see langword="null"/> when there is no such document, when it is a draft or deleted, and when it is none of a client's.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<InvoiceBalance?> BalanceAsync(Actor actor, Id<Invoice> invoice, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewAccounts, Permission.RecordPayments, Grants.Own, invoice.Value);
        return store.ReadAsync<InvoiceBalance?>(
            actor.Tenant,
            async session => await SeenAsync(session, actor, invoice, cancellationToken).ConfigureAwait(false) is { } document
                ? await session.BalanceAsync(document, cancellationToken).ConfigureAwait(false)
                : null,
            cancellationToken);
    }

    /// <summary>Lists the entries of a document in the order in which they were recorded.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="invoice">The document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The entries; none when <see cref="BalanceAsync"/> gives nothing.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<ValueList<PaymentEntry>> EntriesAsync(Actor actor, Id<Invoice> invoice, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewAccounts, Permission.RecordPayments, Grants.Own, invoice.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session => await SeenAsync(session, actor, invoice, cancellationToken).ConfigureAwait(false) is { } document
                ? (await session.PostedAsync(document, cancellationToken).ConfigureAwait(false)).Entries.ToValueList()
                : [],
            cancellationToken);
    }

    /// <summary>Lists what an issued invoice's early-payment discounts are by what is taxed alike, for bookkeeping: they are no documents.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The discount that is taken now, spread over what is left of the invoice; empty without one.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<ValueList<DiscountedTax>> EarlyDiscountAsync(Actor actor, Id<Invoice> invoice, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewAccounts, Permission.RecordPayments, Grants.Own, invoice.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                if (await SeenAsync(session, actor, invoice, cancellationToken).ConfigureAwait(false) is not { } document)
                {
                    return [];
                }

                var posted = await session.PostedAsync(document, cancellationToken).ConfigureAwait(false);
                return EarlyPayment.ByTax(document, posted.Balance, EarlyPayment.TakenOf(document, posted.Entries));
            },
            cancellationToken);
    }

    /// <summary>Lists entries by date, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<Page<PaymentEntry>> ListAsync(Actor actor, PaymentFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewAccounts, Permission.RecordPayments, Grants.Own);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewAccounts, Permission.RecordPayments, cancellationToken).ConfigureAwait(false);
                return await session.PageAsync(PaymentEntryRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Gives what a payer has to its credit.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One a billing entity and currency of which there were entries; none when the payer is none of a client's.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<ValueList<CustomerCredit>> CreditAsync(Actor actor, Id<Customer> payer, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewAccounts, Permission.RecordPayments, Grants.Own, payer.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session => await IsSeenAsync(session, actor, payer, cancellationToken).ConfigureAwait(false)
                ? (await session.Of<CustomerCredit>().QueryAsync(CustomerCreditRecords.OfPayer(payer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList()
                : [],
            cancellationToken);
    }

    private static async Task<Invoice?> SeenAsync(IPsaSession session, Actor actor, Id<Invoice> id, CancellationToken cancellationToken) =>
        await session.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } document
        && document.Status == InvoiceStatus.Issued
        && await IsSeenAsync(session, actor, document.Customer, cancellationToken).ConfigureAwait(false)
            ? document
            : null;

    private static async Task<bool> IsSeenAsync(IPsaSession session, Actor actor, Id<Customer> payer, CancellationToken cancellationToken) =>
        actor.ViewsAll(Permission.ViewAccounts, Permission.RecordPayments)
        || (await session.Of<Customer>().FindAsync(payer, cancellationToken).ConfigureAwait(false) is { } customer && actor.May(Permission.ViewAccounts, customer.OwnOf(actor)));
}
