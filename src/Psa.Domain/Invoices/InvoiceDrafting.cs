using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>
/// Puts the pending items of a payer's customers on draft invoices. What can't be invoiced stays pending or draft and is reported with the money that waits.
/// Pure but for the taxes, which a host may ask elsewhere.
/// </summary>
internal static class InvoiceDrafting
{
    /// <summary>Drafts the invoices of a payer.</summary>
    /// <param name="work">The payer with the items of those it pays for.</param>
    /// <param name="context">The run.</param>
    /// <param name="taxes">Finds taxes.</param>
    /// <param name="corrected">Finds what credit notes correct; <see langword="null"/> where nothing that was issued can be read, and each is taxed by itself.</param>
    /// <param name="cancellationToken">Ends the wait for taxes.</param>
    /// <returns>The drafts, the items as they stand on them, and obstacles.</returns>
    internal static async ValueTask<InvoiceDrafts> DraftAsync(ItemsToInvoice work, BillingContext context, ITaxCalculator taxes, CorrectedInvoice.Finding? corrected, CancellationToken cancellationToken)
    {
        if (work.Items.Count == 0 && work.OpenItems.Count == 0)
        {
            return new();
        }

        var draft = new Drafting(work, context);
        if (work.Payer.BillingInformation is not { } information || !information.IsComplete())
        {
            return draft.Blocked();
        }

        var ready = draft.Ready();
        var lineTaxes = new DraftTaxes(context, information, taxes);
        await lineTaxes.LookAsync(ready, cancellationToken).ConfigureAwait(false);
        ready = draft.Priced(ready, lineTaxes);
        foreach (var group in InvoiceGrouping.Group(ready, work.Contracts, information, lineTaxes, context.Entity))
        {
            LineTax?[] found;
            try
            {
                if (draft.IsBelowMinimum(group))
                {
                    continue;
                }

                found = await lineTaxes.FindAsync(group.Items, cancellationToken).ConfigureAwait(false);
            }
            catch (RuleViolationException refused)
            {
                draft.Report(group, new(ObstacleReason.TaxMissing, refused.Code, refused.Message));
                continue;
            }
#pragma warning disable CA1031 // a host's tax service that fails, or a sum no money can hold, keeps back this document and no other
            catch (Exception thrown) when (!cancellationToken.IsCancellationRequested)
            {
                draft.Report(group, Obstacle.Of(thrown));
                continue;
            }

            try
            {
                await draft.AddAsync(group, information, found, corrected, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception thrown) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                draft.Report(group, Obstacle.Of(thrown));
            }
        }

        return draft.Result();
    }

    private sealed class Drafting(ItemsToInvoice work, BillingContext context)
    {
        private readonly List<Obstacle> _obstacles = [];
        private readonly List<Invoice> _invoices = [];

        // items of before by their ids, as they stand on a draft or null: these are others' too, so they are copied
        private readonly Dictionary<Id<SalesItem>, SalesItem?>? _open = work.OpenItems.Count == 0 ? null : OpenById(work);

        internal List<SalesItem> Ready()
        {
            // what corrects another seller's bill, comes to nothing, or waits with what it corrects for a later day, stands on none of this seller's documents
            var ready = new List<SalesItem>(work.Items.Count + work.OpenItems.Count);
            for (var i = 0; i < work.Items.Count; i++)
            {
                var item = work.Items[i];
                if (item.BillingEntity == context.Entity.Id && item.Status != SalesItemStatus.Settled && item.BillingDate <= context.Through)
                {
                    ready.Add(item);
                }
            }

            for (var i = 0; i < work.OpenItems.Count; i++)
            {
                var item = work.OpenItems[i];
                if (item.BillingEntity == context.Entity.Id)
                {
                    ready.Add(item.Status == SalesItemStatus.Draft ? item with { Status = SalesItemLifecycle.Table.Next(item.Status, SalesItemAction.Complete) } : item);
                }
            }

            return ready;
        }

        /// <summary>Leaves out what has a pricing error, and reports it: the document of the others goes on.</summary>
        internal List<SalesItem> Priced(List<SalesItem> ready, DraftTaxes taxes)
        {
            List<SalesItem>? unpriced = null;
            foreach (var item in ready)
            {
                if (taxes.Unpriced(item) is { PricingError: { } error } line)
                {
                    (unpriced ??= []).Add(item);
                    var obstacle = new Obstacle(ObstacleReason.PriceMissing, error, $"'{line.Text}' of the sales item {item.Id} isn't priced ({error}): change its lines, then bill again.");
                    Report(WaitingMoney.Of([item]), obstacle with { Customer = item.Customer }, item.Id.ToString());
                }
            }

            return unpriced is null ? ready : ready.FindAll(item => !unpriced.Contains(item));
        }

        internal InvoiceDrafts Blocked()
        {
            var obstacle = new Obstacle(
                ObstacleReason.BillingInformationMissing,
                PsaErrors.BillingInformationRequired,
                $"Customer {work.Payer.Number} lacks {string.Join(", ", (IEnumerable<string>)work.Payer.BillingInformation.MissingFields())}: complete the billing information, then bill again.");
            var waiting = new SortedDictionary<Id<Customer>, List<SalesItem>>();
            foreach (var item in Ready())
            {
                if (!waiting.TryGetValue(item.Customer, out var items))
                {
                    waiting.Add(item.Customer, items = []);
                }

                items.Add(item);
            }

            foreach (var (customer, items) in waiting)
            {
                Report(WaitingMoney.Of(items), obstacle with { Customer = customer }, work.IsBeside ? work.Payer.Id.ToString() : string.Empty);
            }

            return new() { Items = work.Items, Obstacles = _obstacles };
        }

        /// <summary>Tells whether the net of prices without tax keeps a group waiting, before anybody is asked for taxes.</summary>
        internal bool IsBelowMinimum(InvoiceGroup group) => !NeedsTotals(group) && IsBelowMinimum(group, Net(group.Items));

        // where prices hold tax, or were freed of it, items don't say what the document comes to without tax
        private bool NeedsTotals(InvoiceGroup group) => group.PriceMode == PriceMode.TaxInclusive || context.Entity.PriceMode == PriceMode.TaxInclusive;

        private bool IsBelowMinimum(InvoiceGroup group, Money net)
        {
            if (work.IsBeside || context.Entity.MinimumInvoice is not { } minimum || minimum.Currency != group.Currency)
            {
                return false;
            }

            if (net.Sign < 0 || net >= minimum || IsLast(group.Currency))
            {
                return false;
            }

            Report(group, new(ObstacleReason.BelowMinimum, ChargeErrors.BelowMinimum, $"{net} is less than the minimum of {minimum}: it waits for the next run."));
            return true;
        }

        internal async ValueTask AddAsync(InvoiceGroup group, BillingInformation information, LineTax?[] taxes, CorrectedInvoice.Finding? corrected, CancellationToken cancellationToken)
        {
            var lines = DraftTaxes.Taxed(group.Items, taxes);
            var invoice = await InvoiceAssembly.AssembleAsync(work, information, group, lines, context, written: null, corrected, cancellationToken).ConfigureAwait(false);
            if (NeedsTotals(group) && invoice.Kind == InvoiceKind.Invoice && IsBelowMinimum(group, invoice.Totals.TotalWithoutTax))
            {
                return;
            }

            // nothing of it stands before all of it may
            for (var i = 0; i < lines.Length; i++)
            {
                _ = SalesItemLifecycle.Table.Next(group.Items[i].Status, SalesItemAction.Invoice);
            }

            _invoices.Add(invoice);
            for (var i = 0; i < lines.Length; i++)
            {
                var item = group.Items[i];
                var status = SalesItemLifecycle.Table.Next(item.Status, SalesItemAction.Invoice);
                if (_open?.ContainsKey(item.Id) == true)
                {
                    _open[item.Id] = item.PutOn(invoice.Id, invoice.Customer, lines[i]);
                }
                else
                {
                    item.PutOnDraft(status, invoice.Id, invoice.Customer, lines[i]);
                }
            }
        }

        private static Dictionary<Id<SalesItem>, SalesItem?> OpenById(ItemsToInvoice work)
        {
            var open = new Dictionary<Id<SalesItem>, SalesItem?>(work.OpenItems.Count);
            foreach (var item in work.OpenItems)
            {
                open.Add(item.Id, null);
            }

            foreach (var item in work.Items)
            {
                if (open.ContainsKey(item.Id))
                {
                    throw new InvalidOperationException($"The sales item {item.Id} is there already, and a run made it anew.");
                }
            }

            return open;
        }

        // beside the customers' own payer, the customer is named whose item it is, and several payers may have the same key
        internal void Report(InvoiceGroup group, Obstacle obstacle) => Report(
            WaitingMoney.Of(group.Items),
            work.IsBeside ? obstacle with { Customer = group.Items[0].Customer } : obstacle,
            work.IsBeside ? $"{work.Payer.Id}|{group.Key}" : group.Key);

        internal InvoiceDrafts Result()
        {
            var changed = new List<SalesItem>(0);
            for (var i = 0; i < work.OpenItems.Count; i++)
            {
                if (_open?[work.OpenItems[i].Id] is { } invoiced)
                {
                    changed.Add(invoiced);
                }
            }

            return new() { Items = work.Items, InvoicedItems = changed, Invoices = _invoices, Obstacles = _obstacles };
        }

        private void Report(ValueList<Money> waiting, Obstacle obstacle, string group = "")
        {
            if (!waiting.IsEmpty)
            {
                _obstacles.Add(obstacle with { Waiting = waiting, Group = group });
            }
        }

        // nothing more will come, so the money must not wait for it
        private bool IsLast(Currency currency)
        {
            if (work.HasUnknown)
            {
                return false;
            }

            Dictionary<Id<Contract>, Contract>? going = null;
            foreach (var contract in work.Contracts)
            {
                if (contract.Status.IsBilled && contract.BillingEntity == context.Entity.Id && contract.Currency == currency)
                {
                    (going ??= []).Add(contract.Id, contract);
                }
            }

            if (going is null)
            {
                return true;
            }

            foreach (var part in work.Parts)
            {
                if (going.TryGetValue(part.Contract, out var contract)
                    && !LastCharges.AreDue(contract, part, work.FindCustomer(contract.Customer)?.TrialLastDay, context.Through))
                {
                    return false;
                }
            }

            return true;
        }

        private static Money Net(IReadOnlyList<SalesItem> items)
        {
            var net = Money.Zero(items[0].Currency);
            for (var i = 0; i < items.Count; i++)
            {
                net += items[i].Net;
            }

            return net;
        }
    }
}
