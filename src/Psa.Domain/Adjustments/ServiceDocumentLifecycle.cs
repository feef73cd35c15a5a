using Psa.Access;
using Psa.Lifecycles;
using static Psa.Adjustments.ServiceDocumentStatus;

namespace Psa.Adjustments;

/// <summary>How service documents change their status.</summary>
internal static class ServiceDocumentLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<ServiceDocumentStatus, ServiceDocumentAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(ServiceDocumentAction.Issue, from: Draft, to: Issued, needs: Permission.ManageSalesItems)
        .Allow(ServiceDocumentAction.Cancel, from: Draft, to: Canceled, needs: Permission.ManageSalesItems)
        .Allow(ServiceDocumentAction.Cancel, from: Issued, to: Canceled, needs: Permission.ManageSalesItems);
}
