using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Testing;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>Corrections of prices that were freed of their tax give back what documents billed, to the cent, however they are cut.</summary>
public class BilledTaxesLaws
{
    private static readonly LineTax Freed = new(new("AE", TaxCategory.ReverseCharge, default), new(2025, 1, 1), PriceMode.TaxExclusive, Freed: new(Percent.Of(21m), Of(0)));

    [Fact]
    public void Corrections_close_what_documents_billed_and_never_turn_it() => PropertyCheck.That(Prop.ForAll(
        Arb.From(
            from first in Gen.Choose(1, 100_000)
            from second in Gen.Choose(0, 100_000)
            from at in Gen.Choose(0, 1)
            from levels in Gen.Choose(0, 1000).ArrayOf()
            select (first, second, at, levels)),
        x =>
        {
            // two lines as agreed, freed each by itself; the second maybe taxed as the first, maybe at 6 %
            var other = x.at == 0 ? Freed : Freed with { Applied = new("LOW", TaxCategory.Standard, Percent.Of(6m)) };
            List<SalesItem> items = [Item(Line(Freed, x.first, Divided(x.first)), Line(other, x.second, Divided(x.second)))];
            var (agreed, most) = ((long)x.first + x.second, Divided(x.first) + Divided(x.second));
            foreach (var level in (int[])[.. x.levels, 0, 1000, 0])
            {
                var now = items.SelectMany(i => i.Lines).Sum(l => l.Amount.MinorUnits);
                var parts = BilledTaxes.Of(items).Split(Of((agreed * level / 1000) - now), default);
                if (parts.Any(part => part.Tax?.Freed is null) || parts.Sum(part => part.Net.MinorUnits) != (agreed * level / 1000) - now)
                {
                    return false;
                }

                items.Add(Item([.. parts.Select(part => Line(part.Tax!, part.Net.MinorUnits, part.Tax!.Freed!.Amount.MinorUnits))]));
                var billed = items.SelectMany(i => i.Lines).Sum(l => l.Tax!.Freed!.Amount.MinorUnits);
                if (billed < 0 || billed > most || (level == 0 && billed != 0) || (level == 1000 && billed != most))
                {
                    return false;
                }
            }

            return true;
        }));

    private static long Divided(long agreed) => Of(agreed).Scale(100, 121, Rounding.HalfUp).MinorUnits;

    private static Money Of(long units) => Money.FromMinorUnits(units, Currency.EUR);

    private static DocumentLine Line(LineTax tax, long agreed, long billed) => new() { Text = "part", Amount = Of(agreed), Tax = tax with { Freed = tax.Freed! with { Amount = Of(billed) } } };

    private static SalesItem Item(params ReadOnlySpan<DocumentLine> lines) => new()
    {
        Id = default,
        Tenant = AWorld.Tenant,
        Customer = default,
        BillingEntity = default,
        Currency = Currency.EUR,
        Source = SalesItemSource.ContractPart,
        BillingDate = new LocalDate(2025, 1, 1),
        Status = SalesItemStatus.Invoiced,
        Lines = ValueList.Create(lines),
        TotalBeforeDiscount = Of(0),
        Computed = Of(0),
        Net = Of(0),
    };
}
