using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Languages;
using Psa.Numbering;
using Psa.Orders;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Deposits on orders: asked for by an invoice of their own, taxed at its date, deducted from the order's later invoices, and credited where something is left over. Clients see those of the customer they belong to and of
/// those it pays for. A payment in advance without a document of tax is no deposit but customer credit that is bound to the order.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids of deposits and of their documents.</param>
/// <param name="taxes">Finds taxes.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed class DepositService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private readonly LanguageSet _languages = new(languages ?? []);

    private CreditNoteDrafts Drafts => field ??= new(ids, _languages);

    /// <summary>Asks for a deposit on an order: its sales item waits for a billing run, or is invoiced by a draft at once. Once that is issued, each later invoice of the order deducts it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="deposit">How much, of which order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored deposit. Its sales item has one line a tax code: by percent what the order comes to at each × percent, rounded; by amount its share, without tax where prices don't hold it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>: the amount is of another currency than the order.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: at once, the payer's must be complete.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>deposit.bad_value</c>, <c>deposit.exceeds_order</c>, <c>deposit.order_ended</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>; <c>billing_entity.inactive</c>.
    /// </exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Deposit> MakeAsync(Actor actor, NewDeposit deposit, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(deposit);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (deposit.Id is { } given && await step.Of<Deposit>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Order == deposit.Order ? made : throw new ConcurrencyConflictException(nameof(Deposit), given.Value, 0, made.Version);
                }

                // two at once meet on the order
                var order = await step.Of<Order>().RequireAsync(deposit.Order, cancellationToken).AsTask().AtAsync(nameof(deposit.Order)).ConfigureAwait(false);
                DepositRules.RequireOpen(order);
                DepositLines.Require(deposit, order.Currency);
                step.Of<Order>().Update(order);
                return await MakeAsync(step, order, deposit, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>
    /// Closes a deposit: what is left of its invoice is credited by a draft, for somebody to issue; one that nobody was asked for yet isn't any more. One of which nothing is left stays as it is.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The deposit.</param>
    /// <param name="reason">Why; it stands on the credit note.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deposit, and the draft. Where that is deleted, the deposit is open again.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such deposit.</exception>
    /// <exception cref="RuleViolationException"><c>deposit.reason_missing</c>; <c>deposit.on_draft</c>: it stands on a draft, which is issued or deleted first.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<ClosedDeposit> CloseAsync(Actor actor, Id<Deposit> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(reason);
        DepositRules.RequireReason(id, reason);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var deposit = await step.KnowAsync(id, cancellationToken).ConfigureAwait(false);
                var order = await step.Of<Order>().RequireAsync(deposit.Order, cancellationToken).ConfigureAwait(false);
                var state = await step.StateOfAsync(deposit, order, cancellationToken).ConfigureAwait(false);
                DepositRules.RequireNoDraft(state);
                var note = await step.EndAsync(order, state, Drafts, reason.Trim(), cancellationToken).ConfigureAwait(false);
                return new ClosedDeposit((await step.Of<Deposit>().FindAsync(id, cancellationToken).ConfigureAwait(false))!, note);
            },
            cancellationToken);
    }

    /// <summary>Finds a deposit.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The deposit.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deposit, or <see langword="null"/>: also when it is none of a client's.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<Deposit?> FindAsync(Actor actor, Id<Deposit> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.ManageOrders, Grants.Own, id.Value);
        return store.ReadAsync(actor.Tenant, session => SeenAsync(session, actor, id, cancellationToken), cancellationToken);
    }

    /// <summary>Tells what is deposited, deducted, credited and left of a deposit, by tax code.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The deposit.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Where it stands; <see langword="null"/> when <see cref="FindAsync"/> gives nothing.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<DepositStanding?> StandingAsync(Actor actor, Id<Deposit> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.ManageOrders, Grants.Own, id.Value);
        return store.ReadAsync<DepositStanding?>(
            actor.Tenant,
            async session =>
            {
                if (await SeenAsync(session, actor, id, cancellationToken).ConfigureAwait(false) is not { } deposit)
                {
                    return null;
                }

                var order = await session.Of<Order>().RequireAsync(deposit.Order, cancellationToken).ConfigureAwait(false);
                return (await session.StateOfAsync(deposit, order, cancellationToken).ConfigureAwait(false)).ToStanding();
            },
            cancellationToken);
    }

    /// <summary>Lists deposits by date, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<Page<Deposit>> ListAsync(Actor actor, DepositFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.ManageOrders, Grants.Own);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewOrders, Permission.ManageOrders, cancellationToken).ConfigureAwait(false);
                return await session.PageAsync(DepositRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Sets a host's own keys on a deposit, wherever it stands.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The deposit.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored deposit.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such deposit.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Deposit> SetMetadataAsync(Actor actor, Id<Deposit> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Deposit>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (before.Metadata == metadata)
                {
                    return before;
                }

                step.Append(EventKinds.OrderChanged, before.Order);
                return step.Of<Deposit>().Update(before with { Metadata = metadata });
            },
            cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageOrders, records);
    }

    private static async Task<Deposit?> SeenAsync(IPsaSession session, Actor actor, Id<Deposit> id, CancellationToken cancellationToken)
    {
        var found = await session.Of<Deposit>().FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found is null || actor.ViewsAll(Permission.ViewOrders, Permission.ManageOrders))
        {
            return found;
        }

        return found.IsAgreed
            && await session.Of<Customer>().FindAsync(found.ServedCustomer, cancellationToken).ConfigureAwait(false) is { } customer
            && actor.May(Permission.ViewOrders, customer.OwnOf(actor)) ? found : null;
    }

    private async Task<Deposit> MakeAsync(Step step, Order order, NewDeposit wanted, CancellationToken cancellationToken)
    {
        var (_, payer) = await step.GuardPayerAsync(order.ServedCustomer, cancellationToken).ConfigureAwait(false);
        var entity = (await step.Of<BillingEntity>().RequireAsync(order.BillingEntity, cancellationToken).ConfigureAwait(false)).RequireActive();
        var deposits = await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false);
        var before = DepositRules.Asked(order, deposits) + DepositRules.Placed(order, await step.ItemsOfAsync(order, cancellationToken).ConfigureAwait(false), deposits);
        var text = _languages.Find(payer.BillingInformation?.Language).DepositOn(order.Number!);
        var lines = DepositLines.Write(order, wanted, before, text);
        var (id, today) = (wanted.Id.OrNext(ids), await step.TodayAsync(cancellationToken).ConfigureAwait(false));
        var series = await step.SeriesAsync(entity.Id, cancellationToken).ConfigureAwait(false);
        var allocation = series.Confirmed(NumberPurpose.Deposit, entity, today, 1)!.Allocate(entity, today, 1);
        step.Of<NumberSeries>().Update(allocation.Series);
        var deposit = new Deposit
        {
            Id = id,
            Tenant = step.Tenant,
            Number = allocation.Numbers[0],
            Order = order.Id,
            ServedCustomer = order.ServedCustomer,
            BillingEntity = order.BillingEntity,
            Date = today,
            Percent = wanted.Percent,
            Amount = wanted.Amount,
            Deduction = wanted.Deduction,
            Item = DepositItems.IdOf(step.Tenant, id, today, 0),
            Status = DepositStatus.Open,
            IsAgreed = order.SubmittedOn is not null,
            Metadata = wanted.Metadata,
        };
        var item = step.Of<SalesItem>().Add(DepositItems.Item(order, deposit, 0, lines, today).WaitingFor(payer.CanBeBilled()));
        step.Append(EventKinds.SalesItemCreated, item.Id, to: item.Status.Name);
        step.Append(EventKinds.DepositMade, id, to: item.Net.ToString());
        if (wanted.AtOnce)
        {
            await DraftAsync(step, order, payer, entity, item, today, cancellationToken).ConfigureAwait(false);
        }

        return step.Of<Deposit>().Add(deposit);
    }

    private async Task DraftAsync(Step step, Order order, Customer payer, BillingEntity entity, SalesItem item, LocalDate date, CancellationToken cancellationToken)
    {
        BillingInformationRules.RequireComplete(payer);
        var written = new WrittenInvoice
        {
            Id = ids.Next<Invoice>(),
            PriceBehaviour = PriceBehaviour.Locked,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            BuyerReference = order.BuyerReference,
            ShipTo = order.ShipTo,
        };
        var (draft, placed) = await new DraftWriter(step, taxes, _languages).WriteAsync(payer, entity, [item], written, [], date, cancellationToken).ConfigureAwait(false);
        step.Stage(placed, [item]);
        step.Append(EventKinds.InvoiceDrafted, draft.Id, to: draft.Totals.TotalWithTax.ToString());
        step.Of<Invoice>().Add(draft);
    }
}
