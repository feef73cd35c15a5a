using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>Which line a written one goes on from.</summary>
public class KnownLinesTests
{
    [Fact]
    public void What_was_read_goes_on_from_its_like_in_any_order_and_number() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from known in Gen.NonEmptyListOf(
                    from product in Gen.Choose(0, 2)
                    from quantity in Gen.Choose(1, 3)
                    from price in Gen.Choose(1, 3)
                    from discount in Gen.Choose(0, 2)
                    from text in Gen.Elements("one", "other")
                    select ALine(product, quantity, price, discount, text))
                from order in Gen.Shuffle(known.ToArray())
                from count in Gen.Choose(0, known.Count)
                select (known, sent: order.Take(count).ToList())),
            static given =>
            {
                var written = given.sent.Select(static line => new NewDocumentLine
                {
                    Text = line.Text,
                    Product = line.Product,
                    Quantity = line.Quantity,
                    Unit = line.Unit,
                    UnitPrice = line.UnitPrice,
                    Discount = line.Discount,
                }).ToValueList();

                var matched = new KnownLines(given.known.ToValueList()).Match(written, static line => line.Unit!);

                Assert.Equal(given.sent, matched.Select(static own => Assert.Single(own.AsEnumerable())));
            }),
        maxTest: 400);

    private static DocumentLine ALine(int product, int quantity, int price, int discount, string text) => new()
    {
        Text = text,
        Product = product == 0 ? null : new(new Guid(product, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])),
        Quantity = quantity,
        UnitPrice = UnitPrice.Of(price, Currency.EUR),
        Discount = discount == 0 ? null : Discount.OfPercent(Percent.Of(discount)),
        Amount = Money.Zero(Currency.EUR),
    };
}
