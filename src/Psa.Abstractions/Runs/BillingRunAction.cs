using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>What can be done to a billing run.</summary>
[JsonConverter(typeof(EnumJsonConverter<BillingRunAction>))]
public enum BillingRunAction
{
    /// <summary>Start to calculate, or calculate again after blocked customers were mended.</summary>
    Calculate,

    /// <summary>Note that all partitions are done.</summary>
    FinishCalculation,

    /// <summary>Start to assign numbers.</summary>
    Issue,

    /// <summary>Note that all documents have their numbers.</summary>
    FinishIssue,

    /// <summary>Start to remove the drafts.</summary>
    RollBack,

    /// <summary>Note that all drafts are gone.</summary>
    FinishRollBack,

    /// <summary>Give the run up before it calculated anything.</summary>
    Cancel,
}
