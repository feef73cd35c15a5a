using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>A unit of a group and how many base units it is, exactly: numerator ÷ denominator. A box of ten pieces is 10 ÷ 1, a pound in kilograms 45 359 237 ÷ 100 000 000.</summary>
/// <param name="Code">The code that quantities name, unique in the group; case matters.</param>
/// <param name="Numerator">1 to 1 000 000 000.</param>
/// <param name="Denominator">1 to 1 000 000 000.</param>
/// <param name="UneceCode">The code of UN/ECE Recommendation 20 that electronic documents have. Default: <c>C62</c>.</param>
[method: JsonConstructor]
public sealed record UnitOfGroup(string Code, long Numerator, long Denominator = 1, string UneceCode = "C62");
