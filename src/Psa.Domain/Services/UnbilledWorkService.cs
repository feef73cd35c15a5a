using System.Linq;
using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Customers;
using Psa.Languages;
using Psa.Orders;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Lists what was supplied, ordered or used and stands on no invoice: draft and pending items, usage that nothing bills, lines of orders, obstacles of the last runs. Reads a page of customers at a time.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Says which day it is.</param>
/// <param name="ids">Makes the id of a run that is only looked at.</param>
public sealed class UnbilledWorkService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Lists what of a customer stands on no invoice, each with its age, its money and its cause.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Items first, then usage, orders and obstacles; streamed. Costs are there for who views costs.</returns>
    /// <exception cref="RuleViolationException"><c>tax.no_table</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public IAsyncEnumerable<UnbilledWork> ListAsync(Actor actor, Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageSalesItems, customer.Value);
        return store.StreamAsync(actor.Tenant, session => SweepAsync(session, actor, customer, cancellationToken), cancellationToken);
    }

    /// <summary>Lists what of all customers stands on no invoice, each with its age, its money and its cause.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Customer by customer, in the order of who pays; streamed, a page of customers in memory. Costs are there for who views costs.</returns>
    /// <exception cref="RuleViolationException"><c>tax.no_table</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public IAsyncEnumerable<UnbilledWork> ListAllAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageSalesItems);
        return store.StreamAsync(actor.Tenant, session => SweepAsync(session, actor, customer: null, cancellationToken), cancellationToken);
    }

    /// <summary>Adds up by cause what <see cref="ListAsync"/> lists of a customer, or <see cref="ListAllAsync"/> of all.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="customer">The customer, or <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The sums in the order of causes; none of a cause for which nothing waits.</returns>
    /// <exception cref="RuleViolationException"><c>tax.no_table</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public async Task<ValueList<UnbilledTotal>> SumAsync(Actor actor, Id<Customer>? customer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageSalesItems, customer is { } one ? [one.Value] : []);
        var totals = new UnbilledTotals();
        await foreach (var row in store.StreamAsync(actor.Tenant, session => SweepAsync(session, actor, customer, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            totals.Add(row);
        }

        return totals.ToList();
    }

    private async IAsyncEnumerable<UnbilledWork> SweepAsync(IPsaSession session, Actor actor, Id<Customer>? customer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
        var rows = new UnbilledRows(today, actor.May(Permission.ViewCosts));
        var only = customer is { } id ? await session.Of<Customer>().RequireAsync(id, cancellationToken).ConfigureAwait(false) : null;
        var sellers = await SellersAsync(session, actor, today, cancellationToken).ConfigureAwait(false);
        Id<Customer>? after = null;
        while (true)
        {
            var page = only is not null
                ? new CustomerPage([only], IsLast: true, [])
                : await CustomerPages.ReadAsync(session, after, through: null, BillingRunOptions.Default.BatchSize, cancellationToken).ConfigureAwait(false);
            foreach (var row in page.Customers.Count == 0 ? [] : await OfPageAsync(session, page.Customers, sellers, rows, cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }

            if (page.IsLast)
            {
                yield break;
            }

            after = page.Last;
        }
    }

    // of usage the month that isn't over is looked at too: what can't be billed then is better mended now
    private async Task<List<Seller>> SellersAsync(IPsaSession session, Actor actor, LocalDate today, CancellationToken cancellationToken)
    {
        var sellers = new List<Seller>();
        foreach (var entity in await session.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var runs = await session.Of<BillingRun>().QueryAsync(BillingRunRecords.NewestOf(entity.Id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            var calculated = runs.FindAll(static run => run.Calculations > 0 && run.Status != BillingRunStatus.RolledBack && run.Status != BillingRunStatus.Canceled);
            BillingContext? context = null;
            if (entity.IsActive)
            {
                var plan = new BillingRunPlan { BillingEntity = entity.Id, Through = DueRuns.MonthEnd(today.PlusMonths(1)) };
                context = await RunSteps.ReadContextAsync(session, plan.ToRun(ids.Next<BillingRun>(), actor, clock.GetCurrentInstant()), LanguageSet.BuiltIn, cancellationToken).ConfigureAwait(false);
            }

            sellers.Add(new(calculated, context));
        }

        return sellers;
    }

    private static async Task<List<UnbilledWork>> OfPageAsync(IPsaSession session, List<Customer> page, List<Seller> sellers, UnbilledRows rows, CancellationToken cancellationToken)
    {
        var found = new List<UnbilledWork>();
        var all = page.ConvertAll(static customer => customer.Id);
        foreach (var status in new[] { SalesItemStatus.Draft, SalesItemStatus.Pending })
        {
            await foreach (var item in session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfEach(all, status, LocalDate.MaxIsoValue), cancellationToken).ConfigureAwait(false))
            {
                found.Add(rows.Of(item));
            }
        }

        foreach (var context in sellers.Select(static seller => seller.Context).OfType<BillingContext>())
        {
            foreach (var usage in await UnbilledReads.ReconcileAsync(session, page, context.Through, context, cancellationToken).ConfigureAwait(false))
            {
                found.AddRange(rows.Of(usage, session.Tenant) is { } row ? [row] : []);
            }
        }

        await foreach (var order in session.Of<Order>().QueryAsync(OrderRecords.OfEach(all), cancellationToken).ConfigureAwait(false))
        {
            found.AddRange(order.Status == OrderStatus.Submitted ? rows.Of(OrderBilling.AsBilled(order)) : []);
        }

        foreach (var (customer, run) in page.SelectMany(customer => sellers.Select(seller => seller.LastOf(customer)).OfType<BillingRun>(), static (customer, run) => (customer, run)))
        {
            await foreach (var obstacle in session.Of<RunObstacle>().QueryAsync(RunObstacleRecords.OfRunAndCustomer(run.Id, customer.Number), cancellationToken).ConfigureAwait(false))
            {
                found.Add(rows.Of(obstacle, run));
            }
        }

        return [.. found.OrderBy(row => all.IndexOf(row.Customer)).ThenBy(static row => row.Cause).ThenBy(static row => row.Since).ThenBy(static row => row.Record).ThenBy(static row => row.Line)];
    }

    /// <summary>What a sweep knows of a billing entity: its calculated runs, the newest first, and what it bills with; nothing when it is switched off.</summary>
    private sealed record Seller(List<BillingRun> Runs, BillingContext? Context)
    {
        internal BillingRun? LastOf(Customer customer) => Runs.Find(run => run.Payers.IsEmpty || run.Payers.Contains(customer.Payer));
    }
}
