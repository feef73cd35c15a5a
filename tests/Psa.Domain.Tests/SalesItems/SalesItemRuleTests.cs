using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Services;
using Psa.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.SalesItems;

public sealed class SalesItemRuleTests
{
    private static readonly Customer Billable = new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a51")),
        Tenant = AnOffice.Tenant,
        Payer = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a51")),
        Number = "10001",
        Name = "Contoso",
        BillingInformation = AnOffice.Complete,
    };

    private static readonly PriceOverride ByAnn = new("Ann", Instant.FromUtc(2026, 3, 15, 12, 0), "goodwill");

    private static readonly Arbitrary<(long[] Lines, long Net)> Overrides = Arb.From(
        from lines in Gen.NonEmptyListOf(Gen.Choose(-500, 2_000))
        from net in Gen.Choose(0, 10_000)
        select (lines.Select(line => (long)line).ToArray(), (long)net));

    [Fact]
    public void The_net_is_the_sum_of_the_lines_each_rounded_once_after_discounts()
    {
        var item = Item(
            new() { Text = "Laptop", Quantity = 3m, UnitPrice = UnitPrice.Of(0.0750m, Currency.EUR) },
            new() { Text = "Mouse", Quantity = 2m, UnitPrice = UnitPrice.Of(10m, Currency.EUR), Discount = Discount.OfPercent(Percent.Of(10)) },
            new() { Text = "Gift", Quantity = 1m, UnitPrice = UnitPrice.Of(5m, Currency.EUR), Discount = Discount.OfAmount(Money.Of(5m, Currency.EUR)) },
            new() { Text = "Thank you", IsNote = true });
        Assert.Equal([0.23m, 18m, 0m, 0m], item.Lines.Select(line => line.Amount.Amount));
        Assert.Equal((18.23m, 18.23m, 25.23m), (item.Net.Amount, item.Computed.Amount, item.TotalBeforeDiscount.Amount));
        Assert.Equal((SalesItemStatus.Pending, SalesItemSource.Manual), (item.Status, item.Source));
    }

    [Fact]
    public void Without_complete_billing_information_none_is_written()
    {
        var refusal = Assert.Throws<BillingInformationRequiredException>(
            () => New(new NewDocumentLine { Text = "x", UnitPrice = UnitPrice.Of(1m, Currency.EUR) }).ToSalesItem(default, Billable, Billable with { BillingInformation = null }, AnOffice.Entity, Rounding.HalfUp));
        Assert.Equal([Billable.Id.Value], refusal.Customers);
    }

    [Fact]
    public void Everything_wrong_with_lines_is_reported_at_once()
    {
        var refusal = Assert.Throws<ValidationFailedException>(() => Item(
            new() { Text = " ", UnitPrice = UnitPrice.Of(1m, Currency.USD) },
            new() { Text = "x", UnitPrice = UnitPrice.Of(1m, Currency.EUR), Quantity = 0.0000000000000001m }));
        Assert.Equal([SalesItemErrors.Incomplete, SalesItemErrors.CurrencyMismatch, MoneyErrors.TooManyDecimals], refusal.Problems.Select(problem => problem.Code));
        Assert.Equal(SalesItemErrors.Incomplete, Assert.Throws<ValidationFailedException>(() => Item(new NewDocumentLine { Text = "note", IsNote = true })).Code);
    }

    [Fact]
    public void A_forgotten_price_is_no_price_of_zero()
    {
        var refusal = Assert.Throws<ValidationFailedException>(() => Item(new() { Text = "Laptop", Quantity = 3m }, new() { Text = "Mouse" }));
        Assert.Equal(
            [(MoneyErrors.Missing, "Lines[0].UnitPrice"), (MoneyErrors.Missing, "Lines[1].UnitPrice")],
            refusal.Problems.Select(problem => (problem.Code, problem.Where)));
        Assert.Equal(0m, Item(new NewDocumentLine { Text = "Gift", UnitPrice = UnitPrice.Of(0m, Currency.EUR) }).Net.Amount);
    }

    // R-LINE: above what the line has, a discount is refused while somebody writes it
    [Fact]
    public void A_discount_takes_at_most_what_the_line_has_or_is_refused() => PropertyCheck.That(Prop.ForAll(
        Arb.From(
            from price in Gen.Choose(0, 10_000)
            from quantity in Gen.Choose(-50, 50)
            from discount in Gen.Choose(0, 20_000)
            from each in Gen.Elements(true, false)
            select (price, quantity, discount, each)),
        x =>
        {
            var line = new NewDocumentLine
            {
                Text = "x",
                Quantity = x.quantity,
                UnitPrice = UnitPrice.Of(x.price / 100m, Currency.EUR),
                Discount = x.each ? Discount.OfUnitAmount(UnitPrice.Of(x.discount / 100m, Currency.EUR)) : Discount.OfAmount(Money.FromMinorUnits(x.discount, Currency.EUR)),
            };
            if (x.discount > (x.each ? x.price : x.price * Math.Abs(x.quantity)))
            {
                return Assert.Throws<ValidationFailedException>(() => Item(line)).Problems.Single() is { Code: CatalogErrors.DiscountExceedsLine, Where: "Lines[0].Discount" };
            }

            return Item(line).Net.MinorUnits == (x.each ? (x.price - x.discount) * x.quantity : (x.price * x.quantity) - (Math.Sign(x.quantity) * x.discount));
        }));

    [Fact]
    public void An_override_keeps_what_was_computed_and_its_lines_sum_to_the_net() => PropertyCheck.That(Prop.ForAll(Overrides, x =>
    {
        var item = Computed(x.Lines);
        var net = Money.FromMinorUnits(item.Computed.Sign < 0 ? -x.Net : x.Net, Currency.EUR);
        var changed = item.OverrideNet(net, ByAnn, []);
        return changed.Computed == item.Computed
            && changed.Net == net
            && changed.Override == ByAnn with { Original = item.Net }
            && changed.Lines.Aggregate(Money.Zero(Currency.EUR), (sum, line) => sum + line.Amount) == net
            && (x.Lines.Any(line => line < 0) || changed.Lines.All(line => line.Amount.Sign >= 0));
    }));

    [Fact]
    public void An_override_needs_a_reason_the_same_sign_and_an_open_item()
    {
        var item = Computed(5_000);
        Assert.Equal(SalesItemErrors.ReasonMissing, CodeOf(() => item.OverrideNet(item.Net, ByAnn with { Reason = " " }, [])));
        Assert.Equal(SalesItemErrors.SignChanged, CodeOf(() => item.OverrideNet(Money.Of(-1m, Currency.EUR), ByAnn, [])));
        Assert.Equal(SalesItemErrors.SignChanged, CodeOf(() => Computed(-5_000).OverrideNet(Money.Of(1m, Currency.EUR), ByAnn, [])));
        Assert.Throws<CurrencyMismatchException>(() => item.OverrideNet(Money.Of(1m, Currency.USD), ByAnn, []));
        foreach (var status in SalesItemStatus.All)
        {
            var other = item with { Status = status };
            Assert.Equal(status == SalesItemStatus.Draft || status == SalesItemStatus.Pending, other.IsEditable());
            if (!other.IsEditable())
            {
                Assert.Equal(SalesItemErrors.NotEditable, CodeOf(() => other.OverrideNet(item.Net, ByAnn, [])));
                Assert.Equal(SalesItemErrors.NotEditable, CodeOf(() => other.MoveTo(Billable, Billable)));
                if (status == SalesItemStatus.Canceled)
                {
                    Assert.Same(other, other.Cancel("gift", AnOffice.Ann));
                }
                else
                {
                    Assert.Equal(PsaErrors.ActionNotAllowed, CodeOf(() => other.Cancel("gift", AnOffice.Ann)));
                }
            }
        }
    }

    [Fact]
    public void A_canceled_item_stays_settled_until_it_is_released()
    {
        var item = Computed(5_000);
        Assert.Equal(SalesItemErrors.NotSettled, CodeOf(() => item.Release()));
        Assert.Equal(SalesItemErrors.ReasonMissing, CodeOf(() => item.Cancel(string.Empty, AnOffice.Ann)));
        var canceled = item.Cancel("gift", AnOffice.Ann);
        Assert.Equal((SalesItemStatus.Canceled, "gift", false, item.Computed), (canceled.Status, canceled.CancelReason, canceled.Released, canceled.Computed));
        Assert.True(canceled.Release().Released);
        Assert.Equal(canceled.Release(), canceled.Release().Release());
    }

    [Fact]
    public void A_moved_item_is_pending_and_leaves_its_contract()
    {
        var item = Computed(5_000) with { Status = SalesItemStatus.Draft, Contract = new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a52")) };
        var moved = item.MoveTo(Billable, Billable);
        Assert.Equal((SalesItemStatus.Pending, Billable.Id, null), (moved.Status, moved.Customer, moved.Contract));
        Assert.Throws<BillingInformationRequiredException>(() => item.MoveTo(Billable, Billable with { BillingInformation = new() }));
    }

    [Fact]
    public void Lines_of_generated_items_are_changed_at_their_source() =>
        Assert.Equal(
            SalesItemErrors.Generated,
            CodeOf(() => (Computed(5_000) with { Source = SalesItemSource.ContractPart }).WithLines([new NewDocumentLine { Text = "x", UnitPrice = UnitPrice.Of(1m, Currency.EUR) }], Rounding.HalfUp)));

    private static string CodeOf(Func<SalesItem> step) => Assert.Throws<RuleViolationException>(() => { step(); }).Code;

    private static NewSalesItem New(params ReadOnlySpan<NewDocumentLine> lines) => new() { Customer = Billable.Id, BillingDate = new(2026, 3, 1), Lines = ValueList.Create(lines) };

    private static SalesItem Item(params ReadOnlySpan<NewDocumentLine> lines) => New(lines).ToSalesItem(new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a53")), Billable, Billable, AnOffice.Entity, Rounding.HalfUp);

    private static SalesItem Computed(params long[] minorUnits) =>
        Item([.. minorUnits.Select(units => new NewDocumentLine { Text = "x", UnitPrice = UnitPrice.Of(units / 100m, Currency.EUR) })]) with { Customer = new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a54")) };
}
