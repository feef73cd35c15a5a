using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Orders;
using Psa.Quotes;
using Psa.SalesItems;
using Psa.Work;

namespace Psa.Services;

/// <summary>Finds what a customer's personal data is still needed for: its own business, and that of all it pays for.</summary>
internal static class ErasureGates
{
    private const int ChunkSize = 500;

    /// <summary>Refuses while contracts run or their last days weren't billed, while quotes and orders are open, while items wait, and while documents are drafts.</summary>
    internal static async Task RequireErasableAsync(this Step step, Customer customer, CancellationToken cancellationToken)
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var payees = await step.PayeesOfAsync(customer.Id, cancellationToken).ConfigureAwait(false);
        foreach (var some in payees.Append(customer.Id).Distinct().Chunk(ChunkSize))
        {
            await step.RequireEndedAsync(customer, some, today, cancellationToken).ConfigureAwait(false);
            await RequireClosedAsync(customer, step.Of<Quote>().QueryAsync(QuoteRecords.OfEach(some), cancellationToken), static quote => quote.Status == QuoteStatus.Draft || quote.Status == QuoteStatus.Active).ConfigureAwait(false);
            await RequireClosedAsync(customer, step.Of<Order>().QueryAsync(OrderRecords.OfEach(some), cancellationToken), static order => order.Status == OrderStatus.Active || order.Status == OrderStatus.Submitted).ConfigureAwait(false);
            await step.RequireWorkEndedAsync(customer, some, cancellationToken).ConfigureAwait(false);
            foreach (var status in new[] { SalesItemStatus.Pending, SalesItemStatus.Draft })
            {
                await RequireNoneAsync(customer, step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfEach(some, status, LocalDate.MaxIsoValue), cancellationToken)).ConfigureAwait(false);
            }
        }

        // of what was invoiced to the customer before others paid
        foreach (var status in new[] { SalesItemStatus.Pending, SalesItemStatus.Draft })
        {
            await RequireNoneAsync(customer, step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPayer(customer.Id, status), cancellationToken)).ConfigureAwait(false);
        }

        foreach (var payer in new SortedSet<Id<Customer>> { customer.Id, customer.Payer })
        {
            await foreach (var draft in step.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfCustomer(payer), cancellationToken).ConfigureAwait(false))
            {
                if (payer == customer.Id || draft.Items.AsEnumerable().Any(item => item.Customer == customer.Id))
                {
                    throw new RuleViolationException(CustomerErrors.DraftsOpen, "A document that is still a draft is for the customer, or has lines of it: issue or delete it first.", customer.Id.Value, draft.Id.Value);
                }
            }
        }
    }

    private static async Task RequireWorkEndedAsync(this Step step, Customer customer, Id<Customer>[] some, CancellationToken cancellationToken)
    {
        foreach (var ticket in await step.Of<Ticket>().QueryAsync(TicketRecords.OfEach(some), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            RequireEnded(customer, ticket.Number, ticket.Id.Value, ticket.Status != TicketStatus.Closed || (await step.TimeOfAsync(ticket, cancellationToken).ConfigureAwait(false)).Exists(Waits));
        }

        foreach (var project in await step.Of<Project>().QueryAsync(ProjectRecords.OfEach(some), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            RequireEnded(customer, project.Number, project.Id.Value, project.Status != ProjectStatus.Closed || (await step.TimeOfAsync(project, cancellationToken).ConfigureAwait(false)).Exists(Waits));
        }
    }

    private static bool Waits(TimeEntry entry) => entry.Status != TimeStatus.Approved && entry.Minutes > 0;

    private static void RequireEnded(Customer customer, string number, Guid id, bool isOpen)
    {
        if (isOpen)
        {
            throw new RuleViolationException(
                CustomerErrors.WorkOpen, $"{number} is open, or time on it isn't approved, and its customer or payer is to be erased: close it, and approve or delete its time first.", customer.Id.Value, id);
        }
    }

    private static async Task RequireEndedAsync(this Step step, Customer customer, Id<Customer>[] some, LocalDate today, CancellationToken cancellationToken)
    {
        var contracts = new Dictionary<Id<Contract>, Contract>();
        await foreach (var contract in step.Of<Contract>().QueryAsync(ContractRecords.OfEach(some), cancellationToken).ConfigureAwait(false))
        {
            if (contract.Status == ContractStatus.Draft || (contract.Status.IsBilled && today.IsBefore(contract.EndExclusive())))
            {
                throw new RuleViolationException(
                    CustomerErrors.ContractsInForce,
                    $"The contract {contract.Number} is {contract.Status.Name} and hasn't ended, and its customer or payer is to be erased: end or discard it first.",
                    customer.Id.Value,
                    contract.Id.Value);
            }

            contracts.Add(contract.Id, contract);
        }

        var ledgers = await step.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfEach(some), cancellationToken).ToDictionaryAsync(static ledger => ledger.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        await foreach (var part in step.Of<ContractPart>().QueryAsync(ContractPartRecords.OfEach(some), cancellationToken).ConfigureAwait(false))
        {
            // one that was begun meanwhile lets the commit conflict
            if (contracts.TryGetValue(part.Contract, out var contract) && contract.Status.IsBilled && LastDay(contract, part) is { } last && !(ledgers.GetValueOrDefault(Ledgers.IdOf(part.Id))?.Through >= last))
            {
                throw new RuleViolationException(
                    CustomerErrors.NotBilled,
                    $"The contract {contract.Number} has ended and its last days weren't billed, for which the billing information is needed: bill through {last:R} first.",
                    customer.Id.Value,
                    contract.Id.Value);
            }
        }
    }

    /// <summary>Gives the last day that a part of an ended contract bills; <see langword="null"/> when it bills none.</summary>
    private static LocalDate? LastDay(Contract contract, ContractPart part)
    {
        var last = OpenDates.Earlier(contract.EndExclusive()?.PlusDays(-1), part.LastDay);
        var first = part.BillFrom is { } from ? LocalDate.Max(from, part.FirstDay(contract)) : part.FirstDay(contract);
        return last >= first ? last : null;
    }

    private static async Task RequireClosedAsync<T>(Customer customer, IAsyncEnumerable<T> documents, Predicate<T> isOpen)
        where T : Document, IEntity<T>
    {
        await foreach (var document in documents.ConfigureAwait(false))
        {
            if (isOpen(document))
            {
                throw new RuleViolationException(
                    CustomerErrors.OffersOpen, $"{document.Number} is open, and its customer or payer is to be erased: close or discard the quote, bring the order to its end or cancel it first.", customer.Id.Value, document.Id.Value);
            }
        }
    }

    private static async Task RequireNoneAsync(Customer customer, IAsyncEnumerable<SalesItem> items)
    {
        await foreach (var item in items.ConfigureAwait(false))
        {
            throw new RuleViolationException(
                CustomerErrors.ItemsWaiting, $"The sales item {item.Id} is {item.Status.Name} and is to be billed to the customer or for it: bill or cancel it first.", customer.Id.Value, item.Id.Value);
        }
    }
}
