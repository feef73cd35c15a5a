using FsCheck.Fluent;
using Psa.Access;
using Psa.Domain.Tests.Quotes;
using Psa.Orders;
using Psa.Testing;

namespace Psa.Domain.Tests.Orders;

/// <summary>Whatever is delivered and undone of a bundle's components in whatever order: of the bundle is shipped what all of them are there for, in whole ones, and what isn't stocked goes with it (R-BUNDLE).</summary>
public sealed class OrderBundleTests
{
    private static readonly int[] Stocked = [1, 2];
    private static readonly decimal[] Each = [1m, 1m, 3m, 2m];

    [Fact]
    public void Of_a_bundle_is_shipped_what_all_its_components_are_there_for()
    {
        var (shipped, canceled, refused) = (0, 0, 0);
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from bundles in Gen.Choose(1, 4)
                    from steps in Gen.ListOf(
                        from place in Gen.Frequency((4, Gen.Constant(1)), (4, Gen.Constant(2)), (1, Gen.Constant(0)))
                        from quantity in Gen.Choose(0, 12)
                        select (Place: place, Quantity: quantity),
                        12)
                    select (Bundles: bundles, Steps: steps.ToList())),
                history =>
                {
                    var (order, own, most) = (Submitted(history.Bundles), new decimal[3], (decimal)history.Bundles);
                    foreach (var (place, quantity) in history.Steps)
                    {
                        var whole = Math.Min(decimal.Floor(own[1]), decimal.Floor(own[2] / 3m));
                        if (order.Status != OrderStatus.Submitted || (place > 0 ? quantity > most * Each[place] : own[1] > whole || own[2] > whole * 3m))
                        {
                            Assert.NotEmpty(Assert.Throws<RuleViolationException>(() => Step(order, place, quantity)).Code);
                            refused++;
                            continue;
                        }

                        order = Step(order, place, quantity);
                        own[place] = place > 0 ? quantity : 0m;
                        most = place > 0 ? most : whole;
                        canceled += place > 0 ? 0 : 1;
                        RequireRight(order, own, most);
                        shipped += order.Quantities[0].Shipped > 0m ? 1 : 0;
                    }

                    return true;
                }),
            maxTest: 300,
            endSize: 30);
        Assert.True(shipped > 50 && canceled > 50 && refused > 50, $"{shipped} steps after something was shipped, {canceled} rests canceled, {refused} refused");
    }

    private static Order Step(Order order, int place, int quantity) => place == 0
        ? order.CancelRest([], "enough", Actor.System(order.Tenant))
        : order.FulfilComponent(place, quantity, Stocked, new(2026, 3, 15), Actor.System(order.Tenant));

    private static void RequireRight(Order order, decimal[] own, decimal most)
    {
        var whole = Math.Min(decimal.Floor(own[1]), decimal.Floor(own[2] / 3m));
        Assert.Equal([whole, own[1], own[2], whole * 2m], order.Quantities.Select(static one => one.Shipped));
        for (var i = 0; i < Each.Length; i++)
        {
            Assert.Equal(order.Lines[i].Quantity - (most * Each[i]), order.Quantities[i].Canceled);
        }

        Assert.Equal(whole, order.Fulfilments.AsEnumerable().Where(static one => one.Line == 0).Sum(static one => one.Quantity));
        Assert.Equal(own[1] == most && own[2] == most * 3m, order.FulfilmentProgress == OrderProgress.Full);
    }

    private static Order Submitted(int bundles)
    {
        var quote = AWonQuote.Of(AWonQuote.Bundle(bundles, 100m, Rounding.HalfUp, null, (1m, 60m), (3m, 7m), (2m, 1m)));
        return AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], [])) with { Status = OrderStatus.Submitted, SubmittedOn = new(2026, 3, 15), Quantities = [default, default, default, default] };
    }
}
