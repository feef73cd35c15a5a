using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Returns;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Asks whether a tenant has a feature (R-EDITIONS).</summary>
internal static class FeatureGates
{
    /// <summary>Gives what a tenant has; of version 0 where nothing was said.</summary>
    internal static async Task<TenantFeatures> FeaturesAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        var id = DerivedId.Create<TenantFeatures>(session.Tenant, "features");
        return await session.Of<TenantFeatures>().FindAsync(id, cancellationToken).ConfigureAwait(false) ?? new() { Id = id, Tenant = session.Tenant };
    }

    /// <summary>Refuses a call of inventory where that is off; one that only reads, only where it never was on.</summary>
    /// <exception cref="FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    internal static async Task RequireInventoryAsync(this IPsaSession session, CancellationToken cancellationToken, bool isRead = false) =>
        FeatureRules.Require(await session.FeaturesAsync(cancellationToken).ConfigureAwait(false), Feature.Inventory, isRead);

    /// <summary>Refuses a call of returns where they are off; one that only reads, only where they never were on.</summary>
    /// <exception cref="FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    internal static async Task RequireReturnsAsync(this IPsaSession session, CancellationToken cancellationToken, bool isRead = false) =>
        FeatureRules.Require(await session.FeaturesAsync(cancellationToken).ConfigureAwait(false), Feature.Returns, isRead);

    /// <summary>Refuses to switch returns off while one is open.</summary>
    /// <exception cref="RuleViolationException"><c>feature.in_use</c>.</exception>
    internal static async Task RequireReturnsClosedAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        if (await session.Of<GoodsReturn>().FirstAsync(GoodsReturnRecords.Open(), cancellationToken).ConfigureAwait(false) is { } open)
        {
            throw new RuleViolationException(FeatureErrors.InUse, $"A return is open, and {open.Status.Name}: close or cancel it first.", open.Id.Value);
        }
    }

    /// <summary>Refuses a call of procurement where that is off; one that only reads, only where it never was on.</summary>
    /// <exception cref="FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    internal static async Task RequireProcurementAsync(this IPsaSession session, CancellationToken cancellationToken, bool isRead = false) =>
        FeatureRules.Require(await session.FeaturesAsync(cancellationToken).ConfigureAwait(false), Feature.Procurement, isRead);

    /// <summary>Tells whether procurement is on.</summary>
    internal static async Task<bool> HasProcurementAsync(this IPsaSession session, CancellationToken cancellationToken) =>
        FeatureRules.Holds((await session.FeaturesAsync(cancellationToken).ConfigureAwait(false)).On, Feature.Procurement);

    /// <summary>Tells whether inventory is on.</summary>
    internal static async Task<bool> HasInventoryAsync(this IPsaSession session, CancellationToken cancellationToken) =>
        FeatureRules.Holds((await session.FeaturesAsync(cancellationToken).ConfigureAwait(false)).On, Feature.Inventory);

    /// <summary>Refuses to switch procurement off while somebody is to approve a purchase.</summary>
    /// <exception cref="RuleViolationException"><c>feature.in_use</c>.</exception>
    internal static async Task RequireApprovalsDecidedAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        if (await session.Of<Demand>().FirstAsync(DemandRecords.OfStatus(DemandStatus.WaitingApproval), cancellationToken).ConfigureAwait(false) is { } waiting)
        {
            throw new RuleViolationException(FeatureErrors.InUse, "A purchase waits for approval: approve or reject it first.", waiting.Id.Value);
        }
    }

    /// <summary>Refuses to switch inventory or procurement off while goods are picked, in transit or on order.</summary>
    /// <exception cref="RuleViolationException"><c>feature.in_use</c>.</exception>
    internal static async Task RequireStockAtRestAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        foreach (var status in (PurchaseOrderStatus[])[PurchaseOrderStatus.Submitted, PurchaseOrderStatus.PartlyReceived])
        {
            if (await session.Of<PurchaseOrder>().FirstAsync(PurchaseOrderRecords.OfStatus(status), cancellationToken).ConfigureAwait(false) is { } order)
            {
                throw new RuleViolationException(FeatureErrors.InUse, $"The purchase order {order.Number} is open: receive, close or cancel it first.", order.Id.Value);
            }
        }

        await foreach (var balance in session.Of<StockBalance>().QueryAsync(RecordType<StockBalance>.All, cancellationToken).ConfigureAwait(false))
        {
            if (balance.Picked > 0m || balance.Reserved > 0m || (balance.Transfer is not null && balance.OnHand > 0m))
            {
                throw new RuleViolationException(
                    FeatureErrors.InUse,
                    balance.Transfer is null ? "Goods are picked or reserved: deliver or free them first." : "Goods are in transit: let them arrive first.",
                    balance.Product.Value,
                    balance.Location?.Value ?? balance.Product.Value);
            }
        }
    }
}
