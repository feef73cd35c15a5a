using System.Globalization;
using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Adjustments;

/// <summary>The sales items of adjustments, by the one law of all sources: what is expected of a buyer and currency, less what was billed of it.</summary>
internal static class AdjustmentItems
{
    /// <summary>Makes the lines of the differences above zero of a buyer and currency, one a tax code.</summary>
    /// <param name="content">What is adjusted.</param>
    /// <param name="charges">The differences.</param>
    /// <param name="codes">The tax codes of their lines, or <see langword="null"/> for the buyer's, in their order.</param>
    /// <param name="product">The product of the lines, or <see langword="null"/>.</param>
    /// <param name="text">What they say.</param>
    internal static ValueList<DocumentLine> Lines(AdjustmentContent content, List<AdjustmentDifference> charges, IReadOnlyList<string?> codes, Product? product, string text) =>
    [
        .. charges.Select((charge, i) => new DocumentLine(product?.Unit ?? LineShape.Plain)
        {
            Text = text,
            Product = product?.Id,
            Period = DatePeriod.Inclusive(content.FirstDay, content.LastDay),
            Quantity = 1m,
            UnitPrice = UnitPrice.Of(charge.Amount.Amount, charge.Amount.Currency),
            Amount = charge.Amount,
            TaxCode = codes[i],
            IsTaxOverride = codes[i] is not null,
        }),
    ];

    /// <summary>Makes the item of the differences above zero of a buyer and currency, a draft.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="place">How many items it has before.</param>
    /// <param name="charges">The differences.</param>
    /// <param name="lines">Their lines.</param>
    /// <param name="date">The day from which it may be invoiced.</param>
    internal static SalesItem Item(Adjustment adjustment, int place, List<AdjustmentDifference> charges, ValueList<DocumentLine> lines, LocalDate date)
    {
        var content = adjustment.Content;
        var sum = charges.Aggregate(Money.Zero(charges[0].Amount.Currency), static (sum, charge) => sum + charge.Amount);
        var (computed, net) = Settlement.Next([], sum)!.Value;
        var customers = charges.SelectMany(static charge => charge.Customers.AsEnumerable()).Distinct().ToList();
        return new()
        {
            Id = DerivedId.Create<SalesItem>(adjustment.Date, adjustment.Tenant, "adjustment", adjustment.Id.ToString(), place.ToString(CultureInfo.InvariantCulture)),
            Tenant = adjustment.Tenant,
            Customer = customers is [var one] ? one : charges[0].Buyer,
            BillingEntity = adjustment.BillingEntity,
            Currency = sum.Currency,
            Source = SalesItemSource.Adjustment,
            SourceId = adjustment.Id.Value,
            SourceLine = place,
            PeriodStart = adjustment.Date,
            Period = DatePeriod.Inclusive(content.FirstDay, content.LastDay),
            BillingDate = date,
            Status = SalesItemStatus.Draft,
            Lines = lines,
            TotalBeforeDiscount = sum,
            Computed = computed,
            Net = net,
            Payer = charges[0].Buyer,
            KeepsPayer = true,
        };
    }
}
