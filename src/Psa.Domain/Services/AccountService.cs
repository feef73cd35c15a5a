using System.Linq;
using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Invoices;
using Psa.Payments;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// What payers and the tenant's companies owe each other (R-ACCOUNT), from issued documents and entries dated up to a day. An account belongs to who pays: a client's manager sees those of
/// the customer it belongs to and of those it pays for, and a customer that another pays for doesn't see that one's.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives today, the day where the tenant is.</param>
public sealed class AccountService(IPsaStore store, IClock clock)
{
    /// <summary>Gives the accounts of a payer with their open amounts.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="asOf">The day; <see langword="null"/> for today.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One account a billing entity and currency, in that order; none for a payer to whom nothing was issued and who paid nothing.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, or it is none of a client's.</exception>
    /// <exception cref="ValidationFailedException">The day is none.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<ValueList<PayerAccount>> OpenAmountAsync(Actor actor, Id<Customer> payer, LocalDate? asOf = null, CancellationToken cancellationToken = default) =>
        ReadAsync(actor, payer, asOf, static book => book.Accounts(), cancellationToken);

    /// <summary>Lists the documents of a payer of which something is left, the oldest due first: to be paid, or owed to the payer.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="asOf">The day; <see langword="null"/> for today.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The documents. With customer credit taken off, what is open of them adds up to the open amounts.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, or it is none of a client's.</exception>
    /// <exception cref="ValidationFailedException">The day is none.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<ValueList<OpenItem>> OpenItemsAsync(Actor actor, Id<Customer> payer, LocalDate? asOf = null, CancellationToken cancellationToken = default) =>
        ReadAsync(actor, payer, asOf, static book => book.OpenItems(), cancellationToken);

    /// <summary>Gives how long what is open of a payer's invoices has been due.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="asOf">The day; <see langword="null"/> for today.</param>
    /// <param name="bounds">The last days of the buckets, ascending; empty for 30, 60, 90.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One ageing an account.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, or it is none of a client's.</exception>
    /// <exception cref="RuleViolationException"><c>account.bad_bounds</c>.</exception>
    /// <exception cref="ValidationFailedException">The day is none.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<ValueList<Ageing>> AgeingAsync(Actor actor, Id<Customer> payer, LocalDate? asOf = null, ValueList<int> bounds = default, CancellationToken cancellationToken = default)
    {
        RequireView(actor, payer.Value);
        Border.Check(bounds);
        var days = AgeingBuckets.Checked(bounds);
        return ReadAsync(actor, payer, asOf, book => book.Ageings(days), cancellationToken);
    }

    /// <summary>Streams the ageing of all payers of a billing entity, or of a client's own, in the order of their ids; those whose account is empty are left out. It holds a few hundred customers at a time.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="entity">The billing entity.</param>
    /// <param name="asOf">The day; <see langword="null"/> for today.</param>
    /// <param name="bounds">The last days of the buckets, ascending; empty for 30, 60, 90.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One ageing a payer and currency.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>account.bad_bounds</c>.</exception>
    /// <exception cref="ValidationFailedException">The day is none.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public IAsyncEnumerable<Ageing> AgeingOfAllAsync(Actor actor, Id<BillingEntity> entity, LocalDate? asOf = null, ValueList<int> bounds = default, CancellationToken cancellationToken = default)
    {
        RequireView(actor, entity.Value);
        Border.CheckOptional(asOf);
        Border.Check(bounds);
        var days = AgeingBuckets.Checked(bounds);
        return store.StreamAsync(actor.Tenant, session => AgeAsync(session, actor, entity, asOf, days, cancellationToken), cancellationToken);
    }

    /// <summary>Gives the statement of account of a payer for some days.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="entity">The billing entity.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="from">The first day.</param>
    /// <param name="through">The last day, included.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The statement; of zeros when there is nothing.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, or it is none of a client's.</exception>
    /// <exception cref="RuleViolationException"><c>account.bad_period</c>.</exception>
    /// <exception cref="ValidationFailedException">A day or the currency is none.</exception>
    [RequiresPermission(Permission.ViewAccounts)]
    public Task<AccountStatement> StatementAsync(
        Actor actor, Id<Customer> payer, Id<BillingEntity> entity, Currency currency, LocalDate from, LocalDate through, CancellationToken cancellationToken = default)
    {
        RequireView(actor, payer.Value);
        Border.Check(currency);
        Border.Check(from);
        Border.Check(through);
        if (through < from)
        {
            throw new RuleViolationException(AccountErrors.BadPeriod, $"The statement ends on {through:R}, before it begins on {from:R}: turn the days round.", payer.Value).At("Through");
        }

        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await RequireSeenAsync(session, actor, payer, cancellationToken).ConfigureAwait(false);
                var statement = new Statements(payer, entity, currency, from, through);
                await foreach (var entry in session.Of<PaymentEntry>().QueryAsync(PaymentEntryRecords.OfPayer(payer, through), cancellationToken).ConfigureAwait(false))
                {
                    statement.Add(entry);
                }

                await foreach (var document in session.Of<Invoice>().QueryAsync(InvoiceRecords.OfPayers([payer], through), cancellationToken).Where(static one => one.Status == InvoiceStatus.Issued).ConfigureAwait(false))
                {
                    statement.Add(document);
                }

                return statement.ToStatement();
            },
            cancellationToken);
    }

    // the row that records payments shows accounts, too
    private static void RequireView(Actor actor, params ReadOnlySpan<Guid> records) => actor.RequireView(Permission.ViewAccounts, Permission.RecordPayments, Grants.Own, records);

    private static async Task RequireSeenAsync(IPsaSession session, Actor actor, Id<Customer> id, CancellationToken cancellationToken)
    {
        var payer = await session.Of<Customer>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (!actor.ViewsAll(Permission.ViewAccounts, Permission.RecordPayments) && !actor.May(Permission.ViewAccounts, payer.OwnOf(actor)))
        {
            throw new EntityNotFoundException(nameof(Customer), id.Value);
        }
    }

    private async IAsyncEnumerable<Ageing> AgeAsync(
        IPsaSession session, Actor actor, Id<BillingEntity> entity, LocalDate? asOf, ValueList<int> bounds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var day = asOf ?? await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
        var own = await session.OwnAsync(actor, Permission.ViewAccounts, Permission.RecordPayments, cancellationToken).ConfigureAwait(false);
        await foreach (var payers in session.ChunksAsync(own, cancellationToken).ConfigureAwait(false))
        {
            var books = await session.BooksOfAsync(payers, entity, day, cancellationToken).ConfigureAwait(false);
            foreach (var ageing in payers.SelectMany(payer => books[payer].Ageings(bounds)))
            {
                if (!ageing.Account.Invoices.IsZero || !ageing.Account.Owed.IsZero || !ageing.Account.Credit.IsZero)
                {
                    yield return ageing;
                }
            }
        }
    }

    private Task<T> ReadAsync<T>(Actor actor, Id<Customer> payer, LocalDate? asOf, Func<AccountBook, T> give, CancellationToken cancellationToken)
    {
        RequireView(actor, payer.Value);
        Border.CheckOptional(asOf);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await RequireSeenAsync(session, actor, payer, cancellationToken).ConfigureAwait(false);
                var day = asOf ?? await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
                return give(await session.BookOfAsync(payer, day, cancellationToken).ConfigureAwait(false));
            },
            cancellationToken);
    }
}
