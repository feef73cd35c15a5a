using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Borne;
using Psa.Domain.Tests.SalesItems;
using Psa.Invoices;
using Psa.Payments;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Testing;

namespace Psa.Domain.Tests.Accounts;

/// <summary>Whatever happens to what was billed, in whatever order: the sums are those of the documents and entries, nothing is credited or paid back twice, and issued documents never change.</summary>
public sealed class AccountHistoryTests
{
    private static readonly ConcurrentDictionary<AccountStepKind, int> Happened = new();

    private static readonly PaymentTerms[] Terms = [PaymentTerms.DueIn(14), PaymentTerms.DueIn(30).WithEarlyDiscount(Percent.Of(2m), 10)];

    private static Arbitrary<History> Histories { get; } = Arb.From(
        from rounded in Gen.Elements(true, false)
        from terms in Gen.Choose(0, Terms.Length - 1)
        from mode in Gen.Elements(PriceMode.TaxExclusive, PriceMode.TaxExclusive, PriceMode.TaxInclusive)
        from count in Gen.Choose(2, 22)
        from steps in Gen.ArrayOf(Steps(), count)
        select new History(rounded, terms, mode, [new(AccountStepKind.Bill, 1, 0), .. steps]),
        Shrink);

    [Fact]
    public void Sums_follow_from_what_happened_and_nothing_is_given_back_twice() =>
        PropertyCheck.That(Prop.ForAll(Histories, static history => PlayAsync(history).GetAwaiter().GetResult()), maxTest: 400, endSize: 60, tally: Happened);

    private static async Task PlayAsync(History history)
    {
        var play = await AccountPlay.OpenAsync(history.Rounded ? Money.Of(0.05m, Currency.EUR) : null, Terms[history.Terms], history.Mode);
        var issued = new Dictionary<Id<Invoice>, string>();
        foreach (var step in history.Steps)
        {
            if (await play.TakeAsync(step) is null)
            {
                Happened.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
            }

            await CheckAsync(play, issued);
        }

        // the next run settles what all of it left
        await play.BillAsync();
        await CheckAsync(play, issued);
        await CheckBorneAsync(play);
    }

    private static async Task CheckAsync(AccountPlay play, Dictionary<Id<Invoice>, string> issued)
    {
        var documents = await play.AllAsync<Invoice>();
        var entries = await play.AllAsync<PaymentEntry>();
        var balances = (await play.AllAsync<InvoiceBalance>()).ToDictionary(static balance => balance.Invoice);
        var items = await play.World.AllItemsAsync();
        var zero = Money.Zero(Currency.EUR);
        foreach (var document in documents.Where(static document => document.Status == InvoiceStatus.Issued))
        {
            var text = PsaJson.Write(document, PsaJsonContext.Default.Invoice);
            Assert.Equal(issued.GetValueOrDefault(document.Id, text), text);
            issued[document.Id] = text;
            var balance = balances.GetValueOrDefault(document.Id) ?? Balances.Of(document);
            Assert.Equal(balance, balance.WithStatus());
            Assert.Equal(document.Totals.TotalWithTax + document.Totals.PayableRounding, balance.Total);
            if (document.Kind == InvoiceKind.CreditNote)
            {
                Assert.True(balance.Settled.Abs() <= balance.Total.Abs(), $"{balance.Settled} of {balance.Total} is settled");
                continue;
            }

            var notes = documents.Where(note => note.Credit?.Invoice == document.Id && note.Status != InvoiceStatus.Deleted).ToList();
            Assert.Equal(Sum(notes.Where(static note => note.Status == InvoiceStatus.Issued).Select(static note => note.Totals.TotalWithTax + note.Totals.PayableRounding)), balance.Credited);
            Assert.Equal(Sum(notes.Where(static note => note.Status == InvoiceStatus.Draft).Select(static note => note.Totals.TotalWithTax + note.Totals.PayableRounding)), balance.Drafted);
            Assert.Equal(Sum(entries.Where(entry => entry.Invoice == document.Id).Select(static entry => entry.OnDocument())), balance.Settled);
            Assert.Equal(Sum(entries.Where(entry => entry.Invoice == document.Id).Select(static entry => entry.OnPaid())), balance.Paid);
            Assert.True(Sum(notes.Select(static note => note.Totals.TotalWithTax)) <= document.Totals.TotalWithTax, "more than the document is credited");
            foreach (var part in CreditedParts.Of(document, balance))
            {
                Assert.True(part.Credited.Amount.Abs() <= part.Billed.Amount.Abs() && part.Credited.Amount.Sign * part.Billed.Amount.Sign >= 0, $"{part}");
                Assert.Equal(Sum(notes.SelectMany(note => note.Credit!.Lines.AsEnumerable()).Where(line => line.Line == part.Place).Select(static line => line.Amount)), part.Credited.Amount);
            }

            foreach (var group in document.Totals.TaxGroups.AsEnumerable().Where(static group => group.Taxable.Sign > 0))
            {
                var tax = Sum(notes.SelectMany(static note => note.Totals.TaxGroups.AsEnumerable()).Where(one => (one.Category, one.Rate) == (group.Category, group.Rate)).Select(static one => one.Tax));
                Assert.True(tax <= group.Tax || document.Lines.AsEnumerable().Any(static line => line.Amount.Sign < 0), $"{tax} of {group.Tax} is credited");
            }

            CheckSeries(document, notes, documents, items);
        }

        foreach (var credit in await play.AllAsync<CustomerCredit>())
        {
            Assert.True(credit.Balance.Sign >= 0, $"credit of {credit.Balance}");
            Assert.Equal(Sum(entries.Where(entry => entry.Payer == credit.Payer).Select(static entry => entry.OnCredit())), credit.Balance);
        }

        foreach (var item in items)
        {
            var (least, most) = (Sum(item.Lines.AsEnumerable().Select(static line => line.Amount).Where(static amount => amount.Sign < 0)), Sum(item.Lines.AsEnumerable().Select(static line => line.Amount).Where(static amount => amount.Sign > 0)));
            Assert.True((item.Credited ?? zero) >= least && (item.Credited ?? zero) <= most, $"{item.Credited} of {item.Net} is credited");
        }
    }

    // what people and runs give back of a document is one series, whose tax is never more than the document's, and all of it once all is given back; of what was charged again more may be given back
    private static void CheckSeries(Invoice document, List<Invoice> notes, List<Invoice> documents, List<SalesItem> items)
    {
        if (document.Lines.AsEnumerable().Any(static line => line.Amount.Sign < 0))
        {
            return;
        }

        var given = new List<(AppliedTax Tax, LineTotals Line)>();
        foreach (var item in items.Where(item => item.Corrects.AsSpan() is [var only] && only == document.Id))
        {
            if (documents.Find(note => note.Id == item.Invoice) is { Kind: InvoiceKind.CreditNote, Credit: null } note)
            {
                var first = note.PlaceOf(item.Id)!.Value;
                given.AddRange(Enumerable.Range(first, item.Lines.Count).Where(place => note.Lines[place].Tax is { IsKept: true }).Select(place => (note.Lines[place].Tax!.Applied, note.Totals.Lines[place])));
            }
        }

        foreach (var group in document.Totals.TaxGroups)
        {
            var byHand = notes.SelectMany(static note => note.Totals.TaxGroups.AsEnumerable()).Where(one => (one.Category, one.Rate) == (group.Category, group.Rate)).ToList();
            var byRuns = given.Where(one => (one.Tax.Category, one.Tax.Rate) == (group.Category, group.Rate)).Select(static one => one.Line).ToList();
            var tax = Sum([.. byHand.Select(static one => one.Tax), .. byRuns.Select(static one => one.Tax)]);
            var held = document.PriceMode == PriceMode.TaxInclusive ? tax : tax - tax;
            var left = group.Taxable + (document.PriceMode == PriceMode.TaxInclusive ? group.Tax : tax - tax) - Sum([.. byHand.Select(static one => one.Taxable), .. byRuns.Select(static one => one.Taxable)]) - held;
            Assert.True(left.Sign < 0 || tax <= group.Tax, $"{tax} of {group.Tax} is given back, and {left} is left");
            Assert.True(!left.IsZero || tax == group.Tax, $"{tax} of {group.Tax} is given back with all of it");
        }
    }

    private static async Task CheckBorneAsync(AccountPlay play)
    {
        foreach (var period in Bearing.Periods(await play.World.AllItemsAsync()))
        {
            var items = period.Select(PlainFacts.Of).ToList();
            var counting = items.FindAll(static item => !item.IsReleased);
            Assert.Equal((period.Key, PlainDecisions.Target(items, counting.Sum(static item => item.Computed))), (period.Key, counting.Sum(static item => item.Borne)));
            Assert.True(counting.Sum(static item => item.Borne) >= 0, $"more was given back of {period.Key} than was billed");
        }
    }

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero(Currency.EUR), static (sum, amount) => sum + amount);

    private static Gen<AccountStep> Steps() =>
        from kind in Gen.Frequency(
            (3, Gen.Constant(AccountStepKind.Bill)),
            (3, Gen.Constant(AccountStepKind.Pay)),
            (2, Gen.Elements(AccountStepKind.CreditByAmount, AccountStepKind.Refund, AccountStepKind.MoveToCredit)), // what is owed follows from what was paid and credited
            (18, Gen.Elements(Enum.GetValues<AccountStepKind>())))
        from place in Gen.Choose(0, 200)
        from share in Gen.Choose(1, 1000)
        select new AccountStep(kind, place, share);

    private static IEnumerable<History> Shrink(History history)
    {
        for (var i = 1; i < history.Steps.Count; i++)
        {
            yield return history with { Steps = [.. history.Steps.AsEnumerable().Where((_, place) => place != i)] };
        }

        foreach (var simpler in new[] { history with { Rounded = false }, history with { Terms = 0 }, history with { Mode = PriceMode.TaxExclusive } })
        {
            if (simpler != history)
            {
                yield return simpler;
            }
        }
    }

    internal sealed record History(bool Rounded, int Terms, PriceMode Mode, ValueList<AccountStep> Steps);
}
