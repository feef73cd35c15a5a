using NodaTime;
using Psa.Invoices;
using Psa.Orders;

namespace Psa.Payments;

/// <summary>What a call does to the account of one payer with one billing entity in one currency: entries, and the balances and credits that they change.</summary>
internal sealed class Posting(PostingCall call, CustomerCredit credit, Func<Id<PaymentEntry>> nextId)
{
    private readonly Dictionary<Id<Invoice>, PostedDocument> _documents = [];
    private readonly List<PaymentEntry> _entries = [];
    private readonly List<(CustomerCredit Before, CustomerCredit Now)> _credits = [(credit, credit)];

    public PostingCall Call { get; } = call;

    /// <summary>Gets the free credit of the account.</summary>
    public CustomerCredit Credit => _credits[0].Now;

    /// <summary>Gets the free credit, then those that are bound to orders, each as it was before the call and as it is.</summary>
    public IReadOnlyList<(CustomerCredit Before, CustomerCredit Now)> Credits => _credits;

    public IReadOnlyList<PaymentEntry> Entries => _entries;

    public IReadOnlyCollection<PostedDocument> Documents => _documents.Values;

    public PostedDocument this[Id<Invoice> invoice] => _documents[invoice];

    public bool Has(Id<Invoice> invoice) => _documents.ContainsKey(invoice);

    public void Take(PostedDocument document) => _documents.Add(document.Invoice.Id, document);

    /// <summary>Takes the credit that is bound to an order.</summary>
    public void TakeBound(CustomerCredit bound) => _credits.Add((bound, bound));

    /// <summary>Gives the free credit, or the one that is bound to an order, which was taken.</summary>
    public CustomerCredit CreditOf(Id<Order>? order) => _credits[PlaceOf(order)].Now;

    /// <summary>Adds an entry; of zero there is none. Where it moves credit that is bound to an order, it names the order.</summary>
    public PaymentEntry? Add(
        PaymentKind kind, Money amount, Id<Invoice>? invoice = null, Id<PaymentEntry>? of = null, LocalDate? on = null, Id<Invoice>? creditNote = null, Id<Order>? order = null)
    {
        if (amount.IsZero)
        {
            return null;
        }

        var movesMoney = kind is PaymentKind.Payment or PaymentKind.Refund;
        var entry = new PaymentEntry
        {
            Id = nextId(),
            Tenant = Credit.Tenant,
            Kind = kind,
            Payer = Credit.Payer,
            BillingEntity = Credit.BillingEntity,
            Invoice = invoice,
            Amount = amount,
            Date = on ?? Call.Date,
            ValueDate = movesMoney ? Call.ValueDate : null,
            Method = movesMoney ? Call.Method : null,
            Reference = movesMoney ? Call.Reference : null,
            Reason = Call.Reason,
            Key = Call.Key,
            Asked = Call.Asked,
            Place = _entries.Count,
            Of = of,
            CreditNote = creditNote,
            Order = order,
            By = Call.By,
            At = Call.At,
        };
        _entries.Add(entry);
        if (entry.OnCredit() is { IsZero: false } onCredit)
        {
            var place = PlaceOf(order);
            var (before, now) = _credits[place];
            _credits[place] = (before, now with { Balance = now.Balance + onCredit });
        }

        if (invoice is { } id)
        {
            _documents[id].Post(entry);
        }

        return entry;
    }

    /// <summary>Lets the early-payment discounts follow what they hang on.</summary>
    public void SettleDiscounts()
    {
        foreach (var document in _documents.Values)
        {
            var change = EarlyPayment.ChangeOf(document.Invoice, document.Balance, document.Entries);
            Add(PaymentKind.EarlyPaymentDiscount, change, document.Invoice.Id, change.Sign > 0 ? LastPaymentOf(document) : null);
        }
    }

    private int PlaceOf(Id<Order>? order)
    {
        var place = _credits.FindIndex(credit => credit.Now.Order == order);
        return place >= 0 ? place : throw new InvalidOperationException($"The credit that is bound to order {order} was not taken.");
    }

    private static Id<PaymentEntry>? LastPaymentOf(PostedDocument document)
    {
        for (var i = document.Entries.Count - 1; i >= 0; i--)
        {
            if (document.Entries[i].OnPaid().Sign > 0)
            {
                return document.Entries[i].Id;
            }
        }

        return null;
    }
}
