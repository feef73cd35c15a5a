using System.Linq;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Credit that is bound to orders: which invoices it pays, and that it is freed when its order ends (R-CUSTOMER-CREDIT).</summary>
internal static class BoundCredits
{
    /// <summary>Reads the order of each sales item on some documents that bills something of one: of its lines, its freight, or a deposit on it.</summary>
    internal static async Task<Dictionary<Id<SalesItem>, Id<Order>>> OrdersOnAsync(this IPsaSession session, IEnumerable<Invoice> documents, CancellationToken cancellationToken)
    {
        var (asked, orders, deposits) = (new List<Id<Invoice>>(), new Dictionary<Id<SalesItem>, Id<Order>>(), new Dictionary<Id<Deposit>, List<Id<SalesItem>>>());
        foreach (var document in documents)
        {
            if (document.Items.AsEnumerable().Any(static item => item.Source is SalesItemSource.Order or SalesItemSource.Deposit))
            {
                asked.Add(document.Id);
            }
        }

        if (asked.Count == 0)
        {
            return orders;
        }

        await foreach (var item in session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices(asked), cancellationToken).ConfigureAwait(false))
        {
            if (item.Source == SalesItemSource.Order)
            {
                orders.Add(item.Id, new(item.SourceId));
            }
            else if (item.Source == SalesItemSource.Deposit)
            {
                if (!deposits.TryGetValue(new(item.SourceId), out var own))
                {
                    deposits.Add(new(item.SourceId), own = []);
                }

                own.Add(item.Id);
            }
        }

        if (deposits.Count > 0)
        {
            await foreach (var deposit in session.Of<Deposit>().QueryAsync(RecordType<Deposit>.Of(deposits.Keys), cancellationToken).ConfigureAwait(false))
            {
                deposits[deposit.Id].ForEach(item => orders.Add(item, deposit.Order));
            }
        }

        return orders;
    }

    /// <summary>Gives those of some documents that bill something of an order.</summary>
    /// <exception cref="RuleViolationException"><c>payment.other_order</c>: a document that somebody named bills nothing of it.</exception>
    internal static async Task<List<PostedDocument>> BillingAsync(this IPsaSession session, Id<Order> order, List<PostedDocument> documents, bool isNamed, CancellationToken cancellationToken)
    {
        var orders = await session.OrdersOnAsync(documents.ConvertAll(static document => document.Invoice), cancellationToken).ConfigureAwait(false);
        var billing = documents.FindAll(document => document.Invoice.Items.AsEnumerable().Any(item => orders.TryGetValue(item.Item, out var own) && own == order));
        return billing.Count > 0 || !isNamed
            ? billing
            : throw new RuleViolationException(
                PaymentErrors.OtherOrder, $"{documents[0].Invoice.Number} bills nothing of the order to which the credit is bound: name one of the order's invoices.", documents[0].Invoice.Id.Value, order.Value).At("Order");
    }

    /// <summary>Stages that all that is bound to an order which has ended is free, once all that it billed is issued: until then that is what the credit is for.</summary>
    internal static async Task FreeCreditAsync(this Step step, Order ended, IIdGenerator ids, CancellationToken cancellationToken)
    {
        var order = ended.Id;
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        foreach (var stored in await step.Of<CustomerCredit>().QueryAsync(CustomerCreditRecords.OfOrder(order), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var bound = await step.Of<CustomerCredit>().FindAsync(stored.Id, cancellationToken).ConfigureAwait(false) ?? stored;
            if (bound.Balance.IsZero || await step.IsBillingAsync(ended, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            var key = FormattableString.Invariant($"{PaymentChecks.OwnKeys}free:{bound.Id}:{bound.Version}");
            var call = new PostingCall(key, string.Empty, step.Actor.DisplayName, step.Now, today);
            var posting = new Posting(call, await step.CreditAsync(bound.Payer, bound.BillingEntity, bound.Balance.Currency, cancellationToken).ConfigureAwait(false), ids.Next<PaymentEntry>);
            posting.TakeBound(bound);
            CustomerCredits.Free(posting, order);
            step.Stage(posting);
        }
    }

    // what waits for an invoice, or stands on one that isn't issued
    private static async Task<bool> IsBillingAsync(this Step step, Order order, CancellationToken cancellationToken)
    {
        foreach (var item in await step.ItemsOfAsync(order, cancellationToken).ConfigureAwait(false))
        {
            if (item.Released)
            {
                continue;
            }

            var draft = item.Invoice is { } id ? await step.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
            if (draft is null ? item.IsEditable() : draft.Status == InvoiceStatus.Draft)
            {
                return true;
            }
        }

        return false;
    }
}
