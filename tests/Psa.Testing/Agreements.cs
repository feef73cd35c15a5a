using Psa.Contracts;

namespace Psa.Testing;

/// <summary>Other first terms for contracts and parts of tests.</summary>
public static class Agreements
{
    /// <summary>Gives the contract with another proration from its start.</summary>
    public static Contract Prorated(this Contract contract, ProrationPolicy policy) => contract with { Cycles = contract.Cycles.SetItem(0, contract.Cycles[0] with { Proration = policy }) };

    /// <summary>Gives the part with another scheme from its start.</summary>
    public static ContractPart Priced(this ContractPart part, PricingScheme pricing) => part.First(terms => terms with { Pricing = pricing });

    /// <summary>Gives the part with other first terms.</summary>
    public static ContractPart First(this ContractPart part, Func<PartTerms, PartTerms> change) => part with { Terms = part.Terms.SetItem(0, change(part.Terms[0])) };
}
