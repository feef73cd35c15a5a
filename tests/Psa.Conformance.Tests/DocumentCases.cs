using NodaTime;
using Psa.Sellers;

namespace Psa.Conformance.Tests;

/// <summary>Totals and taxes of whole documents: each line is billed once, and the library's draft is the answer.</summary>
internal static class DocumentCases
{
    private static readonly LocalDate Day = new(2025, 1, 1);

    /// <summary>What a document of some amounts comes to: sums add rounded lines and are not rounded again.</summary>
    public static Money SumOf(IEnumerable<Money> amounts, Rounding rounding)
    {
        Money[] lines = [.. amounts];
        var account = new Account(lines[0].Currency, rounding, withDocuments: true);
        foreach (var amount in lines)
        {
            account.AddOnce(Day, amount);
        }

        var document = account.Document(Day);
        return Account.Signed(document, document.Totals.LineTotal);
    }

    /// <summary>Tryton's invoices and sales: tax by document or by line.</summary>
    public static Verdict Document(Case given)
    {
        var json = given.Json;
        var currency = ValueCases.CurrencyOf(json.Get("currency_rounding").Number.Scale);
        var account = new Account(currency, Rounding.HalfUp, json.Get("rounding").Text == "line" ? TaxRounding.PerLine : TaxRounding.PerGroup, withDocuments: true);
        foreach (var line in json.Get("lines").Items())
        {
            account.AddOnce(Day, line.Get("quantity").Number, UnitPrice.Of(line.Get("unit_price").Number, currency), TaxOf(account, line.Get("taxes").Items()));
        }

        var document = account.Document(Day);
        var totals = document.Totals;
        var taxed = totals.TaxGroups.AsEnumerable().Single(group => !group.Rate.Equals(default(Percent)));
        return Verdict.Same(
            from pair in new (string What, Money Actual)[] { ("untaxed", totals.TotalWithoutTax), ("base", taxed.Taxable), ("tax", totals.TaxTotal), ("total", totals.TotalWithTax) }
            let expected = given.Expected.At(pair.What)?.Number
            where expected is not null
            select (pair.What, (object?)expected, (object?)Account.Signed(document, pair.Actual).Amount));
    }

    /// <summary>A tax of an amount.</summary>
    public static Verdict Rate(Case given)
    {
        var currency = ValueCases.CurrencyOf(given.Inputs.Get("places").Int);
        var account = new Account(currency, given.Rounding, withDocuments: true);
        account.AddOnce(Day, Money.Of(given.Inputs.Get("base").Number, currency), account.Tax(Percent.Of(given.Inputs.Get("rate").Number)));
        return Verdict.Same(("tax", given.Expected.Get("tax").Number, account.Document(Day).Totals.TaxTotal.Amount));
    }

    /// <summary>Tax rounded line by line: the entity's <see cref="TaxRounding"/>.</summary>
    public static Verdict LineTax(Case given)
    {
        var currency = ValueCases.CurrencyOf(given.Inputs.Get("places").Int);
        var account = new Account(currency, given.Rounding, TaxRounding.PerLine, withDocuments: true);
        var tax = account.Tax(Percent.Of(given.Inputs.Get("rate").Number));
        foreach (var line in given.Inputs.Get("lines").Items())
        {
            account.AddOnce(Day, Money.Of(line.Number, currency), tax);
        }

        var document = account.Document(Day);
        var taxes = document.Lines.AsEnumerable().Zip(document.Totals.Lines.AsEnumerable()).OrderBy(pair => pair.First.Text, StringComparer.Ordinal).Select(pair => pair.Second.Tax);
        return Verdict.Same(
            ("taxes", string.Join(", ", given.Expected.Get("taxes").Items().Select(line => Money.Of(line.Number, currency))), string.Join(", ", taxes)),
            ("tax", given.Expected.Get("tax").Number, document.Totals.TaxTotal.Amount),
            ("subtotal", given.Expected.Get("subtotal").Number, document.Totals.TotalWithoutTax.Amount),
            ("total", given.Expected.Get("total").Number, document.Totals.TotalWithTax.Amount));
    }

    // their rates are fractions of one
    private static string? TaxOf(Account account, CaseValue[] taxes) =>
        taxes.Length == 0 ? null
        : taxes.Single().Get("type").Text == "percentage" ? account.Tax(Percent.Of(100m * taxes[0].Get("rate").Number))
        : throw new NotSupportedException("a tax that is no percentage");
}
