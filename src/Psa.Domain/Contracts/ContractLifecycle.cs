using Psa.Access;
using Psa.Lifecycles;
using static Psa.Contracts.ContractStatus;

namespace Psa.Contracts;

/// <summary>How contracts change their status. The status says where a contract stands; what it bills follows from its dates.</summary>
public static class ContractLifecycle
{
    /// <summary>Gets the table.</summary>
    public static Lifecycle<ContractStatus, ContractAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(ContractAction.Activate, from: Draft, to: Active, needs: Permission.EditContracts)
        .Allow(ContractAction.Discard, from: Draft, to: Discarded, needs: Permission.EditContracts)
        .Allow(ContractAction.Suspend, from: Active, to: Suspended, needs: Permission.EditContracts)
        .Allow(ContractAction.Resume, from: Suspended, to: Active, needs: Permission.EditContracts)
        .Allow(ContractAction.Terminate, from: Active, to: Terminated, needs: Permission.EditContracts)
        .Allow(ContractAction.Terminate, from: Suspended, to: Terminated, needs: Permission.EditContracts)
        .Allow(ContractAction.Expire, from: Active, to: Expired, needs: Permission.EditContracts)
        .Allow(ContractAction.Expire, from: Suspended, to: Expired, needs: Permission.EditContracts)
        .Allow(ContractAction.Reinstate, from: Terminated, to: Active, needs: Permission.EditContracts)
        .Allow(ContractAction.Reinstate, from: Expired, to: Active, needs: Permission.EditContracts);
}
