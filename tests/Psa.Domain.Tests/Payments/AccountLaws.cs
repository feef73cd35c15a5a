using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Invoices;
using Psa.Payments;
using Psa.Testing;
using static Psa.Domain.Tests.Payments.Issued;

namespace Psa.Domain.Tests.Payments;

/// <summary>Laws of accounts over random documents and entries of every kind (R-ACCOUNT).</summary>
public sealed class AccountLaws
{
    private const int Many = 1000;
    private static readonly LocalDate First = new(2026, 1, 1);

    private static readonly Arbitrary<AHistory> Histories = Gen.Choose(0, int.MaxValue).Select(static seed => AHistory.Of(seed)).ToArbitrary();

    private static readonly Arbitrary<(AHistory History, int Day, int Later)> HistoriesAndDays =
        (from seed in Gen.Choose(0, int.MaxValue) from day in Gen.Choose(0, 130) from later in Gen.Choose(0, 60) select (AHistory.Of(seed), day, day + later)).ToArbitrary();

    [Fact]
    public void The_open_amount_is_the_sum_of_effects_and_of_balances() => PropertyCheck.That(
        Prop.ForAll(Histories, static history =>
        {
            var account = Assert.Single(Book(AHistory.Last, history.Facts).Accounts());
            var effects = history.Documents.Select(AccountEffects.Effect).Concat(history.Entries.Select(AccountEffects.Effect)).Aggregate(Eur(0m), static (sum, one) => sum + one);
            var balances = history.Balances();
            var credit = history.Entries.Select(PaymentEntries.OnCredit).Aggregate(Eur(0m), static (sum, one) => sum + one);
            var invoices = balances.Where(static balance => balance.Kind == InvoiceKind.Invoice).ToList();
            return account.Open == effects
                && account.Credit == credit
                && account.Invoices == Sum(invoices.Select(static balance => balance.Open))
                && account.Owed == Sum(invoices.Select(static balance => balance.Owed)) + Sum(balances.Where(static balance => balance.Kind == InvoiceKind.CreditNote).Select(static balance => balance.Left));
        }),
        Many);

    [Fact]
    public void Buckets_add_up_to_what_is_open_of_invoices_and_overdue_is_all_but_the_first() => PropertyCheck.That(
        Prop.ForAll(HistoriesAndDays, static one =>
            Book(First.PlusDays(one.Day), one.History.Facts).Ageings([5, 20, 50]).All(static ageing =>
                Sum(ageing.Buckets.Select(static bucket => bucket.Amount)) == ageing.Account.Invoices
                && Sum(ageing.Buckets.Skip(1).Select(static bucket => bucket.Amount)) == ageing.Account.Overdue
                && ageing.Buckets.All(static bucket => bucket.Amount.Sign >= 0))),
        Many);

    [Fact]
    public void Open_items_less_customer_credit_are_the_open_amount() => PropertyCheck.That(
        Prop.ForAll(HistoriesAndDays, static one =>
        {
            var book = Book(First.PlusDays(one.Day), one.History.Facts);
            return book.Accounts().All(account =>
                Sum(book.OpenItems().Select(static item => item.Open)) - account.Credit == account.Open
                && Sum(book.OpenItems().Select(static item => item.Overdue)) == account.Overdue);
        }),
        Many);

    [Fact]
    public void Statements_chain_and_close_at_the_open_amount() => PropertyCheck.That(
        Prop.ForAll(HistoriesAndDays, static one =>
        {
            var (middle, last) = (First.PlusDays(one.Day), First.PlusDays(one.Later));
            var (earlier, later) = (Statement(one.History, First, middle), Statement(one.History, middle.PlusDays(1), last));
            return new[] { earlier, later }.All(static statement => statement.Opening + Sum(statement.Lines.Select(static line => line.Amount)) == statement.Closing)
                && earlier.Closing == later.Opening
                && earlier.Closing == Open(one.History, middle)
                && (one.Later == one.Day || later.Closing == Open(one.History, last))
                && later.Lines.Zip(later.Lines.Skip(1)).All(static pair => pair.First.Date <= pair.Second.Date && pair.First.Balance + pair.Second.Amount == pair.Second.Balance);
        }),
        Many);

    [Fact]
    public void The_order_in_which_facts_are_read_changes_nothing() => PropertyCheck.That(
        Prop.ForAll(Histories, static history =>
        {
            var (one, other) = (Book(AHistory.Last, history.Facts), Book(AHistory.Last, history.Facts.Reverse()));
            return one.Ageings(AgeingBuckets.Usual) == other.Ageings(AgeingBuckets.Usual) && one.OpenItems() == other.OpenItems();
        }),
        Many);

    [Fact]
    public void Histories_hold_everything() => Assert.Empty(Enum.GetValues<PaymentKind>().Except(Enumerable.Range(0, 50).SelectMany(static seed => AHistory.Of(seed).Entries).Select(static entry => entry.Kind)));

    private static AccountStatement Statement(AHistory history, LocalDate from, LocalDate through)
    {
        var statement = new Statements(Payer, Entity, Currency.EUR, from, through);
        foreach (var fact in history.Facts)
        {
            if (fact is Invoice document)
            {
                statement.Add(document);
            }
            else
            {
                statement.Add((PaymentEntry)fact);
            }
        }

        return statement.ToStatement();
    }

    private static Money Open(AHistory history, LocalDate day) => Sum(Book(day, history.Facts).Accounts().Select(static account => account.Open));

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Eur(0m), static (sum, one) => sum + one);
}
