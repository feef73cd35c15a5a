using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>What the documents that were priced anew came to in one currency, with tax.</summary>
/// <param name="Before">Before it.</param>
/// <param name="After">After it.</param>
[method: JsonConstructor]
public sealed record RepricedTotal(Money Before, Money After);
