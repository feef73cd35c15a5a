using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Orders;

/// <summary>Tells at which tax codes of an order its sales items bill.</summary>
internal static class OrderedCodes
{
    /// <summary>Sums what items of an order bill by code; holding tax where the order's prices do.</summary>
    internal static Dictionary<string, Money> Sum(Order order, IEnumerable<SalesItem> items)
    {
        var sums = new Dictionary<string, Money>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var ordered = item.SourceLine is { } place ? Billing(order, place) : [];
            var next = 0;
            foreach (var line in item.Lines)
            {
                if (line.Bills)
                {
                    // what decisions and corrections say stands behind the lines of the order, and is taxed as the first of them
                    var like = next < ordered.Count ? ordered[next] : ordered.Count > 0 ? ordered[0] : null;
                    var code = line.Tax?.Applied.Code ?? like?.Tax?.Applied.Code ?? OfCharge(order, line);
                    sums[code] = sums.GetValueOrDefault(code, Money.Zero(order.Currency)) + line.Amount;
                    next++;
                }
            }
        }

        return sums;
    }

    // the lines that bill: one, or the components of a bundle
    private static List<DocumentLine> Billing(Order order, int place)
    {
        var lines = new List<DocumentLine>();
        for (var i = place; i < order.Lines.Count && (i == place || order.Lines[i].Bundle == BundleRole.Component); i++)
        {
            if (order.Lines[i].Bills)
            {
                lines.Add(order.Lines[i]);
            }
        }

        return lines;
    }

    // a charge has its own code, or is spread over those of the lines
    private static string OfCharge(Order order, DocumentLine charge)
    {
        foreach (var line in order.Lines)
        {
            if (line is { Bills: true, Tax.Applied: { } tax } && (charge.TaxCode is null || charge.TaxCode == line.TaxCode || charge.TaxCode == tax.Code))
            {
                return tax.Code;
            }
        }

        return charge.TaxCode ?? string.Empty;
    }
}
