using System.Text.Json.Serialization;

namespace Psa.Charges;

/// <summary>Why a part or customer was not billed, or not invoiced.</summary>
[JsonConverter(typeof(EnumJsonConverter<ObstacleReason>))]
public enum ObstacleReason
{
    /// <summary>The customer's billing information is missing or incomplete; its items wait as drafts.</summary>
    BillingInformationMissing = 0,

    /// <summary>The part's currency isn't its contract's, or its catalog price's.</summary>
    CurrencyMismatch = 1,

    /// <summary>No price applies on the day.</summary>
    PriceMissing = 2,

    /// <summary>No tax rate applies on the day.</summary>
    TaxMissing = 3,

    /// <summary>The invoice would be below the entity's minimum and waits for the next run.</summary>
    BelowMinimum = 4,

    /// <summary>Facts contradict each other; the message says which.</summary>
    InvalidFacts = 5,

    /// <summary>The vendor's cost is not known, so it can't be passed on.</summary>
    CostMissing = 6,

    /// <summary>Something failed that no rule foresees; the log has the exception.</summary>
    Unexpected = 7,

    /// <summary>No billing entity bills it: the customer names none, and none is the default; or the one it names is switched off.</summary>
    EntityMissing = 8,

    /// <summary>A contract should have begun and is still a draft.</summary>
    ContractDraft = 9,

    /// <summary>A contract is in force and has no part.</summary>
    ContractEmpty = 10,
}
