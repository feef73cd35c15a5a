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

    public void Post(PaymentEntry entry)
    {
        _entries.Add(entry);
        Balance = Posted(Balance, entry);
    }

    /// <summary>Gives a balance with an entry more.</summary>
    public static InvoiceBalance Posted(InvoiceBalance balance, PaymentEntry entry) =>
        (balance with { Settled = balance.Settled + entry.OnDocument(), Paid = balance.Paid + entry.OnPaid() }).WithStatus();
}
