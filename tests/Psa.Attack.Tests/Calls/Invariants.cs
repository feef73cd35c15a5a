using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Payments;
using Psa.Procurement;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Attack.Tests.Calls;

/// <summary>What holds in every store, whoever does what at once.</summary>
internal static class Invariants
{
    private static readonly BillingRunStatus[] Closed = [BillingRunStatus.Issued, BillingRunStatus.RolledBack, BillingRunStatus.Canceled];

    /// <summary>Says what is broken.</summary>
    public static IEnumerable<string> Broken(Snapshot now) =>
    [
        .. Twice(now.Of<Customer>(), static one => one.Number, "customers have the number"),
        .. Twice(now.Of<Contract>(), static one => one.Number, "contracts have the number"),
        .. Twice(now.Of<Product>(), static one => one.Number, "products have the number"),
        .. Twice(now.Of<Product>().Where(static one => one is { IsActive: true, ServiceCode: not null }), static one => one.ServiceCode!, "products sell the service"),
        .. Twice(now.Of<BillingEntity>(), static one => one.Code.ToUpperInvariant(), "billing entities have the code"),
        .. Twice(now.Of<BillingEntity>().Where(static one => one.IsDefault), static _ => "default", "billing entities are the"),
        .. Twice(now.Of<TaxTable>(), static _ => "only", "tax tables are the"),
        .. Twice(now.Of<BillingRun>().Where(static one => !Closed.Contains(one.Status)), static one => one.BillingEntity.ToString(), "runs are open of"),
        .. Ancestors(now),
        .. Overlaps([.. now.Of<PriceList>().Where(static list => list is { IsActive: true, IsDefault: true })]),
        .. LostLists(now),
        .. NestedBundles(now),
        .. PendingWithoutBilling(now),
        .. Twice(now.Of<PaymentEntry>(), static one => $"{one.Key} {one.Place}", "entries have the key and place"),
        .. Unbalanced(now),
        .. Twice(now.Of<Work.Ticket>(), static one => one.Number, "tickets have the number"),
        .. Twice(now.Of<Work.Project>(), static one => one.Number, "projects have the number"),
        .. Twice(now.Of<Work.WorkKind>(), static one => one.Code.ToUpperInvariant(), "work kinds have the code"),
        .. WorkInvariants.Broken(now),
        .. Twice(now.Of<StockLocation>(), static one => one.Name.ToUpperInvariant(), "locations are called"),
        .. Twice(now.Of<StockLocation>().Where(static one => one.IsDefault), static _ => "default", "locations are the"),
        .. Twice(now.Of<Vendor>(), static one => one.Number, "vendors have the number"),
        .. Twice(now.Of<PurchaseOrder>(), static one => one.Number, "purchase orders have the number"),
        .. Twice(now.Of<VendorInvoice>().Where(static one => !one.IsCanceled), static one => $"{one.Vendor} {one.Number}", "invoices of the vendor have the number"),
        .. StockInvariants.Broken(now),
    ];

    private static IEnumerable<string> Twice<T>(IEnumerable<T> records, Func<T, string> key, string what) =>
        records.GroupBy(key, StringComparer.Ordinal).Where(static group => group.Skip(1).Any()).Select(group => $"two {what} {group.Key}");

    private static IEnumerable<string> Ancestors(Snapshot now)
    {
        var parents = now.Of<Customer>().ToDictionary(static one => one.Id, static one => one.Parent);
        foreach (var customer in parents.Keys)
        {
            var (above, height) = (parents[customer], 0);
            while (above is { } id && id != customer && height++ < parents.Count)
            {
                above = parents.GetValueOrDefault(id);
            }

            if (above == customer)
            {
                yield return $"customer {customer} is its own ancestor";
            }
        }
    }

    private static IEnumerable<string> Overlaps(List<PriceList> lists) =>
        from one in lists
        from other in lists.Skip(lists.IndexOf(one) + 1)
        where one.Currency == other.Currency && one.PriceMode == other.PriceMode && one.ValidFrom <= (other.LastDay ?? LocalDate.MaxIsoValue) && other.ValidFrom <= (one.LastDay ?? LocalDate.MaxIsoValue)
        where one.Items.AsEnumerable().Any(item => other.Items.AsEnumerable().Any(same => same.Product == item.Product && same.Unit == item.Unit))
        select $"the price lists {one.Name} and {other.Name} overlap";

    private static IEnumerable<string> LostLists(Snapshot now)
    {
        var lists = now.Of<PriceList>().Select(static list => list.Id).ToHashSet();
        return now.Of<Customer>().SelectMany(static one => one.PriceLists.AsEnumerable()).Concat(now.Of<Contract>().SelectMany(static one => one.PriceLists.AsEnumerable()))
            .Where(entry => entry is { Withdrawn: null, PriceList: { } list } && !lists.Contains(list))
            .Select(static entry => $"the price list {entry.PriceList} is assigned and isn't there");
    }

    private static IEnumerable<string> NestedBundles(Snapshot now)
    {
        var bundles = now.Of<Product>().Where(static one => one.Kind == ProductKind.Bundle).Select(static one => one.Id).ToHashSet();
        return now.Of<Product>()
            .Where(one => one.Contents.AsEnumerable().SelectMany(static content => content.Components.AsEnumerable()).Any(component => bundles.Contains(component.Product)))
            .Select(static one => $"the bundle {one.Name} holds a bundle");
    }

    private static IEnumerable<string> PendingWithoutBilling(Snapshot now)
    {
        var billable = now.Of<Customer>().Where(static one => IsComplete(one.BillingInformation)).Select(static one => one.Id).ToHashSet();
        return now.Of<SalesItem>().Where(item => item.Status == SalesItemStatus.Pending && !billable.Contains(item.Customer)).Select(static item => $"item {item.Id} waits for a customer that can't be billed");
    }

    private static IEnumerable<string> Unbalanced(Snapshot now)
    {
        var entries = now.Of<PaymentEntry>().ToList();
        foreach (var balance in now.Of<InvoiceBalance>().Where(static balance => balance.Kind == InvoiceKind.Invoice))
        {
            if (balance.Settled.MinorUnits != entries.Where(entry => entry.Invoice == balance.Invoice).Sum(static entry => entry.Kind is PaymentKind.Reversal or PaymentKind.Refund or PaymentKind.CreditOut ? -entry.Amount.MinorUnits : entry.Amount.MinorUnits))
            {
                yield return $"the balance {balance.Id} isn't the sum of its entries";
            }
        }

        foreach (var credit in now.Of<CustomerCredit>())
        {
            if (credit.Balance.Sign < 0 || credit.Balance.MinorUnits != entries.Where(entry => entry.Payer == credit.Payer && entry.BillingEntity == credit.BillingEntity && entry.Amount.Currency == credit.Balance.Currency).Sum(OnCredit))
            {
                yield return $"the credit {credit.Id} isn't the sum of its entries";
            }
        }
    }

    private static long OnCredit(PaymentEntry entry) => entry switch
    {
        { Kind: PaymentKind.CreditOut } or { Kind: PaymentKind.Payment, Invoice: null } => entry.Amount.MinorUnits,
        { Kind: PaymentKind.CreditIn } or { Kind: PaymentKind.Reversal or PaymentKind.Refund, Invoice: null, CreditNote: null } => -entry.Amount.MinorUnits,
        _ => 0,
    };

    private static bool IsComplete(BillingInformation? information) =>
        information is { LegalName.Length: > 0, Email.Length: > 0, Language.Length: > 0, Currency: not null, Address: { City.Length: > 0, Country.Length: > 0 } }
        && (information.TaxExemption is not null || information.TaxCode is { Length: > 0 });
}
