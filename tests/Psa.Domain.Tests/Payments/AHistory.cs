using NodaTime;
using Psa.Invoices;
using Psa.Payments;
using static Psa.Domain.Tests.Payments.Issued;

namespace Psa.Domain.Tests.Payments;

/// <summary>A random history of an account: documents of both kinds and entries of every kind, each dated on or after its document. It follows the conventions of entries, not all limits of amounts.</summary>
internal sealed record AHistory(IReadOnlyList<Invoice> Documents, IReadOnlyList<PaymentEntry> Entries)
{
    public static readonly LocalDate Last = new(2026, 12, 31);

    private const int Days = 120;

    public IEnumerable<object> Facts => [.. Entries, .. Documents];

    public static AHistory Of(int seed)
    {
        var random = new Random(seed);
        var (documents, entries) = (new List<Invoice>(), new List<PaymentEntry>());
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            documents.Add(Invoice($"I{n}", Day(random, new(2026, 1, 1)), Amount(random)));
        }

        var invoices = documents.ToArray();
        for (var n = random.Next(3); n > 0; n--)
        {
            documents.Add(OfRun($"R{n}", Day(random, new(2026, 1, 1)), Amount(random)));
        }

        var notes = documents.Skip(invoices.Length).ToArray();
        for (var n = random.Next(3); n > 0; n--)
        {
            var of = invoices[random.Next(invoices.Length)];
            documents.Add(Credit($"C{n}", of, Day(random, of.IssueDate), Amount(random)));
        }

        for (var n = random.Next(12); n > 0; n--)
        {
            entries.Add(AnEntry(random, invoices[random.Next(invoices.Length)], notes.Length == 0 ? null : notes[random.Next(notes.Length)], $"k{n}"));
        }

        return new(documents, entries);
    }

    /// <summary>The balances as they are kept beside the documents: the sums, by the conventions of signs.</summary>
    public IReadOnlyList<InvoiceBalance> Balances()
    {
        var balances = Documents.Where(static document => document.Credit is null).Select(Psa.Invoices.Balances.Of).ToDictionary(static balance => balance.Invoice);
        foreach (var note in Documents.Where(static document => document.Credit is not null))
        {
            var of = balances[note.Credit!.Invoice];
            balances[of.Invoice] = of with { Credited = of.Credited + note.Totals.Payable };
        }

        foreach (var entry in Entries)
        {
            if (entry.Invoice is { } id)
            {
                var sign = entry.Kind is PaymentKind.Reversal or PaymentKind.Refund or PaymentKind.CreditOut ? -1 : 1;
                balances[id] = balances[id] with { Settled = balances[id].Settled + Money.FromMinorUnits(sign * entry.Amount.MinorUnits, entry.Amount.Currency) };
            }

            if (entry.CreditNote is { } note)
            {
                balances[note] = balances[note] with { Settled = balances[note].Settled + entry.Amount };
            }
        }

        return [.. balances.Values.Select(static balance => balance.WithStatus())];
    }

    private static PaymentEntry AnEntry(Random random, Invoice invoice, Invoice? note, string key)
    {
        var (kind, amount, isOfNote) = (Pick(random), Amount(random), note is not null && random.Next(3) == 0);
        var later = note is not null && note.IssueDate > invoice.IssueDate ? note.IssueDate : invoice.IssueDate;
        return kind switch
        {
            PaymentKind.Offset when note is not null => Entry(kind, Day(random, later), amount, invoice, note, key),
            PaymentKind.Refund or PaymentKind.CreditOut when isOfNote => Entry(kind, Day(random, note!.IssueDate), amount, note: note, key: key),
            PaymentKind.Payment or PaymentKind.Reversal or PaymentKind.Refund when random.Next(3) == 0 => Entry(kind, Day(random, new(2026, 1, 1)), amount, key: key),
            PaymentKind.Offset => Entry(PaymentKind.WriteOff, Day(random, invoice.IssueDate), amount, invoice, key: key),
            PaymentKind.EarlyPaymentDiscount when random.Next(3) == 0 => Entry(kind, Day(random, invoice.IssueDate), -amount, invoice, key: key),
            _ => Entry(kind, Day(random, invoice.IssueDate), amount, invoice, key: key),
        };
    }

    private static PaymentKind Pick(Random random)
    {
        var kinds = Enum.GetValues<PaymentKind>();
        return kinds[random.Next(kinds.Length)];
    }

    private static LocalDate Day(Random random, LocalDate from) => from.PlusDays(random.Next(Days));

    private static decimal Amount(Random random) => random.Next(1, 20_000) / 100m;
}
