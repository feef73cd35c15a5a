namespace Psa.Contracts;

/// <summary>The answer of bringing a contract into force.</summary>
/// <param name="Contract">The active contract.</param>
/// <param name="Warnings">
/// What speaks against it and was passed: <c>credit.limit_exceeded</c>, <c>credit.on_hold</c>, by the tenant's policy or for the reason that was given. Empty when nothing does, or when the contract was in force before.
/// </param>
public sealed record ContractActivation(Contract Contract, ValueList<Problem> Warnings);
