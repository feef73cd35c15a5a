using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>What is wrong with a document that was to be priced anew.</summary>
/// <param name="Document">The id of the document.</param>
/// <param name="Code">The code of the error.</param>
/// <param name="Line">The place of the line that has no price and keeps its last one, from 0; <see langword="null"/> when the document as a whole wasn't reached, and stays as it was.</param>
/// <param name="Kind">What the document is.</param>
[method: JsonConstructor]
public sealed record RepricingFault(Guid Document, string Code, int? Line = null, RepricedKind Kind = RepricedKind.Invoice);
