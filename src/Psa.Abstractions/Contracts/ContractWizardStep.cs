using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>The steps of the contract wizard, in order.</summary>
[JsonConverter(typeof(EnumJsonConverter<ContractWizardStep>))]
public enum ContractWizardStep
{
    /// <summary>Name, term, cycle.</summary>
    Terms = 0,

    /// <summary>Billing information; skipped when it is complete.</summary>
    BillingInformation = 1,

    /// <summary>What is sold.</summary>
    Parts = 2,

    /// <summary>Everything is there; it can be finished.</summary>
    Finish = 3,
}
