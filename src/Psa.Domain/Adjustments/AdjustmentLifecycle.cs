using Psa.Access;
using Psa.Lifecycles;
using static Psa.Adjustments.AdjustmentStatus;

namespace Psa.Adjustments;

/// <summary>How adjustments change their status.</summary>
internal static class AdjustmentLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<AdjustmentStatus, AdjustmentAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(AdjustmentAction.Create, from: Draft, to: Created, needs: Permission.CorrectInvoices)
        .Allow(AdjustmentAction.Discard, from: Draft, to: Discarded, needs: Permission.CorrectInvoices)
        .Allow(AdjustmentAction.Cancel, from: Created, to: Canceled, needs: Permission.CorrectInvoices);
}
