using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Procurement;

namespace Psa.Services;

/// <content>Asks for the approval of what is to be bought for demands, as a step leaves them and all others of their documents (R-PURCHASE-APPROVAL).</content>
internal static partial class DemandStaging
{
    /// <summary>Asks for the approval of what the demands that a step changed come to.</summary>
    internal static Task AskApprovalsAsync(this Step step, CancellationToken cancellationToken) => step.AskApprovalsAsync([.. step.Demands], cancellationToken);

    /// <summary>Asks for the approval of what demands come to, each with all unordered ones of its document and product.</summary>
    internal static async Task AskApprovalsAsync(this Step step, IReadOnlyCollection<Id<Demand>> of, CancellationToken cancellationToken)
    {
        if (of.Count == 0 || !await step.HasProcurementAsync(cancellationToken).ConfigureAwait(false)
            || await step.Of<StockSettings>().FindAsync(step.Tenant.StockSettingsOf(), cancellationToken).ConfigureAwait(false) is not { } settings)
        {
            return;
        }

        var approvals = DemandApprovals.On(settings.Approvals, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
        var documents = new SortedDictionary<Id<Product>, HashSet<Guid>>();
        foreach (var id in of)
        {
            if (await step.Of<Demand>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } demand && (approvals is not null || demand.Approval is not null))
            {
                documents.TryAdd(demand.Product, []);
                documents[demand.Product].Add(demand.Document);
            }
        }

        foreach (var (product, own) in documents)
        {
            foreach (var demands in (await step.OfDocumentsAsync(product, own, cancellationToken).ConfigureAwait(false)).Values)
            {
                await step.AskAsync(demands, settings, approvals, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives all unordered demands of a demand's document and product, as a step leaves them.</summary>
    internal static async Task<List<Demand>> TogetherAsync(this Step step, Demand demand, CancellationToken cancellationToken) =>
        (await step.OfDocumentsAsync(demand.Product, [demand.Document], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(demand.Document) ?? [];

    private static async Task AskAsync(this Step step, List<Demand> demands, StockSettings settings, PurchaseApprovals? approvals, CancellationToken cancellationToken)
    {
        var quantity = 0m;
        foreach (var demand in demands)
        {
            quantity += demand.Unordered() * await step.InBaseUnitAsync(demand.Product, demand.Unit, 1m, cancellationToken).ConfigureAwait(false);
        }

        var usual = approvals is not null && quantity > 0m ? await step.CostAsync(demands[0].Product, quantity, settings.Currency, approvals, cancellationToken).ConfigureAwait(false) : null;
        var (isOrdered, said) = approvals is not null && quantity > 0m ? await step.CostOfOrderAsync(demands, settings.Currency, approvals, cancellationToken).ConfigureAwait(false) : default;
        var isHigher = isOrdered && (said is not { } high || (usual is { } low && high.CompareTo(low) > 0));
        foreach (var before in demands)
        {
            var cost = isHigher ? said : isOrdered ? usual : DemandApprovals.CostOf(before, quantity, usual);
            var after = before.Asking(DemandApprovals.LevelsOf(approvals, cost), quantity, cost, step.Now, isOfOrder: cost != usual);
            if (after == before)
            {
                continue;
            }

            step.Stage(after, before);
            if (after.IsUnapproved && after.Approval?.AskedAt != before.Approval?.AskedAt)
            {
                step.Append(EventKinds.ApprovalRequested, after.Id, to: DemandApprovals.Rounded(cost)?.ToString());
            }
        }
    }

    // what the step orders at prices that somebody wrote, the rest as usual; nothing where it orders none of it
    private static async Task<(bool IsOrdered, ExactAmount? Cost)> CostOfOrderAsync(this Step step, List<Demand> demands, Currency currency, PurchaseApprovals approvals, CancellationToken cancellationToken)
    {
        var (rest, sum, isOrdered) = (0m, (ExactAmount?)ExactAmount.Zero(currency), false);
        foreach (var demand in demands)
        {
            var (unit, left) = (await step.InBaseUnitAsync(demand.Product, demand.Unit, 1m, cancellationToken).ConfigureAwait(false), demand.Unordered());
            foreach (var (quantity, price, priced) in step.OrderPrices.GetValueOrDefault(demand.Id) ?? [])
            {
                var (own, size) = (Math.Min(left, quantity), await step.InBaseUnitAsync(demand.Product, priced, 1m, cancellationToken).ConfigureAwait(false));
                (left, isOrdered) = (left - own, true);
                sum += DemandApprovals.CostOf(approvals, price, own * unit / size, currency);
            }

            rest += left * unit;
        }

        if (isOrdered && rest > 0m)
        {
            sum += await step.CostAsync(demands[0].Product, rest, currency, approvals, cancellationToken).ConfigureAwait(false);
        }

        return (isOrdered, sum);
    }

    /// <summary>Gives the demands of a product that documents need, and that are unordered or approved, by those: what the step changed, and what queries see.</summary>
    internal static async Task<SortedDictionary<Guid, List<Demand>>> OfDocumentsAsync(this Step step, Id<Product> product, HashSet<Guid> documents, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<Id<Demand>>(step.Demands);
        await foreach (var demand in step.Of<Demand>().QueryAsync(DemandRecords.OpenOfProduct(product), cancellationToken).ConfigureAwait(false))
        {
            if (documents.Contains(demand.Document))
            {
                ids.Add(demand.Id);
            }
        }

        var found = new SortedDictionary<Guid, List<Demand>>();
        foreach (var id in ids)
        {
            if (await step.Of<Demand>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } demand && demand.Product == product && documents.Contains(demand.Document)
                && (demand.Unordered() > 0m || demand.Approval is not null))
            {
                found.TryAdd(demand.Document, []);
                found[demand.Document].Add(demand);
            }
        }

        return found;
    }

    // the price of its vendor, else its current, else its standard cost
    private static async Task<ExactAmount?> CostAsync(this Step step, Id<Product> product, decimal quantity, Currency currency, PurchaseApprovals approvals, CancellationToken cancellationToken)
    {
        if (await step.Of<PurchasedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false) is { Vendors: [var first, ..] })
        {
            var size = await step.InBaseUnitAsync(product, first.Unit, 1m, cancellationToken).ConfigureAwait(false);

            // as an order of it would be built
            return DemandApprovals.CostOf(approvals, first.Price, size == 1m ? quantity : decimal.Ceiling(quantity / size), currency);
        }

        var known = await step.WithReceiptCostsAsync(await step.Of<Product>().RequireAsync(product, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return DemandApprovals.CostOf(approvals, known, quantity, currency, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
    }
}
