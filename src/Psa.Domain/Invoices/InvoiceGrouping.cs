using System.Globalization;
using System.Linq;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Sorts the items of a payer's customers into invoices.</summary>
internal static class InvoiceGrouping
{
    /// <summary>Groups items by what their contracts, else the payer's billing information, else the billing entity say of payment and delivery.</summary>
    internal static IReadOnlyList<InvoiceGroup> Group(IEnumerable<SalesItem> items, IReadOnlyList<Contract> contracts, BillingInformation information, DraftTaxes taxes, BillingEntity entity)
    {
        var priceMode = entity.PriceMode;
        Dictionary<Id<Contract>, Contract>? byId = null;
        var terms = new Dictionary<(Id<Contract>? Contract, Currency Currency, PriceMode Mode, string Treatment), (string Key, InvoiceGroup Group)>();
        var groups = new SortedDictionary<string, (InvoiceGroup Group, List<SalesItem> Items)>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var kept = KeptBy(item);
            var mode = taxes.ModeOf(item);
            var treatment = Treatment(kept?.Applied.Category, information.TaxExemption?.Category);
            if (!terms.TryGetValue((item.Contract, item.Currency, mode, treatment), out var found))
            {
                byId ??= contracts.ToDictionary(static contract => contract.Id);
                var group = Describe(item, item.Contract is { } id ? byId.GetValueOrDefault(id) : null, information, entity, treatment, mode);
                terms.Add((item.Contract, item.Currency, mode, treatment), found = (group.Key, group));
            }

            if (!groups.TryGetValue(found.Key, out var members))
            {
                groups.Add(found.Key, members = (found.Group, []));
            }

            members.Items.Add(item);
        }

        var result = new List<InvoiceGroup>(groups.Count);
        foreach (var (group, members) in groups.Values)
        {
            members.Sort(ByLineOrder);
            result.Add(group with { Items = members });
        }

        return result;
    }

    private static int ByLineOrder(SalesItem left, SalesItem right) =>
        left.Customer.CompareTo(right.Customer) is var byCustomer and not 0 ? byCustomer
        : Nullable.Compare(left.Contract, right.Contract) is var byContract and not 0 ? byContract
        : left.SourceId.CompareTo(right.SourceId) is var bySource and not 0 ? bySource
        : Nullable.Compare(left.PeriodStart, right.PeriodStart) is var byPeriod and not 0 ? byPeriod
        : left.Charge.CompareTo(right.Charge) is var byCharge and not 0 ? byCharge
        : left.Ordinal.CompareTo(right.Ordinal) is var byOrdinal and not 0 ? byOrdinal
        : left.Id.CompareTo(right.Id);

    // a correction goes with documents of the treatment and price mode that it keeps
    private static LineTax? KeptBy(SalesItem item)
    {
        foreach (var line in item.Lines)
        {
            if (line.Tax is { IsKept: true } tax)
            {
                return tax;
            }
        }

        return null;
    }

    // lines of a kind of supply share no document with others; of ordinary and exempt lines a document may have both
    private static string Treatment(TaxCategory? kept, TaxCategory? customers)
    {
        if (kept is null || (!kept.IsKindOfSupply && customers is not { IsKindOfSupply: true }))
        {
            return customers?.Code ?? string.Empty;
        }

        return kept.IsKindOfSupply ? kept.Code : string.Empty;
    }

    private static InvoiceGroup Describe(SalesItem item, Contract? contract, BillingInformation information, BillingEntity entity, string treatment, PriceMode mode)
    {
        var terms = contract?.PaymentTerms ?? information.PaymentTerms ?? entity.PaymentTerms;
        var method = contract?.PaymentMethod ?? information.PaymentMethod;
        var delivery = contract?.Delivery ?? information.Delivery;
        var separate = contract is { SeparateInvoice: true } ? contract.Id.ToString() : string.Empty;
        return new()
        {
            Key = string.Create(
                CultureInfo.InvariantCulture,
                $"{item.Currency}|{terms}|{method}|{delivery}|{information.Language}|{treatment}|{contract?.PurchaseOrderNumber}|{separate}{(mode == entity.PriceMode ? string.Empty : $"|{mode}")}"),
            Currency = item.Currency,
            PaymentTerms = terms,
            PaymentMethod = method,
            Delivery = delivery,
            PurchaseOrderNumber = contract?.PurchaseOrderNumber,
            PriceMode = mode,
            Items = [],
        };
    }
}
