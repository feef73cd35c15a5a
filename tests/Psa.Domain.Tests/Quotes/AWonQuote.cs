using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Domain.Tests.Documents;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using static Psa.Domain.Tests.Documents.AnInput;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Quotes as they are won, and orders of them.</summary>
internal static class AWonQuote
{
    public static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));

    public static DocumentLine Line(decimal quantity, decimal price, LineOffer? offer = null, Discount? discount = null, decimal volume = 0m, Rounding rounding = Rounding.HalfUp, decimal tax = 21m)
    {
        var line = new DocumentLine
        {
            Text = "Line",
            Quantity = quantity,
            UnitPrice = UnitPrice.Of(price, Currency.EUR),
            VolumeDiscount = volume == 0m ? null : UnitPrice.Of(volume, Currency.EUR),
            Discount = discount,
            Offer = offer,
            Tax = new(ATax.Of(tax), new(2026, 3, 15)),
            Amount = Eur(0m),
        };
        return line with { Amount = line.Recompute(rounding) };
    }

    /// <summary>A bundle of components that share its price by their weights.</summary>
    public static ValueList<DocumentLine> Bundle(decimal quantity, decimal price, Rounding rounding, LineOffer? offer, params (decimal Each, decimal Weight)[] components)
    {
        var heading = Line(quantity, price, offer, rounding: rounding);
        return BundleLines.Reshare(
            heading,
            [heading, .. components.Select(component => Line(quantity * component.Each, 0m, offer) with { Bundle = BundleRole.Component, BundleShare = new(component.Each, UnitPrice.Of(component.Weight, Currency.EUR)) })],
            rounding);
    }

    public static LineOffer Recurs(BillingCycle cycle, BillingTiming timing = BillingTiming.InAdvance, int? term = null) => new(LineChoice.Included, IsChosen: true, Recurring: new(cycle, timing, term));

    public static Quote Of(ValueList<DocumentLine> lines, ValueList<Discount> discounts = default, ValueList<DocumentCharge> charges = default, Rounding rounding = Rounding.HalfUp, PriceMode mode = PriceMode.TaxExclusive)
    {
        var quote = new Quote
        {
            Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a31")),
            Tenant = Tenant,
            Number = "Q-1",
            Status = QuoteStatus.Won,
            ServedCustomer = default,
            Customer = default,
            CustomerNumber = "10001",
            BillingEntity = default,
            Currency = Currency.EUR,
            IssueDate = new(2026, 3, 15),
            LastDay = new(2026, 4, 14),
            Author = UserId.Of("ann"),
            AuthorName = "Ann",
            Seller = new() { Name = "Acme NV" },
            Buyer = new() { Name = "Contoso BV" },
            PaymentTerms = PaymentTerms.DueIn(30),
            Lines = lines,
            Discounts = discounts,
            Charges = charges,
            Rounding = rounding,
            PriceMode = mode,
            Totals = Totals.Compute(AnInput.Of() with { Rounding = rounding }),
        };
        var totals = quote.Sum(QuoteChoices.Chosen(lines));
        return quote with { Totals = totals.OneTime, Recurring = totals.Recurring };
    }

    /// <summary>An order of it, with its totals as a service stores them.</summary>
    public static Order Order(Quote quote, QuotedOrder cut, FreightPolicy freight = FreightPolicy.ProRata) => new()
    {
        Id = default,
        Tenant = Tenant,
        Status = OrderStatus.Active,
        Quote = quote.Id,
        QuoteLines = cut.Places,
        ServedCustomer = default,
        Customer = default,
        CustomerNumber = quote.CustomerNumber,
        BillingEntity = default,
        Currency = quote.Currency,
        IssueDate = quote.IssueDate,
        Seller = quote.Seller,
        Buyer = quote.Buyer,
        PaymentTerms = quote.PaymentTerms,
        Lines = cut.Lines,
        Discounts = cut.Discounts,
        Charges = cut.Charges,
        Freight = freight,
        Rounding = quote.Rounding,
        PriceMode = quote.PriceMode,
        Totals = Totals.Compute(new()
        {
            Currency = quote.Currency,
            Lines = cut.Lines.Select(static line => line.Bills ? new LineAmount(line.Amount, line.Tax?.Applied) : new(Eur(0m), Tax: null)).ToValueList(),
            Discounts = cut.Discounts,
            Charges = cut.Charges,
            Given = cut.Shares is { } shares ? new(shares) : null,
            PriceMode = quote.PriceMode,
            Rounding = quote.Rounding,
        }),
    };
}
