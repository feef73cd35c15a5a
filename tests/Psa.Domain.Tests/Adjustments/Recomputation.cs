using Psa.Adjustments;
using Psa.Charges;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Languages;
using Psa.Orders;
using Psa.Quotes;
using Psa.SalesItems;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Computes every line of every document of a world anew from what is stored with it, and explains it, counted by kind of document.</summary>
internal static class Recomputation
{
    internal static async Task<Dictionary<string, int>> HoldAsync(AWorld world)
    {
        var counts = new Dictionary<string, int>();
        var items = await AllAsync<SalesItem>(world);
        foreach (var item in items)
        {
            Item(item);
            Count(item.Source.ToString(), item.Lines.Count);
        }

        var documents = await AllAsync<Invoice>(world);
        foreach (var document in documents)
        {
            Document(document);
            Count(document.Kind == InvoiceKind.Invoice ? document.Run is null ? "invoice by hand" : "invoice" : document.Credit is null ? "credit note of a run" : document.Credit.Adjustment is null ? "credit note" : "credit note of an adjustment", document.Lines.Count);
        }

        foreach (var order in await AllAsync<Order>(world))
        {
            Document(order);
            Count("order", order.Lines.Count);
        }

        foreach (var quote in await AllAsync<Quote>(world))
        {
            Offer(quote);
            Count("quote", quote.Lines.Count);
        }

        // of prices with tax runs give back, and people credit, what each document rounds by itself: what is left of a line then may miss cents of tax that the law of its series doesn't allow
        var isRoundedApart = documents.Exists(static document => document.PriceMode == Psa.Sellers.PriceMode.TaxInclusive
            && (document.Credit is { Adjustment: null } || (document.Credit is null && (document.Kind == InvoiceKind.CreditNote || document.Lines.Any(static line => line.Amount.Sign < 0)))));
        foreach (var adjustment in await AllAsync<Adjustment>(world))
        {
            Made(adjustment, items, isRoundedApart);
            Count("adjustment", adjustment.Lines.Count);
        }

        return counts;

        void Count(string kind, int lines) => counts[kind] = counts.GetValueOrDefault(kind) + lines;
    }

    internal static void Document(Document document) => Document(document, _ => document.Totals);

    // what isn't chosen comes to nothing, and what recurs has totals of its own
    internal static void Offer(Quote quote) => Document(
        quote,
        line => line.Offer is { Choice: not LineChoice.Included, IsChosen: false } ? null
            : line.Offer?.Recurring is { } recurring ? quote.Recurring.AsEnumerable().Single(one => one.Cycle == recurring.Cycle).Totals
            : quote.Totals);

    private static void Document(Document document, Func<DocumentLine, DocumentTotals?> totalsOf)
    {
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            Assert.Equal(line.Amount, line.Recompute(document.Rounding));
            if (line.Bills)
            {
                var own = (totalsOf(line) ?? document.Totals).Lines[i];
                Assert.Equal(totalsOf(line) is null ? Money.Zero(document.Currency) : line.Amount, own.Gross ?? own.Net);
            }

            Explained(language => document.Explain(i, language));
        }
    }

    internal static void Item(SalesItem item)
    {
        LinesHold(item);
        foreach (var basis in new[] { item.Basis, item.PreviousBasis })
        {
            if (basis is not null)
            {
                Assert.Equal(basis.Pieces, basis.Recompute());
                Assert.Equal(basis.Net, basis.Pieces.AsEnumerable().Aggregate(Money.Zero(item.Currency), static (sum, piece) => sum + piece.Net));
            }
        }

        Explained(item.Explain);
    }

    internal static void Made(Adjustment adjustment, List<SalesItem> items, bool isRoundedApart)
    {
        Assert.Equal(adjustment.Differences, adjustment.Recompute());
        Assert.All(adjustment.Lines, static line => Assert.Equal(line.Difference, line.Taken.AsEnumerable().Sum(line.Difference.Currency).Shown()));
        foreach (var document in adjustment.Documents)
        {
            var own = adjustment.Differences.AsEnumerable().Where(difference => difference.Buyer == document.Buyer && document.TaxCodes.AsEnumerable().Contains(difference.TaxCode)).ToList();
            if (document.Item is { } id && !document.Credited.IsEmpty)
            {
                Assert.Equal(document.Credited, items.Find(item => item.Id == id)!.Lines.AsEnumerable().Select(static line => -line.Amount));
            }
            else if (document.Item is { } charged)
            {
                Assert.Equal(document.Charged.IsEmpty ? own.Select(static difference => difference.Amount) : document.Charged.AsEnumerable(), items.Find(item => item.Id == charged)!.Lines.AsEnumerable().Select(static line => line.Amount));
            }
        }

        foreach (var buyer in adjustment.Documents.AsEnumerable().Where(static document => !document.Credited.IsEmpty).GroupBy(static document => document.Buyer))
        {
            var charged = adjustment.Documents.AsEnumerable().Where(document => document.Buyer == buyer.Key && document.Credited.IsEmpty).Sum(static document => document.Net.Amount);
            var due = charged + adjustment.Differences.AsEnumerable().Where(difference => difference.Buyer == buyer.Key).Sum(static difference => -difference.Amount.Amount);
            var credited = buyer.Sum(static document => document.Item is null ? document.Net.Amount : -document.Net.Amount);
            Assert.Equal(credited, buyer.SelectMany(static document => document.Credited.AsEnumerable()).Sum(static credited => credited.Amount));
            var missed = due - credited - adjustment.Rounded.AsEnumerable().Where(rounding => rounding.Buyer == buyer.Key).Sum(static rounding => rounding.Amount.Amount);
            Assert.InRange(missed, 0m, isRoundedApart ? 0.02m : 0m);
        }

        Explained(language => adjustment.Explain(language));
    }

    private static void LinesHold(SalesItem item)
    {
        Assert.Equal(item.Net.MinorUnits, item.Lines.AsEnumerable().Sum(static line => line.Amount.MinorUnits));
        Assert.All(item.Lines, static line => Assert.Equal(line.Amount, line.Recompute(Rounding.HalfUp)));
    }

    private static void Explained(Func<ILanguage, string> explain)
    {
        foreach (var language in DocumentLanguages.All)
        {
            Assert.NotEmpty(explain(language));
        }
    }

    private static Task<List<T>> AllAsync<T>(AWorld world)
        where T : class, IEntity<T> =>
        world.ReadAsync(session => session.Of<T>().QueryAsync(RecordType<T>.All, Token).ToListAsync(Token).AsTask());
}
