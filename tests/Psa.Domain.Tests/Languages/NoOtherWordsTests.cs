using System.Reflection;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Documents;
using Psa.Domain.Tests.SalesItems;
using Psa.Languages;
using Psa.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.Languages;

/// <summary>An artificial language passes through every text of lines and explanations: what doesn't come from it is a word that bypassed the languages.</summary>
public sealed class NoOtherWordsTests
{
    [Fact]
    public void Nothing_is_said_but_by_the_language()
    {
        var (language, marks) = MarkedLanguage.Create();
        var items = AllKinds();
        foreach (var item in items)
        {
            Check(item.Explain(language));
            foreach (var line in item.Lines)
            {
                var said = LineText.In(line, new(language));
                Check(said.Text);
                Assert.All(said.Details.AsEnumerable().Where(detail => detail.Text is not null), detail => Check(detail.Text!));
            }
        }

        foreach (var (item, other) in items.Zip(items.Skip(1)))
        {
            Check(item.CompareWith(other, language));
            Check(other.CompareWith(item, language));
        }

        // the words of documents: what drafting and subtotals say is looked at where they are tested
        var later = new[]
        {
            nameof(ILanguage.LeftOver), nameof(ILanguage.DocumentDiscount), nameof(ILanguage.TaxOn), nameof(ILanguage.PriceBy), nameof(ILanguage.PerformedLess), nameof(ILanguage.BilledLines), nameof(ILanguage.PerformedLines),
            nameof(ILanguage.TakenBefore), nameof(ILanguage.ShareOfDays), nameof(ILanguage.NoLongerThere),
            nameof(ILanguage.Invoice), nameof(ILanguage.Quote), nameof(ILanguage.Order), nameof(ILanguage.CreditNote), nameof(ILanguage.Subtotal), nameof(ILanguage.DepositOn), nameof(ILanguage.DepositLeft),
        };
        var members = typeof(ILanguage).GetMembers().Where(member => member is not MethodInfo { IsSpecialName: true }).Select(member => member.Name);
        Assert.Equal([], members.Except(marks.Asked).Except(later).Except([nameof(ILanguage.Tag)]));
    }

    // what people wrote, the vendor's unit and the currency are no words of ours
    private static void Check(string text) =>
        Assert.False(new[] { "Service", "GB", "EUR" }.Aggregate(text, (left, theirs) => left.Replace(theirs, string.Empty, StringComparison.Ordinal)).Any(char.IsLetter), text);

    // every scheme, basis, origin and kind of item; what people write is all in capitals without letters
    private static List<SalesItem> AllKinds()
    {
        var items = new List<SalesItem>();
        foreach (var basis in new[] { ProrationBasis.ActualDays, ProrationBasis.Thirty360, ProrationBasis.MonthsThenDays, ProrationBasis.FixedDaysAMonth(30), ProrationBasis.FixedDaysAYear(365), ProrationBasis.FullPeriod, ProrationBasis.Waive })
        {
            foreach (var decomposition in Enum.GetValues<PieceDecomposition>())
            {
                items.AddRange(Fixed(new() { Basis = basis, Style = decomposition == PieceDecomposition.ByDelta ? ProrationStyle.PerPiece : ProrationStyle.Cumulative, Decomposition = decomposition }));
            }
        }

        var tiers = PriceTiers.None.UpTo(10, 7m, flatFee: 5m).Beyond(6.5m);
        foreach (var scheme in new[]
        {
            PricingScheme.PerUnit, PricingScheme.Flat, PricingScheme.Graduated(tiers) with { Minimum = 200m }, PricingScheme.Volume(tiers) with { Maximum = 3m },
            PricingScheme.Package(5m, 20m, included: 3m), PricingScheme.Included(10m, 5m), PricingScheme.CostPlus(Percent.Of(15m)),
        })
        {
            items.AddRange(Metered(scheme, BillingTiming.InArrears));
            if (scheme is not CostPlusPricing)
            {
                items.AddRange(Metered(scheme, BillingTiming.InAdvance));
            }
        }

        foreach (var rounding in Enum.GetValues<Rounding>())
        {
            var item = items.First(item => item.Basis?.Pieces.Count > 1);
            items.Add(item with { Basis = item.Basis! with { Rounding = rounding } });
        }

        var first = items[0];
        items.Add(first with { Override = new("@1", Instant.MinValue, "@2") { Original = first.Net }, CancelReason = "@3", Released = true });
        items.Add(first with { Basis = first.Basis! with { Terms = [.. first.Basis!.Terms.Select(terms => terms with { PriceOrigin = new(PriceOriginKind.Catalog, Book.Start, "@4") })] } });
        items.Add(first with { Basis = first.Basis! with { Terms = [.. first.Basis!.Terms.Select(terms => terms with { PriceOrigin = new(PriceOriginKind.Locked) })] } });
        items.Add(first with { Computed = first.Computed + first.Computed, BilledBefore = first.Net, PreviousBasis = first.Basis });
        items.Add(first with { Computed = Money.Zero(Currency.EUR), Net = Money.Zero(Currency.EUR), BilledBefore = first.Net });
        items.Add(first with { Lines = [first.Lines[0] with { Remark = new(LineRemarkKind.Deposit, Reason: "@11") }] });
        items.Add(first with { Basis = null });
        return items;
    }

    private static List<SalesItem> Fixed(ProrationPolicy policy)
    {
        var book = ExplanationTests.ABook(PricingScheme.PerUnit, 10m, 12.345m, BillingTiming.InAdvance, policy);
        book.Change(Book.Start, contract => contract with { Escalations = [new(new(2024, 5, 1), Percent.Of(3m), 1), new(new(2024, 8, 1), Percent.Of(5m), 12)] }, part => part with { EffectiveFrom = new(2024, 1, 17) });
        book.Run(new(2024, 9, 1));
        book.Change(new(2024, 3, 15), part: part => part with { Terms = part.Terms.Add(new(new(2024, 3, 15), 12m, ExplanationTests.Euro(12m), Discount.OfPercent(Percent.Of(10m), "@5"), Note: "@6")) });
        book.Change(new(2024, 4, 10), contract => contract with { Suspensions = [new(new(2024, 4, 10), new(2024, 4, 12), "@7")] });
        book.Run(new(2024, 9, 1));
        var canceled = book.Items.FindIndex(item => item.BilledBefore is not null && item.Net.Sign < 0);
        book.Decide(canceled < 0 ? 0 : canceled, (item, _) => item.Cancel("@8", Actor.System(Book.Tenant)));
        var priced = book.Items.FindLastIndex(item => item.BilledBefore is null && item.IsEditable());
        book.Decide(priced, (item, others) => item.OverrideNet(Money.Of(1m, Currency.EUR), new("@9", Instant.MinValue, "@10"), others));
        book.Change(Book.Start, part: part => part with { LastDay = new(2024, 2, 10) });
        book.Run(new(2024, 9, 1));
        return book.Items;
    }

    private static List<SalesItem> Metered(PricingScheme scheme, BillingTiming timing)
    {
        var book = ExplanationTests.ABook(scheme, 10m, 12m, timing, source: QuantitySource.Usage("svc"));
        book.Change(Book.Start, contract => contract with { Escalations = [new(new(2024, 2, 1), Percent.Of(3m), 1)] }, part => part.First(terms => terms with { MinimumQuantity = timing == BillingTiming.InArrears ? 5m : null }));
        book.Use("1", new(2024, 1, 5), 14m, 100m);
        book.Use("2", new(2024, 2, 5), 1m, 3m);
        book.Use("3", new(2024, 4, 5), 30m, 50m);
        book.Run(new(2024, 4, 30));
        book.Use("4", new(2024, 1, 6), 3m, 7m);
        book.Run(new(2024, 4, 30));
        return book.Items;
    }
}
