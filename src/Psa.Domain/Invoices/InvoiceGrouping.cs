using System.Globalization;
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
    /// <summary>Groups items by what they themselves, else their contracts, else the payer's billing information, else the billing entity say of payment and delivery.</summary>
    internal static IReadOnlyList<InvoiceGroup> Group(IReadOnlyList<SalesItem> items, IReadOnlyList<Contract> contracts, BillingInformation information, DraftTaxes taxes, BillingEntity entity)
    {
        var byId = new ContractsById(contracts);
        var groups = new List<Members>(1);
        Dictionary<InvoiceTerms, Members>? byTerms = null;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var contract = item.Contract is { } id ? byId.Find(id) : null;
            var terms = TermsOf(item, contract, information, taxes, entity);
            Members? members = null;
            if (groups.Count > 0 && groups[^1].Terms == terms)
            {
                members = groups[^1];
            }
            else if (groups.Count > 0)
            {
                byTerms ??= new() { [groups[0].Terms] = groups[0] };
                byTerms.TryGetValue(terms, out members);
            }

            if (members is null)
            {
                groups.Add(members = new(terms, item.Terms?.PurchaseOrderNumber ?? contract?.PurchaseOrderNumber, new(items.Count)));
                byTerms?.Add(terms, members);
            }

            members.Items.Add(item);
        }

        var result = groups.ConvertAll(members => members.ToGroup(information, entity));
        result.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return result;
    }

    /// <summary>Makes the one group of the items on a draft by hand.</summary>
    /// <param name="items">The items, at least one.</param>
    /// <param name="isOwn">Tells which of them were written for the draft: they have its purchase-order number.</param>
    /// <param name="contracts">Their contracts.</param>
    /// <param name="information">The payer's billing information.</param>
    /// <param name="taxes">Their taxes.</param>
    /// <param name="entity">The seller.</param>
    /// <param name="purchaseOrderNumber">The draft's purchase-order number.</param>
    /// <param name="shipTo">Where the draft says it was delivered to, which items have too that say nothing of it.</param>
    /// <returns>The group.</returns>
    /// <exception cref="RuleViolationException"><c>document.other_key</c>: what they don't have in common.</exception>
    internal static InvoiceGroup One(
        IReadOnlyList<SalesItem> items,
        Predicate<SalesItem> isOwn,
        IReadOnlyList<Contract> contracts,
        BillingInformation information,
        DraftTaxes taxes,
        BillingEntity entity,
        string? purchaseOrderNumber,
        Address? shipTo)
    {
        var (byId, terms) = (new ContractsById(contracts), new InvoiceTerms[items.Count]);
        for (var i = 0; i < items.Count; i++)
        {
            var own = TermsOf(items[i], items[i].Contract is { } id ? byId.Find(id) : null, information, taxes, entity);
            own = own with { ShipTo = own.ShipTo ?? shipTo };
            terms[i] = isOwn(items[i]) ? own with { PurchaseOrder = purchaseOrderNumber ?? string.Empty } : own;
        }

        var common = terms[0] with { PurchaseOrder = purchaseOrderNumber ?? string.Empty, ShipTo = shipTo };
        for (var i = 0; i < items.Count; i++)
        {
            if (terms[i] != common)
            {
                throw new RuleViolationException(
                    DocumentErrors.OtherKey,
                    $"The item can't stand on this document, whose {string.Join(", ", common.Differences(terms[i]))} it doesn't have: put it on another.",
                    items[i].Id.Value);
            }
        }

        return new Members(common, purchaseOrderNumber, [.. items]).ToGroup(information, entity);
    }

    private static int ByLineOrder(SalesItem left, SalesItem right) =>
        left.Customer.CompareTo(right.Customer) is var byCustomer and not 0 ? byCustomer
        : Nullable.Compare(left.Contract, right.Contract) is var byContract and not 0 ? byContract
        : IsDeduction(left).CompareTo(IsDeduction(right)) is var byDeduction and not 0 ? byDeduction
        : left.SourceId.CompareTo(right.SourceId) is var bySource and not 0 ? bySource
        : Nullable.Compare(left.PeriodStart, right.PeriodStart) is var byPeriod and not 0 ? byPeriod
        : left.Charge.CompareTo(right.Charge) is var byCharge and not 0 ? byCharge
        : (left.SourceLine ?? int.MaxValue).CompareTo(right.SourceLine ?? int.MaxValue) is var byLine and not 0 ? byLine
        : left.Ordinal.CompareTo(right.Ordinal) is var byOrdinal and not 0 ? byOrdinal
        : left.Id.CompareTo(right.Id);

    // what is deducted of deposits stands behind what it is deducted from
    private static bool IsDeduction(SalesItem item) => item is { Source: SalesItemSource.Deposit, SourceLine: not null };

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

    private static InvoiceTerms TermsOf(SalesItem item, Contract? contract, BillingInformation information, DraftTaxes taxes, BillingEntity entity) => new(
        item.Currency,
        item.Terms?.PaymentTerms ?? contract?.PaymentTerms ?? information.PaymentTerms ?? entity.PaymentTerms,
        contract?.PaymentMethod ?? information.PaymentMethod,
        item.Terms?.Delivery ?? contract?.Delivery ?? information.Delivery,
        Treatment(KeptBy(item)?.Applied.Category, information.TaxExemption?.Category),
        item.Terms?.PurchaseOrderNumber ?? contract?.PurchaseOrderNumber ?? string.Empty,
        contract is { SeparateInvoice: true } ? contract.Id : null,
        taxes.ModeOf(item),
        item.Terms?.ShipTo);

    private static string TextOf(Address? to) => to is null ? string.Empty : $"|{to.Country}/{to.Region}/{to.City}/{to.Postcode}/{to.Street}/{to.Number}";

    private sealed record Members(InvoiceTerms Terms, string? PurchaseOrderNumber, List<SalesItem> Items)
    {
        internal InvoiceGroup ToGroup(BillingInformation information, BillingEntity entity)
        {
            Items.Sort(ByLineOrder);
            var terms = Terms;
            return new()
            {
                Key = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{terms.Currency}|{terms.PaymentTerms}|{terms.PaymentMethod}|{terms.Delivery}|{information.Language}|{terms.Treatment}|{terms.PurchaseOrder}|{terms.Separate}{(terms.PriceMode == entity.PriceMode ? string.Empty : $"|{terms.PriceMode}")}{TextOf(terms.ShipTo)}"),
                Currency = terms.Currency,
                PaymentTerms = terms.PaymentTerms,
                PaymentMethod = terms.PaymentMethod,
                Delivery = terms.Delivery,
                PurchaseOrderNumber = PurchaseOrderNumber,
                ShipTo = terms.ShipTo,
                PriceMode = terms.PriceMode,
                Items = Items,
            };
        }
    }
}
