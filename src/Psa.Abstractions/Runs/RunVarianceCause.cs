using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>Why a run bills another amount of a part than the run before.</summary>
[JsonConverter(typeof(EnumJsonConverter<RunVarianceCause>))]
public enum RunVarianceCause
{
    /// <summary>The part was not billed by the run before.</summary>
    New,

    /// <summary>The part is not billed any more.</summary>
    Gone,

    /// <summary>The agreed quantity.</summary>
    Quantity,

    /// <summary>The agreed price or tariff, or that of the catalog.</summary>
    Price,

    /// <summary>A rise that follows from the dates of the contract's escalations.</summary>
    Escalation,

    /// <summary>The days charged: broken periods, and more or fewer periods in one run.</summary>
    Days,

    /// <summary>What was used, and what the vendor charged for it.</summary>
    Usage,

    /// <summary>The discount.</summary>
    Discount,

    /// <summary>What users decided on single items.</summary>
    Decision,

    /// <summary>Corrections of periods billed before.</summary>
    Correction,

    /// <summary>Tax on top of the amounts billed.</summary>
    Tax,
}
