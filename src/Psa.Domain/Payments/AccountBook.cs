using System.Linq;
using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>
/// The accounts of a payer as of a day, one a billing entity and currency: issued documents and entries are put in, in any order, and accounts, ageing and open items come out. It
/// keeps of documents only what it needs, so that those of a payer may be streamed through it.
/// </summary>
internal sealed class AccountBook(Id<Customer> payer, LocalDate asOf)
{
    private readonly Dictionary<Id<Invoice>, AccountDocument> _documents = [];
    private readonly List<PaymentEntry> _entries = [];
    private bool _isSummed;

    /// <summary>Puts an issued document in; what is dated after the day is left out.</summary>
    public void Add(Invoice document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.IssueDate <= asOf)
        {
            // a step brings the document that it issues, which another may have issued meanwhile
            _documents[document.Id] = new(document);
            _isSummed = false;
        }
    }

    /// <summary>Puts an entry in; what is dated after the day is left out.</summary>
    public void Add(PaymentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Date <= asOf)
        {
            _entries.Add(entry);
            _isSummed = false;
        }
    }

    /// <summary>Gives the accounts, by billing entity and currency.</summary>
    public ValueList<PayerAccount> Accounts() => Ordered().Select(account => AccountOf(account.Key)).ToValueList();

    /// <summary>Gives the accounts with what is open by days past due.</summary>
    /// <param name="bounds">The last days of the buckets, checked.</param>
    public ValueList<Ageing> Ageings(ValueList<int> bounds) =>
        Ordered().Select(account => new Ageing(AccountOf(account.Key), AgeingBuckets.Of(account.Documents.SelectMany(static document => document.OpenDue), asOf, bounds, account.Key.Currency))).ToValueList();

    /// <summary>Gives the documents of which something is left, the oldest due first; of one day by number.</summary>
    public ValueList<OpenItem> OpenItems()
    {
        Sum();
        return _documents.Values
            .Where(document => StandsAlone(document) && !document.Left.IsZero)
            .Select(ItemOf)
            .OrderBy(static item => item.DueDate).ThenBy(static item => item.Number, StringComparer.Ordinal).ThenBy(static item => item.Document)
            .ToValueList();
    }

    private OpenItem ItemOf(AccountDocument document)
    {
        var open = document.OpenDue;
        return new()
        {
            Document = document.Id,
            Kind = document.Kind,
            Number = document.Number,
            BillingEntity = document.BillingEntity,
            IssueDate = document.IssueDate,
            DueDate = open.IsEmpty ? document.DueDate : open[0].DueDate,
            Total = document.Total,
            Open = document.Kind == InvoiceKind.CreditNote ? -document.Left : document.Left,
            Overdue = Sum(open.AsEnumerable().Where(part => part.DueDate < asOf).Select(static part => part.Amount), document.Total.Currency),
        };
    }

    private PayerAccount AccountOf(AccountKey key)
    {
        var (invoices, overdue, owed, oldest) = (Money.Zero(key.Currency), Money.Zero(key.Currency), Money.Zero(key.Currency), (LocalDate?)null);
        foreach (var document in DocumentsOf(key))
        {
            foreach (var part in document.OpenDue)
            {
                invoices += part.Amount;
                overdue += part.DueDate < asOf ? part.Amount : Money.Zero(key.Currency);
                oldest = OpenDates.Earlier(oldest, part.DueDate) ?? part.DueDate;
            }

            // a note that took too much of its payer's money back owes less than nothing, as an invoice that was paid too much does the other way round
            owed += document.Kind == InvoiceKind.CreditNote ? document.Left : document.Left.Sign < 0 ? -document.Left : Money.Zero(key.Currency);
        }

        var credit = Money.Zero(key.Currency);
        foreach (var entry in _entries)
        {
            if (KeyOf(entry) == key)
            {
                credit += entry.OnCredit();

                // its document isn't in the book: what was paid for it is owed
                owed += entry.Invoice is { } id && !_documents.ContainsKey(id) ? entry.OnDocument() : Money.Zero(key.Currency);
                owed -= entry.CreditNote is { } note && entry.Invoice is null && !_documents.ContainsKey(note) ? entry.Amount : Money.Zero(key.Currency);
            }
        }

        return new() { Payer = payer, BillingEntity = key.BillingEntity, AsOf = asOf, Invoices = invoices, Overdue = overdue, Owed = owed, Credit = credit, OldestDue = oldest };
    }

    private IEnumerable<(AccountKey Key, IEnumerable<AccountDocument> Documents)> Ordered()
    {
        Sum();
        return _documents.Values.Select(KeyOf).Concat(_entries.Select(KeyOf)).Distinct()
            .OrderBy(static key => key.BillingEntity).ThenBy(static key => key.Currency.Code, StringComparer.Ordinal)
            .Select(key => (key, DocumentsOf(key)));
    }

    private IEnumerable<AccountDocument> DocumentsOf(AccountKey key) => _documents.Values.Where(document => StandsAlone(document) && KeyOf(document) == key);

    // a credit note that somebody wrote has lowered its invoice, which is dated before it
    private bool StandsAlone(AccountDocument document) => document.Lowers is not { } lowered || !_documents.ContainsKey(lowered);

    private void Sum()
    {
        if (_isSummed)
        {
            return;
        }

        foreach (var document in _documents.Values)
        {
            document.Covered = Money.Zero(document.Total.Currency);
        }

        foreach (var note in _documents.Values)
        {
            if (note.Lowers is { } lowered && _documents.TryGetValue(lowered, out var invoice))
            {
                invoice.Covered += note.Total;
            }
        }

        foreach (var entry in _entries)
        {
            if (entry.Invoice is { } id && _documents.TryGetValue(id, out var settled))
            {
                settled.Covered += entry.OnDocument();
            }

            if (entry.CreditNote is { } set && _documents.TryGetValue(set, out var note) && StandsAlone(note))
            {
                note.Covered += entry.Amount;
            }
        }

        _isSummed = true;
    }

    private static AccountKey KeyOf(AccountDocument document) => new(document.BillingEntity, document.Total.Currency);

    private static AccountKey KeyOf(PaymentEntry entry) => new(entry.BillingEntity, entry.Amount.Currency);

    private static Money Sum(IEnumerable<Money> amounts, Currency currency) => amounts.Aggregate(Money.Zero(currency), static (sum, amount) => sum + amount);

    private readonly record struct AccountKey(Id<BillingEntity> BillingEntity, Currency Currency);
}
