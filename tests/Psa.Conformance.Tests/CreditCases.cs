using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Invoices;
using Psa.Payments;

namespace Psa.Conformance.Tests;

/// <summary>Lago's coupons and credit notes: its fees are lines of an invoice by hand, and what of a fee is credited is a part of the line by quantity.</summary>
internal static class CreditCases
{
    /// <summary>Taxes and totals of invoices with coupons: a coupon of all fees is a discount of the document, one of a single fee a discount of its line.</summary>
    public static Verdict Invoice(Case given)
    {
        var (fees, coupons) = (given.Inputs.Get("fees").Items(), given.Inputs.Get("coupons").Items());
        var limited = coupons.Where(coupon => coupon.At("fees") is not null).ToLookup(coupon => coupon.Get("fees").Items().Select(fee => fee.Int).ToArray() is [var only] ? only : -1);
        if (limited.Any(group => group.Key < 0 || group.Count() > 1))
        {
            return Verdict.Gap("coupons");
        }

        using var office = new Office(given.Rounding, Taxes(fees));
        Invoice invoice;
        try
        {
            invoice = office.Invoice(
                fees.Select((fee, place) => Office.Fee(Minor(fee.Get("amount")), TaxOf(fee).Code, limited[place].Select(coupon => Minor(coupon.Get("amount"))).SingleOrDefault())),
                coupons.Where(coupon => coupon.At("fees") is null).Select(coupon => Discount.OfAmount(Minor(coupon.Get("amount")), "coupon")));
        }
        catch (RuleViolationException refused) when (refused.Code == DocumentErrors.DiscountExceedsDetail)
        {
            return Verdict.Refused("coupons", refused.Message);
        }

        var (expected, totals) = (given.Expected, invoice.Totals);
        return Verdict.Same(
            ("coupon_shares", true, expected.At("coupon_shares")?.Items().Zip(totals.Lines.AsEnumerable()).All(pair => IsWithinAUnit(pair.First, pair.Second.Discount)) ?? true),
            ("fee_taxes_minor", expected.At("fee_taxes_minor") is { } taxes ? string.Join(", ", taxes.Items().Select(tax => tax.Long)) : null, expected.At("fee_taxes_minor") is null ? null : string.Join(", ", totals.Lines.AsEnumerable().Select(line => line.Tax.MinorUnits))),
            ("sub_total_minor", expected.At("sub_total_minor")?.Long, expected.At("sub_total_minor") is null ? null : totals.TotalWithoutTax.MinorUnits),
            ("taxes_minor", expected.Get("taxes_minor").Long, totals.TaxTotal.MinorUnits),
            ("total_minor", expected.Get("total_minor").Long, totals.TotalWithTax.MinorUnits));
    }

    /// <summary>What a coupon takes off an amount.</summary>
    public static Verdict Coupon(Case given)
    {
        var none = Office.Tax(Percent.Of(0m));
        using var office = new Office(given.Rounding, [none]);
        try
        {
            var invoice = office.Invoice([Office.Fee(Minor(given.Inputs.Get("base")), none.Code)], Discount.OfAmount(Minor(given.Inputs.Get("fixed")), "coupon"));
            return Verdict.Same(("amount_minor", given.Expected.Get("amount_minor").Long, invoice.Totals.DiscountTotal.MinorUnits));
        }
        catch (RuleViolationException refused) when (refused.Code == DocumentErrors.DiscountExceedsDetail)
        {
            return Verdict.Refused("coupons", refused.Message);
        }
    }

    /// <summary>Credit notes of parts of fees, after others.</summary>
    public static Verdict Items(Case given)
    {
        var (fees, expected) = (given.Inputs.Get("fees").Items(), given.Expected);
        using var office = new Office(given.Rounding, Taxes(fees));
        var invoice = office.Invoice(fees.Select(fee => Office.Fee(Minor(fee.Get("amount")), TaxOf(fee).Code, Minor(fee.Get("coupon")))));
        foreach (var prior in given.Inputs.At("prior")?.Items() ?? [])
        {
            office.Credit(invoice, Parts(prior));
        }

        Invoice note;
        try
        {
            note = office.Credit(invoice, Parts(given.Inputs.Get("items")));
        }
        catch (RuleViolationException refused) when (refused.Code == CreditNoteErrors.ExceedsBilled)
        {
            return Verdict.Refused("credit", refused.Message);
        }

        var coupons = note.Lines.AsEnumerable().Aggregate(Money.Zero(Office.Currency), static (sum, line) => line.Discount?.Amount is { } coupon ? sum + coupon : sum);
        var outputs = new (string Name, long Actual)[]
        {
            ("coupon_adj_minor", coupons.MinorUnits),
            ("sub_total_minor", note.Totals.TotalWithoutTax.MinorUnits),
            ("taxes_minor", note.Totals.TaxTotal.MinorUnits),
            ("total_minor", note.Totals.TotalWithTax.MinorUnits),
        };
        return Verdict.Same(from output in outputs let value = expected.At(output.Name)?.Long where value is not null select (output.Name, (object?)value, (object?)output.Actual));
    }

    /// <summary>A fee of some days that aren't used after all: the run gives back what was billed of them, never what they would come to now.</summary>
    public static Verdict Capped(Case given)
    {
        var (inputs, preset) = (given.Inputs, given.Presets.Lago);
        var agreement = LagoCases.AgreementOver(inputs.Get("days").Int, inputs.Get("of_days").Int, preset);
        agreement = agreement with { Terms = [new(agreement.Start, 1m, UnitPrice.Of(Minor(inputs.Get("plan_minor")).Amount, Office.Currency), Pricing: PricingScheme.Flat)] };
        var (slot, full) = agreement.PeriodAt(agreement.Start);
        var fee = Minor(inputs.Get("fee_minor"));
        var before = new Account(Office.Currency, given.Rounding);
        before.Add(agreement);

        var account = new Account(Office.Currency, given.Rounding, withDocuments: true);
        var part = account.Add(agreement with { IsWithdrawn = true, TaxCode = account.Tax(Percent.Of(inputs.Get("tax_rate").Number)) });
        account.WasBilled(part, slot, full, fee);
        var note = account.Document(full.LastDay);
        return Verdict.Same(
            ("fee", fee, before.Bill(full.LastDay).Items.Single().Net),
            ("kind", InvoiceKind.CreditNote, note.Kind),
            ("total_minor", given.Expected.Get("total_minor").Long, note.Totals.TotalWithTax.MinorUnits));
    }

    /// <summary>A subscription that ends in its period: what isn't used, less what was credited of it before, and what becomes of the money.</summary>
    public static Verdict Termination(Case given)
    {
        var (inputs, expected) = (given.Inputs, given.Expected);
        Money[] fees = [.. inputs.Get("invoice_fees_minor").Items().Select(Minor)];
        var (prior, paid, tax) = (Minor(inputs.Get("prior_items_minor")), Minor(inputs.Get("paid_minor")), Office.Tax(Percent.Of(inputs.Get("tax_rate").Number)));

        using var office = new Office(given.Rounding, [tax]);
        var invoice = office.Invoice(fees.Select((fee, place) => Office.Fee(fee, tax.Code, place == 0 ? Minor(inputs.Get("coupon_on_fee_minor")) : null)));
        if (!paid.IsZero)
        {
            office.Pay(invoice, paid);
        }

        if (!prior.IsZero)
        {
            office.Credit(invoice, [new(0, prior.Amount)]);
        }

        // what is left of the fee beyond what is kept of it
        var item = office.QuantityLeft(invoice, 0) - Kept(given).Amount;
        var note = office.Credit(invoice, [new(0, item)], Enum.Parse<CreditSettlement>(inputs.Get("mode").Text, ignoreCase: true));
        var (credit, refund) = (office.SettledBy(invoice, note, PaymentKind.CreditOut), office.SettledBy(invoice, note, PaymentKind.Refund));
        var outputs = new (string Name, Money Actual)[]
        {
            ("item_minor", Money.Of(item, Office.Currency)),
            ("taxes_minor", note.Totals.TaxTotal),
            ("total_minor", note.Totals.TotalWithTax),
            ("credit_minor", credit),
            ("refund_minor", refund),
            ("offset_minor", office.Settled(note) - credit - refund),
        };
        return Verdict.Same(outputs.Select(output => (output.Name, (object?)expected.Get(output.Name).Long, (object?)output.Actual.MinorUnits)));
    }

    // what a run bills of the days that were used
    private static Money Kept(Case given)
    {
        var (days, plan) = (given.Inputs.Get("period_days").Int, Minor(given.Inputs.Get("plan_minor")));
        var agreement = LagoCases.AgreementOver(days - given.Inputs.Get("unused_days").Int, days, given.Presets.Lago);
        var account = new Account(Office.Currency, given.Rounding);
        account.Add(agreement with { Terms = [new(agreement.Start, 1m, UnitPrice.Of(plan.Amount, Office.Currency), Pricing: PricingScheme.Flat)] });
        return account.Bill(agreement.PeriodAt(agreement.Start).Full.LastDay).Items.Single().Net;
    }

    // theirs are exact, ours whole minor units that add up to the coupon
    private static bool IsWithinAUnit(CaseValue share, Money ours) => Math.Abs(share.Number - ours.MinorUnits) < 1m;

    private static IEnumerable<TaxTableEntry> Taxes(CaseValue[] fees) => fees.Select(TaxOf).DistinctBy(tax => tax.Code, StringComparer.Ordinal);

    private static TaxTableEntry TaxOf(CaseValue fee) => Office.Tax(fee.Get("taxes").Items().Select(rate => Percent.Of(rate.Number)));

    // a fraction of minor units as a quantity of units of 1.00, with all the decimals that it may have
    private static IEnumerable<CreditLine> Parts(CaseValue items) =>
        from item in items.Items()
        let part = Rational.Parse(item[1].Text)
        select new CreditLine(item[0].Int, decimal.Round((decimal)part.Numerator / 100m / (decimal)part.Denominator, 15));

    // a fraction of a minor unit is none of ours
    private static Money Minor(CaseValue value)
    {
        var amount = value.Element.ValueKind == System.Text.Json.JsonValueKind.String ? Rational.Parse(value.Text) : Rational.Of(value.Long, 1);
        return Money.FromMinorUnits((long)amount.Numerator, Office.Currency).Scale(1, (long)amount.Denominator, Rounding.HalfUp);
    }
}
