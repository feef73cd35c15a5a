using NodaTime;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>What a call does to the account of one payer with one billing entity in one currency: entries, and the balances and the credit that they change.</summary>
internal sealed class Posting(PostingCall call, CustomerCredit credit, Func<Id<PaymentEntry>> nextId)
{
    private readonly Dictionary<Id<Invoice>, PostedDocument> _documents = [];
    private readonly List<PaymentEntry> _entries = [];

    public PostingCall Call { get; } = call;

    /// <summary>Gets the credit as it was before the call.</summary>
    public CustomerCredit CreditBefore { get; } = credit;

    public CustomerCredit Credit { get; private set; } = credit;

    public IReadOnlyList<PaymentEntry> Entries => _entries;

    public IReadOnlyCollection<PostedDocument> Documents => _documents.Values;

    public PostedDocument this[Id<Invoice> invoice] => _documents[invoice];

    public bool Has(Id<Invoice> invoice) => _documents.ContainsKey(invoice);

    public void Take(PostedDocument document) => _documents.Add(document.Invoice.Id, document);

    /// <summary>Adds an entry; of zero there is none.</summary>
    public PaymentEntry? Add(PaymentKind kind, Money amount, Id<Invoice>? invoice = null, Id<PaymentEntry>? of = null, LocalDate? on = null)
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
            By = Call.By,
            At = Call.At,
        };
        _entries.Add(entry);
        Credit = Credit with { Balance = Credit.Balance + entry.OnCredit() };
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
