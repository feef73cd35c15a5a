using Psa.Invoices;

namespace Psa.Payments;

/// <summary>A document with all its entries and the balance that they make, while a call posts more.</summary>
internal sealed class PostedDocument(Invoice invoice, InvoiceBalance balance, IEnumerable<PaymentEntry> entries)
{
    private readonly List<PaymentEntry> _entries = [.. entries];

    public Invoice Invoice { get; } = invoice;

    public InvoiceBalance Balance { get; private set; } = balance;

    /// <summary>Gets the balance before the call.</summary>
    public InvoiceBalance Before { get; } = balance;

    public IReadOnlyList<PaymentEntry> Entries => _entries;

    public Money Open => Balance.Open;

    /// <summary>Gets what the document owes the customer and what was really paid for: what was written off is nobody's to be given back.</summary>
    public Money Owed => Balance.Owed - Sum(PaymentKind.WriteOff) is { Sign: > 0 } owed ? owed : Money.Zero(Balance.Total.Currency);

    /// <summary>Gets what can be given back of it at most because something of it is credited: all that is credited, and what was paid beyond its total, less what was given back before and what was written off.</summary>
    public Money Returnable
    {
        get
        {
            var zero = Money.Zero(Balance.Total.Currency);
            var (writtenOff, given) = (Sum(PaymentKind.WriteOff), Sum(PaymentKind.Refund));
            foreach (var entry in _entries)
            {
                given += entry is { Kind: PaymentKind.CreditOut, Of: null } ? entry.Amount : zero;
            }

            var beyond = Balance.Settled + given - Balance.Total;
            var returnable = Balance.Credited - given - writtenOff + (beyond.Sign > 0 ? beyond : zero);
            return returnable.Sign > 0 ? returnable : zero;
        }
    }

    public void Post(PaymentEntry entry)
    {
        _entries.Add(entry);
        Balance = Posted(Balance, entry);
    }

    /// <summary>Notes that a draft of a credit note was issued.</summary>
    public void Credit(Invoice note) => Balance = Balance.WithIssued(note).WithStatus();

    /// <summary>Gives a balance with an entry more.</summary>
    public static InvoiceBalance Posted(InvoiceBalance balance, PaymentEntry entry) =>
        (balance with { Settled = balance.Settled + entry.OnDocument(), Paid = balance.Paid + entry.OnPaid() }).WithStatus();

    private Money Sum(PaymentKind kind)
    {
        var sum = Money.Zero(Balance.Total.Currency);
        foreach (var entry in _entries)
        {
            sum += entry.Kind == kind ? entry.Amount : Money.Zero(sum.Currency);
        }

        return sum;
    }
}
