using FsCheck;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Domain.Tests.Documents;

/// <summary>Documents of any shape: both signs, several tax groups, discounts, charges, all roundings and modes.</summary>
internal static class DocumentArb
{
    private static readonly AppliedTax[] Taxes = [ATax.Of(21), ATax.Of(12), ATax.Of(6), ATax.Of(5.5m), ATax.Of(0.000001m), ATax.ZeroRated, ATax.Exempt, ATax.ReverseCharge];

    public static Arbitrary<DocumentInput> Any() => Arb.From(Documents(), Shrink);

    public static Arbitrary<DocumentInput> With(PriceMode mode) => Arb.From(Documents().Select(x => x with { PriceMode = mode }), Shrink);

    public static Arbitrary<DocumentInput> With(PriceMode mode, TaxRounding taxRounding) =>
        Arb.From(Documents().Select(x => x with { PriceMode = mode, TaxRounding = taxRounding }), Shrink);

    public static Gen<Rounding> AnyRounding() => Gen.Elements(Rounding.HalfUp, Rounding.HalfEven, Rounding.Up, Rounding.Down);

    private static Gen<DocumentInput> Documents() =>
        from currency in Gen.Elements(Currency.EUR, Currency.JPY, Currency.BHD)
        from bothSigns in Gen.Elements(true, false)
        from sign in Gen.Elements(1, -1)
        from lines in Lines(currency, bothSigns, sign)
        from rounding in AnyRounding()
        from discounts in Discounts(lines, currency, rounding)
        from charges in Charges(currency, sign)
        from mode in Gen.Elements(PriceMode.TaxExclusive, PriceMode.TaxInclusive)
        from taxRounding in Gen.Elements(TaxRounding.PerGroup, TaxRounding.PerLine)
        select new DocumentInput
        {
            Currency = currency,
            Lines = lines,
            Discounts = discounts,
            Charges = charges,
            PriceMode = mode,
            TaxRounding = taxRounding,
            Rounding = rounding,
        };

    private static Gen<ValueList<LineAmount>> Lines(Currency currency, bool bothSigns, int sign) =>
        from lines in (
            from size in Gen.Elements(3, 200, 1_000_000)
            from units in Gen.Choose(bothSigns ? -size : 0, size)
            from tax in Gen.Elements(Taxes)
            select new LineAmount(Money.FromMinorUnits(units * sign, currency), tax)).ListOf()
        select lines.Take(12).ToValueList();

    private static Gen<ValueList<Discount>> Discounts(ValueList<LineAmount> lines, Currency currency, Rounding rounding)
    {
        var detail = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Amount);
        return from first in Gen.Choose(0, 60_000)
               from second in Gen.Choose(0, 40_000)
               from kinds in Gen.Choose(0, 7)
               from part in Gen.Choose(0, 1000)
               select Make(first, second, kinds, part);

        ValueList<Discount> Make(int first, int second, int kinds, int part)
        {
            var percents = new[] { (kinds & 1) == 0 ? 0 : first, (kinds & 2) == 0 ? 0 : second };
            var left = detail.Abs() - detail.Abs().Scale(percents.Sum(), 100_000, rounding);
            List<Discount> discounts = [.. percents.Where(x => x > 0).Select(x => Discount.OfPercent(Percent.Of(x / 1000m), "percent"))];
            if ((kinds & 4) != 0)
            {
                discounts.Insert(0, Discount.OfAmount(left.Scale(part, 1000, Rounding.Down), "amount"));
            }

            return discounts.ToValueList();
        }
    }

    private static Gen<ValueList<DocumentCharge>> Charges(Currency currency, int sign) =>
        from charges in (
            from units in Gen.Choose(0, 5000)
            from tax in Gen.Elements(Taxes)
            from ownTax in Gen.Elements(true, false)
            select new DocumentCharge(Money.FromMinorUnits(units * sign, currency), "freight", ownTax ? tax : null)).ListOf()
        select charges.Take(2).ToValueList();

    private static IEnumerable<DocumentInput> Shrink(DocumentInput input)
    {
        if (!input.Charges.IsEmpty)
        {
            yield return input with { Charges = [] };
        }

        if (!input.Discounts.IsEmpty)
        {
            yield return input with { Discounts = [] };
            yield return input with { Discounts = input.Discounts.Skip(1).ToValueList() };
            yield break;
        }

        for (var i = 0; i < input.Lines.Count; i++)
        {
            yield return input with { Lines = input.Lines.Where((_, index) => index != i).ToValueList() };
        }
    }
}
