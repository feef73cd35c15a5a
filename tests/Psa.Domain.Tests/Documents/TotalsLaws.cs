using FsCheck;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;
using Psa.Testing;

namespace Psa.Domain.Tests.Documents;

public class TotalsLaws
{
    private const int Many = 2000;

    [Fact]
    public void Whatever_is_shown_adds_up() => PropertyCheck.That(
        Prop.ForAll(DocumentArb.Any(), input => TryCompute(input) is not { } totals || AddsUp(input, totals)), Many);

    [Fact]
    public void A_group_is_taxed_on_its_taxable_amount_and_rounded_once() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxExclusive, TaxRounding.PerGroup),
            input => TryCompute(input) is not { } totals
                || totals.TaxGroups.All(group => group.Tax == ExactAmount.Of(group.Taxable).Times(group.Rate).Round(input.Rounding))),
        Many);

    [Fact]
    public void Tax_in_gross_prices_is_gross_times_r_by_100_plus_r() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxInclusive, TaxRounding.PerGroup),
            input => TryCompute(input) is not { } totals || totals.TaxGroups.All(group => group.Component is not null || TaxInside(group, input.Rounding) == group.Tax)),
        Many);

    [Fact]
    public void Several_taxes_in_gross_prices_are_taken_out_together_and_allocated() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxInclusive, TaxRounding.PerGroup),
            input =>
            {
                var tax = ATax.GstPst;
                var one = input with { Discounts = [], Charges = [], Lines = input.Lines.Select(x => x with { Tax = tax }).ToValueList() };
                var totals = Totals.Compute(one);
                var whole = Sum(one, Detail(one)).Scale(12_500_000, 112_500_000, one.Rounding);
                var shares = whole.Allocate(50, 70, 5);
                return one.Lines.IsEmpty || (totals.TaxTotal == whole
                    && totals.TaxGroups.Select(x => (x.Component, x.Tax)).SequenceEqual([("PST", shares[1]), ("GST", shares[0]), ("LEVY", shares[2])]));
            }),
        Many);

    [Fact]
    public void Gross_prices_stay_what_the_customer_pays() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxInclusive),
            input => TryCompute(input) is not { } totals || totals.TotalWithTax == Sum(input, Detail(input), Charges(input)) - Taken(input)),
        Many);

    [Fact]
    public void Rounded_by_line_each_line_is_taxed_by_itself() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxExclusive, TaxRounding.PerLine),
            input => TryCompute(input) is not { } totals
                || totals.Lines.Zip(input.Lines).All(x => x.First.Tax == Sum(
                    Money.Zero(input.Currency), Components(x.Second).Select(c => ExactAmount.Of(x.First.Taxable).Times(c.Rate).Round(input.Rounding))))),
        Many);

    [Fact]
    public void A_lines_share_of_the_tax_is_within_a_unit_of_its_own() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxExclusive, TaxRounding.PerGroup),
            input => TryCompute(input) is not { } totals
                || totals.Lines.Zip(input.Lines).All(x => Components(x.Second).Select((c, i) => IsNear(
                    x.First.Taxes.IsEmpty ? x.First.Tax : x.First.Taxes[i], ExactAmount.Of(x.First.Taxable).Times(c.Rate), input.Rounding)).All(near => near))),
        Many);

    [Fact]
    public void Without_document_discounts_and_with_net_prices_lines_stay_as_they_are() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxExclusive),
            input => TryCompute(input) is not { } totals || totals.Lines.Select(x => x.Net).SequenceEqual(input.Lines.Select(x => x.Amount))),
        Many);

    [Fact]
    public void Turning_the_sign_of_lines_and_charges_turns_that_of_everything() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.Any(),
            input =>
            {
                var turned = TryCompute(input with
                {
                    Lines = input.Lines.Select(x => x with { Amount = -x.Amount }).ToValueList(),
                    Charges = input.Charges.Select(x => x with { Amount = -x.Amount }).ToValueList(),
                });
                return TryCompute(input) is not { } totals ? turned is null : turned == Turn(totals);
            }),
        Many);

    [Fact]
    public void The_order_of_the_lines_moves_no_total() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxExclusive, TaxRounding.PerGroup),
            input =>
            {
                var turned = TryCompute(input with { Lines = input.Lines.Reverse().ToValueList() });
                return TryCompute(input) is not { } totals ? turned is null : turned! with { Lines = totals.Lines } == totals;
            }),
        Many);

    [Fact]
    public void Cutting_a_line_in_two_moves_nothing_else() => PropertyCheck.That(
        Prop.ForAll(
            Cuts(-50, 150),
            x => IsSoundCut(x with { Input = x.Input with { Discounts = [] } }, static (whole, parts) => whole == parts)),
        Many);

    // the unit that a group's percent has beyond its lines goes to the largest line, which a cut can change
    [Fact]
    public void With_discounts_cutting_a_line_moves_no_total_and_no_other_line_by_more_than_a_unit_a_discount() => PropertyCheck.That(
        Prop.ForAll(
            Cuts(0, 100),
            x => IsSoundCut(
                x,
                (whole, parts) => whole == parts with { Lines = whole.Lines }
                    && whole.Lines.Zip(parts.Lines).All(both => (both.First.Discount - both.Second.Discount).Abs().MinorUnits <= 1 + x.Input.Discounts.Count))),
        Many);

    [Fact]
    public void Discounts_take_exactly_what_they_say_and_turn_no_group_or_line() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxExclusive),
            input =>
            {
                if (TryCompute(input with { Charges = [] }) is not { } totals)
                {
                    return false;
                }

                return totals.DiscountTotal == Taken(input)
                    && totals.TaxGroups.All(group => group.Component is not null || (group.Taxable.Sign * Base(input, group).Sign >= 0 && group.Taxable.Abs() <= Base(input, group).Abs()))
                    && totals.Lines.All(x => x.Taxable.Sign * x.Net.Sign >= 0 && x.Taxable.Abs() <= x.Net.Abs());
            }),
        Many);

    [Fact]
    public void Every_lines_share_of_the_discounts_has_its_sign() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxExclusive),
            input => TryCompute(input) is not { } totals || totals.Lines.All(x => x.Discount.Sign * x.Net.Sign >= 0)),
        Many);

    [Fact]
    public void Amounts_take_nothing_off_lines_of_the_other_sign() => PropertyCheck.That(
        Prop.ForAll(
            DocumentArb.With(PriceMode.TaxExclusive),
            input =>
            {
                var amounts = input with { Discounts = input.Discounts.Where(x => x.Amount is not null).ToValueList(), Charges = [] };
                return TryCompute(amounts) is not { } totals || totals.Lines.All(x => x.Discount.IsZero || x.Net.Sign == totals.LineTotal.Sign);
            }),
        Many);

    [Fact]
    public void A_discount_over_groups_of_one_sign_is_allocated() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from first in Gen.Choose(1, 100_000)
                from second in Gen.Choose(1, 100_000)
                from third in Gen.Choose(0, 100_000)
                from off in Gen.Choose(0, 100_000)
                select (first, second, third, off)),
            x =>
            {
                var lines = new[] { (x.first, 21), (x.second, 12), (x.third, 6) };
                var amount = Money.FromMinorUnits(Math.Min(x.off, x.first + x.second), Currency.EUR);
                var totals = Totals.Compute(AnInput.Of([.. lines.Select(l => new LineAmount(Money.FromMinorUnits(l.Item1, Currency.EUR), ATax.Of(l.Item2)))])
                    with
                { Discounts = [Discount.OfAmount(amount)] });
                return totals.Lines.Select(l => l.Discount).SequenceEqual(amount.Allocate(x.first, x.second, x.third));
            }),
        Many);

    private static Arbitrary<Cut> Cuts(int least, int most) => Arb.From(
        from input in DocumentArb.With(PriceMode.TaxExclusive, TaxRounding.PerGroup).Generator
        from at in Gen.Choose(0, 11)
        from part in Gen.Choose(least, most)
        select new Cut(input, at, part));

    private static bool IsSoundCut(Cut cut, Func<DocumentTotals, DocumentTotals, bool> isSame)
    {
        var (input, at, percent) = cut;
        if (at >= input.Lines.Count)
        {
            return true;
        }

        var line = input.Lines[at];
        var part = line.Amount.Scale(percent, 100, Rounding.Down);
        var whole = TryCompute(input);
        var parts = TryCompute(input with { Lines = [.. input.Lines.Take(at), line with { Amount = part }, line with { Amount = line.Amount - part }, .. input.Lines.Skip(at + 1)] });
        if (whole is null || parts is null)
        {
            return whole is null && parts is null;
        }

        var (first, second) = (parts.Lines[at], parts.Lines[at + 1]);
        var joined = new LineTotals(
            first.Net + second.Net, first.Discount + second.Discount, first.Tax + second.Tax, Taxes: first.Taxes.Zip(second.Taxes).Select(x => x.First + x.Second).ToValueList());
        return isSame(whole, parts with { Lines = [.. parts.Lines.Take(at), joined, .. parts.Lines.Skip(at + 2)] });
    }

    private static DocumentTotals? TryCompute(DocumentInput input)
    {
        try
        {
            return Totals.Compute(input);
        }
        catch (RuleViolationException e) when (e.Code == DocumentErrors.ChargeNeedsTax)
        {
            return null;
        }
    }

    private static bool AddsUp(DocumentInput input, DocumentTotals totals)
    {
        var zero = Money.Zero(input.Currency);
        var charges = totals.Adjustments.Where(x => x.Kind == AdjustmentKind.Charge).ToList();
        var discounts = totals.Adjustments.Where(x => x.Kind == AdjustmentKind.Discount).ToList();
        var byGroup = totals.TaxGroups.All(group =>
        {
            var lines = totals.Lines.Zip(input.Lines).Where(x => PlaceOf(x.Second.Tax, group) >= 0).ToList();
            var own = charges.Where(x => x.Taxes.Any(part => IsOf(part, group))).ToList();
            var off = discounts.Where(x => x.Taxes.Any(part => IsOf(part, group)));
            return group.Taxable == Sum(zero, lines.Select(x => x.First.Taxable)) + Sum(zero, own.Select(x => x.Amount))
                && group.Taxable == Sum(zero, lines.Select(x => x.First.Net)) - Sum(zero, off.Select(x => x.Amount)) + Sum(zero, own.Select(x => x.Amount))
                && group.Tax == Sum(zero, lines.Select(x => x.First.Taxes.IsEmpty ? x.First.Tax : x.First.Taxes[PlaceOf(x.Second.Tax, group)]))
                    + Sum(zero, own.SelectMany(x => x.Taxes).Where(part => IsOf(part, group)).Select(part => part.Tax));
        });
        var byLine = totals.Lines.Zip(input.Lines).All(x => (x.First.Taxes.IsEmpty || x.First.Tax == Sum(zero, x.First.Taxes))
            && x.First.Gross == (input.PriceMode == PriceMode.TaxInclusive && x.Second.Tax is not null ? x.Second.Amount : null)
            && (!input.Discounts.IsEmpty || x.First.Gross is not { } gross || gross == x.First.Net + x.First.Tax));
        return byGroup
            && byLine
            && totals.LineTotal == Sum(zero, totals.Lines.Select(x => x.Net))
            && totals.DiscountTotal == Sum(zero, discounts.Select(x => x.Amount))
            && totals.ChargeTotal == Sum(zero, charges.Select(x => x.Amount))
            && totals.TotalWithoutTax == totals.LineTotal - totals.DiscountTotal + totals.ChargeTotal
            && totals.TotalWithoutTax == totals.PreFreight + totals.ChargeTotal
            && (totals.TaxGroups.Any(x => x.Component is not null) || totals.TotalWithoutTax == Sum(zero, totals.TaxGroups.Select(x => x.Taxable)))
            && totals.TaxTotal == Sum(zero, totals.TaxGroups.Select(x => x.Tax))
            && totals.TaxTotal == Sum(zero, totals.Lines.Select(x => x.Tax)) + Sum(zero, charges.Select(x => x.Tax))
            && totals.TotalWithTax == totals.TotalWithoutTax + totals.TaxTotal
            && totals.TotalWithTax == Sum(zero, totals.Lines.Select(x => x.Total)) + Sum(zero, charges.Select(x => x.Amount + x.Tax));
    }

    private static DocumentTotals Turn(DocumentTotals totals) => new()
    {
        Lines = totals.Lines.Select(x => new LineTotals(-x.Net, -x.Discount, -x.Tax, -x.Gross, x.Taxes.Select(tax => -tax).ToValueList())).ToValueList(),
        Adjustments = totals.Adjustments.Select(x => x with { Amount = -x.Amount, Taxes = x.Taxes.Select(part => part with { Tax = -part.Tax }).ToValueList() }).ToValueList(),
        TaxGroups = totals.TaxGroups.Select(x => x with { Taxable = -x.Taxable, Tax = -x.Tax }).ToValueList(),
        LineTotal = -totals.LineTotal,
        DiscountTotal = -totals.DiscountTotal,
        ChargeTotal = -totals.ChargeTotal,
        TotalWithoutTax = -totals.TotalWithoutTax,
        TaxTotal = -totals.TaxTotal,
        TotalWithTax = -totals.TotalWithTax,
        PayableRounding = -totals.PayableRounding,
    };

    private static Money TaxInside(TaxGroup group, Rounding rounding)
    {
        var rate = (long)(group.Rate.Value * 1_000_000m);
        return (group.Taxable + group.Tax).Scale(rate, 100_000_000 + rate, rounding);
    }

    private static bool IsNear(Money money, ExactAmount exact, Rounding rounding)
    {
        // up and down turn round where running totals change their sign
        var unit = ExactAmount.Of(Money.FromMinorUnits(rounding is Rounding.Up or Rounding.Down ? 2 : 1, money.Currency));
        var distance = ExactAmount.Of(money) - exact;
        return distance <= unit && -distance <= unit;
    }

    /// <summary>What the discounts say they take: percents of the sum together, and the amounts, of the document's sign.</summary>
    private static Money Taken(DocumentInput input)
    {
        var detail = Sum(input, Detail(input));
        var millionths = input.Discounts.Sum(x => x.Percent is { } percent ? (long)(percent.Value * 1_000_000m) : 0L);
        var amounts = Sum(Money.Zero(input.Currency), input.Discounts.Where(x => x.Amount is not null).Select(x => x.Amount!.Value));
        return detail.Scale(millionths, 100_000_000, input.Rounding) + (detail.Sign < 0 ? -amounts : amounts);
    }

    private static Money Base(DocumentInput input, TaxGroup group) =>
        Sum(Money.Zero(input.Currency), input.Lines.Where(x => PlaceOf(x.Tax, group) >= 0).Select(x => x.Amount));

    private static ValueList<AppliedTaxComponent> Components(LineAmount line) => line.Tax?.Components ?? [];

    private static int PlaceOf(AppliedTax? tax, TaxGroup group) =>
        tax is null ? -1 : tax.Components.ToList().FindIndex(x => x.Category == group.Category && x.Rate == group.Rate && x.Name == group.Component);

    private static bool IsOf(TaxPart part, TaxGroup group) => part.Category == group.Category && part.Rate == group.Rate && part.Component == group.Component;

    private static IEnumerable<Money> Detail(DocumentInput input) => input.Lines.Select(x => x.Amount);

    private static IEnumerable<Money> Charges(DocumentInput input) => input.Charges.Select(x => x.Amount);

    private static Money Sum(DocumentInput input, params IEnumerable<Money>[] amounts) => Sum(Money.Zero(input.Currency), amounts.SelectMany(x => x));

    private static Money Sum(Money zero, IEnumerable<Money> amounts) => amounts.Aggregate(zero, (sum, x) => sum + x);

    private sealed record Cut(DocumentInput Input, int At, int Percent);
}
