namespace Psa.Samples.BillingRun.Steps;

/// <summary>Adds money up by currency, as a reader of the sample wants to see it.</summary>
internal sealed class Totals
{
    private readonly SortedDictionary<string, (Money Net, Money Tax, int Documents)> _sums = new(StringComparer.Ordinal);

    internal void Add(Invoice invoice)
    {
        var (net, tax) = (invoice.Totals.TotalWithoutTax, invoice.Totals.TaxTotal);
        var sum = _sums.TryGetValue(invoice.Currency.Code, out var found) ? found : (Money.Zero(invoice.Currency), Money.Zero(invoice.Currency), 0);
        _sums[invoice.Currency.Code] = invoice.Kind == InvoiceKind.CreditNote
            ? (sum.Item1 - net, sum.Item2 - tax, sum.Item3 + 1)
            : (sum.Item1 + net, sum.Item2 + tax, sum.Item3 + 1);
    }

    internal static IEnumerable<IReadOnlyList<string>> Rows(IEnumerable<MoneyByCurrency> money) =>
        money.OrderBy(one => one.Net.Currency.Code, StringComparer.Ordinal)
            .Select(one => Row(one.Net, one.Tax, one.Documents));

    internal IEnumerable<IReadOnlyList<string>> Rows() => _sums.Values.Select(sum => Row(sum.Net, sum.Tax, sum.Documents));

    private static string[] Row(Money net, Money tax, int documents) =>
        [net.Currency.Code, FormattableString.Invariant($"{documents}"), net.AmountText(), tax.AmountText(), (net + tax).AmountText()];
}
