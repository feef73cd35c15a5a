using System.Linq;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>Gathers what a payer's customers come to, and sorts their items to who is invoiced: the payer, or whoever was before.</summary>
internal sealed class PayerWork(PayerFacts facts, BillingContext context)
{
    private readonly List<SalesItem> _items = [];
    private readonly List<SalesItem> _open = [];
    private readonly List<PartLedger> _ledgers = [];
    private readonly List<RunObstacle> _obstacles = [];
    private readonly List<Exception> _faults = [];
    private readonly List<SalesItem> _made = [];
    private readonly List<SalesItem> _invoiced = [];
    private readonly List<Invoice> _invoices = [];
    private SortedDictionary<Id<Customer>, (Customer Payer, List<SalesItem> Items, List<SalesItem> Open)>? _others;

    /// <summary>Makes the items that are due of one customer: a bad one never stops its family.</summary>
    internal void Reconcile(CustomerFacts customer)
    {
        if (customer.Fault is { } fault)
        {
            Report(customer.Customer, Obstacle.Of(fault));
            return;
        }

        CustomerBilling billing;
        try
        {
            billing = CustomerReconciliation.Bill(customer, facts.Payer, context);
        }
#pragma warning disable CA1031 // one bad customer never stops its family, whatever is wrong with it
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Report(customer.Customer, Obstacle.Of(thrown));
            return;
        }

        _ledgers.AddRange(billing.Ledgers);
        _obstacles.AddRange(billing.Obstacles);
        _faults.AddRange(billing.Faults);
        _items.EnsureCapacity(_items.Count + billing.Items.Count);
        for (var i = 0; i < billing.Items.Count; i++)
        {
            Sort(billing.Items[i], customer.Customer, isNew: true);
        }

        for (var i = 0; i < customer.OpenItems.Count; i++)
        {
            var item = customer.OpenItems[i];
            if (!customer.Corrected.TryGetValue(item.Id, out var corrected))
            {
                Sort(item, customer.Customer, isNew: false);
            }
            else if (!corrected.IsOnDraft)
            {
                Sort(item.Correcting(corrected), customer.Customer, isNew: false);
            }
        }
    }

    /// <summary>Gives the items by who is invoiced: the payer first.</summary>
    internal IEnumerable<ItemsToInvoice> ToInvoice()
    {
        var (contracts, parts, hasUnknown) = Agreed();
        yield return new() { Payer = facts.Payer, FindCustomer = facts.Find, Contracts = contracts, Parts = parts, Items = _items, OpenItems = _open, HasUnknown = hasUnknown };
        if (_others is null)
        {
            yield break;
        }

        foreach (var (payer, items, open) in _others.Values)
        {
            yield return new() { Payer = payer, FindCustomer = facts.Find, Contracts = contracts, Parts = parts, Items = items, OpenItems = open, IsBeside = true };
        }
    }

    internal void Add(InvoiceDrafts drafts)
    {
        _made.AddRange(drafts.Items);
        _invoiced.AddRange(drafts.InvoicedItems);
        _invoices.AddRange(drafts.Invoices);
        foreach (var obstacle in drafts.Obstacles)
        {
            Report(facts.Find(obstacle.Customer ?? facts.Payer.Id) ?? facts.Payer, obstacle);
        }
    }

    internal PayerBilling Result() => new()
    {
        Payer = facts.Payer,
        Customers = facts.Customers is [var only] ? [only.Customer] : [.. facts.Customers.Select(static customer => customer.Customer)],
        Items = _made,
        InvoicedItems = _invoiced,
        Invoices = _invoices,
        Ledgers = _ledgers,
        Obstacles = _obstacles,
        Faults = _faults,
    };

    private void Sort(SalesItem item, Customer customer, bool isNew)
    {
        var payer = item.Payer ?? (item.Customer == customer.Id ? facts.Payer.Id : facts.Find(item.Customer)?.Payer);
        if (payer == facts.Payer.Id)
        {
            (isNew ? _items : _open).Add(item);
            return;
        }

        if ((payer is { } id ? facts.Find(id) : null) is not { } other)
        {
            // nobody can be invoiced, so nobody knows whether the item may wait to be
            var missing = payer ?? item.Customer;
            Report(customer, Obstacle.Of(new EntityNotFoundException(nameof(Customer), missing.Value)) with { Waiting = WaitingMoney.Of([item]), Group = missing.ToString() });
            if (isNew)
            {
                _made.Add(item.WaitingFor(canBeBilled: false));
            }

            return;
        }

        _others ??= [];
        if (!_others.TryGetValue(other.Id, out var items))
        {
            _others.Add(other.Id, items = (other, [], []));
        }

        (isNew ? items.Items : items.Open).Add(isNew ? item.WaitingFor(other.CanBeBilled()) : item);
    }

    private (IReadOnlyList<Contract> Contracts, IReadOnlyList<ContractPart> Parts, bool HasUnknown) Agreed()
    {
        if (facts.Customers is [var only])
        {
            return (only.Contracts, only.Parts, only.Fault is not null);
        }

        var (contracts, parts, hasUnknown) = (new List<Contract>(), new List<ContractPart>(), false);
        foreach (var customer in facts.Customers)
        {
            contracts.AddRange(customer.Contracts);
            parts.AddRange(customer.Parts);
            hasUnknown |= customer.Fault is not null;
        }

        return (contracts, parts, hasUnknown);
    }

    private void Report(Customer customer, Obstacle obstacle)
    {
        _obstacles.Add(RunObstacles.Of(context, customer, obstacle));
        if (obstacle.Fault is { } fault)
        {
            _faults.Add(fault);
        }
    }
}
