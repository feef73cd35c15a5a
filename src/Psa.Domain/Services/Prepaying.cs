using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Lets the credit of payers pay their invoices while these are issued, in their order, unless a payer wants that by hand: first what is bound to the orders that they bill, then free credit.</summary>
internal sealed class Prepaying
{
    private readonly Step _step;
    private readonly BillingEntity _entity;
    private readonly IIdGenerator _ids;
    private readonly LocalDate _today;
    private readonly Dictionary<Id<SalesItem>, Id<Order>> _orders;
    private readonly Dictionary<Id<CustomerCredit>, (CustomerCredit Before, CustomerCredit Now, List<PaymentEntry> Entries)> _credits = [];

    private Prepaying(Step step, LocalDate today, BillingEntity entity, IIdGenerator ids, Dictionary<Id<SalesItem>, Id<Order>> orders) =>
        (_step, _today, _entity, _ids, _orders) = (step, today, entity, ids, orders);

    /// <summary>Gets the orders that the items on the documents bill.</summary>
    internal IReadOnlyDictionary<Id<SalesItem>, Id<Order>> Orders => _orders;

    /// <summary>Reads the credit of all who are billed by some documents, in one query.</summary>
    internal static async Task<Prepaying> OfAsync(
        Step step, BillingEntity entity, IReadOnlyCollection<Invoice> documents, IReadOnlyDictionary<Id<Customer>, Customer> payers, IIdGenerator ids, CancellationToken cancellationToken)
    {
        // credit pays on the day it is applied, and not before it was there
        var orders = await step.OrdersOnAsync(documents, cancellationToken).ConfigureAwait(false);
        var prepaying = new Prepaying(step, await step.TodayAsync(cancellationToken).ConfigureAwait(false), entity, ids, orders);
        var wanted = new HashSet<Id<CustomerCredit>>();
        foreach (var document in documents)
        {
            if (document.Kind == InvoiceKind.Invoice && payers.GetValueOrDefault(document.Customer)?.BillingInformation is { CreditByHand: false })
            {
                wanted.UnionWith(prepaying.IdsOf(document, prepaying.OrdersOf(document)));
            }
        }

        if (wanted.Count > 0)
        {
            await foreach (var credit in step.Of<CustomerCredit>().QueryAsync(RecordType<CustomerCredit>.Of(wanted), cancellationToken).ConfigureAwait(false))
            {
                prepaying._credits.Add(credit.Id, (credit, credit, []));
            }
        }

        return prepaying;
    }

    /// <summary>Gives a document that is being issued with what its payer's credit pays of it, and stages the entries and the balance of what it pays.</summary>
    internal Invoice Pay(Invoice issued)
    {
        if (_credits.Count == 0)
        {
            return issued;
        }

        var credits = CreditsOf(issued, OrdersOf(issued));
        var taken = Prepayments.Of(issued, credits, credits.Count == 1 ? [] : Prepayments.BilledOf(issued, _orders));
        var prepaid = Money.Zero(issued.Currency);
        foreach (var amount in taken)
        {
            prepaid += amount;
        }

        if (prepaid.IsZero)
        {
            return issued;
        }

        var document = issued.WithPrepaid(prepaid, _entity.PayableStepOf(issued.Currency));
        var call = new PostingCall(Prepayments.KeyOf(issued.Id), string.Empty, _step.Actor.DisplayName, _step.Now, LocalDate.Max(_today, issued.IssueDate));
        var posting = new Posting(call, credits[^1], _ids.Next<PaymentEntry>);
        posting.Take(new(document, Balances.Of(document), []));
        for (var i = 0; i < taken.Length; i++)
        {
            if (credits[i].Order is not null)
            {
                posting.TakeBound(credits[i]);
            }

            posting.Add(PaymentKind.CreditIn, taken[i], document.Id, order: taken[i].IsZero ? null : credits[i].Order);
        }

        posting.SettleDiscounts();
        _step.StageDocuments(posting);
        Keep(posting);
        return document;
    }

    /// <summary>Stages what is left of the credits, once each.</summary>
    internal void Stage()
    {
        foreach (var (before, now, entries) in _credits.Values)
        {
            _step.StageCredit(before, now, entries);
        }
    }

    private void Keep(Posting posting)
    {
        foreach (var (_, now) in posting.Credits)
        {
            if (_credits.TryGetValue(now.Id, out var credit))
            {
                credit.Entries.AddRange(posting.Entries);
                _credits[now.Id] = credit with { Now = now };
            }
        }
    }

    // the orders that a document bills, in the order of its items
    private List<Id<Order>> OrdersOf(Invoice document)
    {
        var orders = new List<Id<Order>>();
        foreach (var item in _orders.Count == 0 ? [] : document.Items)
        {
            if (_orders.TryGetValue(item.Item, out var order) && !orders.Contains(order))
            {
                orders.Add(order);
            }
        }

        return orders;
    }

    private IEnumerable<Id<CustomerCredit>> IdsOf(Invoice document, List<Id<Order>> orders)
    {
        foreach (var order in orders)
        {
            yield return CustomerCredits.IdOf(_step.Tenant, document.Customer, _entity.Id, document.Currency, order);
        }

        yield return CustomerCredits.IdOf(_step.Tenant, document.Customer, _entity.Id, document.Currency);
    }

    // bound credit first; free credit, of which there may be none, is the last
    private List<CustomerCredit> CreditsOf(Invoice document, List<Id<Order>> orders)
    {
        var credits = new List<CustomerCredit>();
        foreach (var id in IdsOf(document, orders))
        {
            if (_credits.TryGetValue(id, out var credit))
            {
                credits.Add(credit.Now);
            }
        }

        if (credits.Count == 0 || credits[^1].Order is not null)
        {
            credits.Add(CustomerCredits.None(_step.Tenant, document.Customer, _entity.Id, document.Currency));
        }

        return credits;
    }
}
