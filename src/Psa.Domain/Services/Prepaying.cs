using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Payments;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Lets the credit of payers pay their invoices while these are issued, in their order, unless a payer wants that by hand. What is bound to an order isn't here yet.</summary>
internal sealed class Prepaying
{
    private readonly Step _step;
    private readonly BillingEntity _entity;
    private readonly IIdGenerator _ids;
    private readonly LocalDate _today;
    private readonly Dictionary<Id<CustomerCredit>, (CustomerCredit Before, CustomerCredit Now, List<PaymentEntry> Entries)> _credits;

    private Prepaying(Step step, LocalDate today, BillingEntity entity, IIdGenerator ids, Dictionary<Id<CustomerCredit>, (CustomerCredit Before, CustomerCredit Now, List<PaymentEntry> Entries)> credits) =>
        (_step, _today, _entity, _ids, _credits) = (step, today, entity, ids, credits);

    /// <summary>Reads the credit of all who are billed by some documents, in one query.</summary>
    internal static async Task<Prepaying> OfAsync(
        Step step, BillingEntity entity, IEnumerable<Invoice> documents, IReadOnlyDictionary<Id<Customer>, Customer> payers, IIdGenerator ids, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<Id<CustomerCredit>>();
        foreach (var document in documents)
        {
            if (document.Kind == InvoiceKind.Invoice && payers.GetValueOrDefault(document.Customer)?.BillingInformation is { CreditByHand: false })
            {
                wanted.Add(CustomerCredits.IdOf(step.Tenant, document.Customer, entity.Id, document.Currency));
            }
        }

        var credits = new Dictionary<Id<CustomerCredit>, (CustomerCredit, CustomerCredit, List<PaymentEntry>)>();
        if (wanted.Count > 0)
        {
            await foreach (var credit in step.Of<CustomerCredit>().QueryAsync(RecordType<CustomerCredit>.Of(wanted), cancellationToken).ConfigureAwait(false))
            {
                credits.Add(credit.Id, (credit, credit, []));
            }
        }

        // credit pays on the day it is applied, and not before it was there
        return new(step, await step.TodayAsync(cancellationToken).ConfigureAwait(false), entity, ids, credits);
    }

    /// <summary>Gives a document that is being issued with what its payer's credit pays of it, and stages the entries and the balance of what it pays.</summary>
    internal Invoice Pay(Invoice issued)
    {
        var id = CustomerCredits.IdOf(_step.Tenant, issued.Customer, _entity.Id, issued.Currency);
        if (!_credits.TryGetValue(id, out var credit) || Prepayments.Of(issued, credit.Now.Balance) is not { IsZero: false } prepaid)
        {
            return issued;
        }

        var document = issued.WithPrepaid(prepaid, _entity.PayableStepOf(issued.Currency));
        var call = new PostingCall(Prepayments.KeyOf(issued.Id), string.Empty, _step.Actor.DisplayName, _step.Now, LocalDate.Max(_today, issued.IssueDate));
        var posting = new Posting(call, credit.Now, _ids.Next<PaymentEntry>);
        posting.Take(new(document, Balances.Of(document), []));
        posting.Add(PaymentKind.CreditIn, prepaid, document.Id);
        posting.SettleDiscounts();
        _step.StageDocuments(posting);
        credit.Entries.AddRange(posting.Entries);
        _credits[id] = credit with { Now = posting.Credit };
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
}
