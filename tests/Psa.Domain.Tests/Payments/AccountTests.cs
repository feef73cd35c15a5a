using NodaTime;
using Psa.Payments;
using static Psa.Domain.Tests.Payments.Issued;

namespace Psa.Domain.Tests.Payments;

/// <summary>What a payer owes as of a day, by how long, and how it came about (R-ACCOUNT).</summary>
public sealed class AccountTests
{
    private static readonly LocalDate Jan1 = new(2026, 1, 1);
    private static readonly LocalDate Mar31 = new(2026, 3, 31);

    [Fact]
    public void The_vector_of_31_March()
    {
        var first = Invoice("1", Jan1, 100m, due: new(2026, 1, 15));
        var book = Book(
            Mar31,
            first,
            Entry(PaymentKind.Payment, new(2026, 2, 1), 40m, first),
            Invoice("2", new(2026, 3, 1), 50m, due: new(2026, 3, 20)),
            Invoice("3", new(2026, 3, 11), 30m, due: new(2026, 4, 10)),
            Entry(PaymentKind.Payment, new(2026, 3, 5), 20m, key: "in advance"));

        var ageing = Assert.Single(book.Ageings(AgeingBuckets.Usual));

        Assert.Equal([30m, 50m, 0m, 60m, 0m], ageing.Buckets.Select(bucket => bucket.Amount.Amount));
        Assert.Equal([(null, null), (1, 30), (31, 60), (61, 90), (91, null)], ageing.Buckets.Select(bucket => (bucket.FromDays, bucket.ThroughDays)));
        Assert.Equal((120m, 140m, 110m, 20m, 0m), (ageing.Account.Open.Amount, ageing.Account.Invoices.Amount, ageing.Account.Overdue.Amount, ageing.Account.Credit.Amount, ageing.Account.Owed.Amount));
        Assert.Equal(new LocalDate(2026, 1, 15), ageing.Account.OldestDue);
        Assert.Equal(["1", "2", "3"], book.OpenItems().Select(item => item.Number));
        Assert.Equal([60m, 50m, 0m], book.OpenItems().Select(item => item.Overdue.Amount));
    }

    [Fact]
    public void The_due_day_itself_is_not_overdue()
    {
        var invoice = Invoice("1", Jan1, 10m, due: Mar31);

        Assert.Equal((0m, 10m), Overdue(Mar31));
        Assert.Equal((10m, 10m), Overdue(Mar31.PlusDays(1)));
        Assert.Equal([0m, 10m, 0m, 0m, 0m], Book(Mar31.PlusDays(30), invoice).Ageings(AgeingBuckets.Usual)[0].Buckets.Select(bucket => bucket.Amount.Amount));
        Assert.Equal([0m, 0m, 10m, 0m, 0m], Book(Mar31.PlusDays(31), invoice).Ageings(AgeingBuckets.Usual)[0].Buckets.Select(bucket => bucket.Amount.Amount));

        (decimal Overdue, decimal Open) Overdue(LocalDate day) => (Book(day, invoice).Accounts()[0].Overdue.Amount, Book(day, invoice).Accounts()[0].Open.Amount);
    }

    [Fact]
    public void What_is_dated_later_does_not_count_yet()
    {
        var invoice = Invoice("1", Jan1, 100m);
        object[] facts = [invoice, Entry(PaymentKind.Payment, new(2026, 2, 10), 100m, invoice), Credit("C1", invoice, new(2026, 3, 1), 30m), Invoice("2", Mar31, 5m)];

        Assert.Equal([100m, 0m, -30m, -25m], new LocalDate[] { Jan1, new(2026, 2, 10), new(2026, 3, 30), Mar31 }.Select(day => Book(day, facts).Accounts()[0].Open.Amount));
    }

    [Fact]
    public void A_credit_note_that_somebody_wrote_lowers_its_invoice_and_one_of_a_run_stands_for_itself()
    {
        var invoice = Invoice("1", Jan1, 100m);
        var note = OfRun("C2", new(2026, 2, 1), 25m);
        var lowered = Book(Mar31, invoice, Credit("C1", invoice, new(2026, 2, 1), 40m)).OpenItems();
        var beside = Book(Mar31, invoice, note).OpenItems();
        var set = Book(Mar31, invoice, note, Entry(PaymentKind.Offset, new(2026, 2, 3), 25m, invoice, note)).OpenItems();

        Assert.Equal([("1", 60m)], lowered.Select(item => (item.Number, item.Open.Amount)));
        Assert.Equal([("1", 100m), ("C2", -25m)], beside.Select(item => (item.Number, item.Open.Amount)));
        Assert.Equal([("1", 75m)], set.Select(item => (item.Number, item.Open.Amount)));
    }

    [Fact]
    public void A_credit_note_of_a_run_is_refunded_or_becomes_credit()
    {
        var note = OfRun("C2", Jan1, 25m);
        var account = Book(Mar31, note, Entry(PaymentKind.Refund, Jan1, 10m, note: note), Entry(PaymentKind.CreditOut, Jan1, 15m, note: note)).Accounts()[0];

        Assert.Equal((-15m, 0m, 15m), (account.Open.Amount, account.Owed.Amount, account.Credit.Amount));
    }

    [Fact]
    public void What_is_owed_stands_apart_from_what_is_open()
    {
        var (paid, open) = (Invoice("1", Jan1, 100m), Invoice("2", Jan1, 30m));
        var book = Book(Mar31, paid, open, Entry(PaymentKind.Payment, Jan1, 100m, paid), Credit("C1", paid, Jan1, 20m));
        var ageing = book.Ageings(AgeingBuckets.Usual)[0];

        Assert.Equal((30m, 20m, 10m), (ageing.Account.Invoices.Amount, ageing.Account.Owed.Amount, ageing.Account.Open.Amount));
        Assert.Equal(30m, ageing.Buckets.Sum(bucket => bucket.Amount.Amount));
    }

    [Fact]
    public void Accounts_are_one_a_currency()
    {
        var accounts = Book(Mar31, Invoice("1", Jan1, 10m), Document("2", Psa.Invoices.InvoiceKind.Invoice, Jan1, Money.Of(7m, Currency.CHF))).Accounts();

        Assert.Equal([("CHF", 7m), ("EUR", 10m)], accounts.Select(account => (account.Currency.Code, account.Open.Amount)));
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(30, 30)]
    [InlineData(60, 30)]
    [InlineData(-1, 30)]
    [InlineData(30, 1_000_000)]
    public void Bounds_ascend_from_above_zero(int one, int other)
    {
        Assert.Equal(AccountErrors.BadBounds, Assert.Throws<RuleViolationException>(() => AgeingBuckets.Checked([one, other])).Code);
        Assert.Equal(AccountErrors.BadBounds, Assert.Throws<RuleViolationException>(() => AgeingBuckets.Checked([.. Enumerable.Range(1, 13)])).Code);
    }

    [Fact]
    public void Bounds_are_data()
    {
        var buckets = Book(Mar31, Invoice("1", Jan1, 10m, due: new(2026, 3, 23)), Invoice("2", Jan1, 5m, due: new(2026, 3, 24))).Ageings([7])[0].Buckets;

        Assert.Equal([(null, null, 0m), (1, 7, 5m), (8, null, 10m)], buckets.Select(bucket => (bucket.FromDays, bucket.ThroughDays, bucket.Amount.Amount)));
    }

    [Fact]
    public void A_statement_lists_what_moved_money_or_debt_by_date()
    {
        var (invoice, note) = (Invoice("1", Jan1, 100m), OfRun("C2", new(2026, 2, 1), 25m));
        var statement = new Statements(Payer, Entity, Currency.EUR, new(2026, 1, 2), Mar31);
        statement.Add(Entry(PaymentKind.Payment, new(2026, 2, 1), 60m, invoice) with { Reference = "RF18" });
        statement.Add(Entry(PaymentKind.Reversal, new(2026, 2, 5), 60m, invoice) with { Reason = "bounced" });
        statement.Add(Entry(PaymentKind.WriteOff, new(2026, 2, 6), 1m, invoice));
        statement.Add(Entry(PaymentKind.EarlyPaymentDiscount, new(2026, 2, 7), 2m, invoice));
        statement.Add(Entry(PaymentKind.Refund, new(2026, 2, 8), 5m, note: note));
        statement.Add(Entry(PaymentKind.Offset, new(2026, 2, 9), 20m, invoice, note));
        statement.Add(Entry(PaymentKind.Payment, new(2026, 4, 1), 7m, invoice));
        statement.Add(invoice);
        statement.Add(note);
        statement.Add(Document("X", Psa.Invoices.InvoiceKind.Invoice, Jan1, Money.Of(7m, Currency.CHF)));

        var made = statement.ToStatement();

        Assert.Equal((100m, 77m), (made.Opening.Amount, made.Closing.Amount));
        Assert.Equal(
            [("C2", -25m, 75m, null), ("1", -60m, 15m, "RF18"), ("1", 60m, 75m, "bounced"), ("1", -1m, 74m, null), ("1", -2m, 72m, null), ("C2", 5m, 77m, null)],
            made.Lines.Select(line => (line.Number!, line.Amount.Amount, line.Balance.Amount, line.Text)));
        Assert.Equal([null, "Payment", "Reversal", "WriteOff", "EarlyPaymentDiscount", "Refund"], made.Lines.Select(line => line.EntryKind?.ToString()));
    }
}
