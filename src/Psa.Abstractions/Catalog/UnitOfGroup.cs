using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>A unit of a group and how many base units it is, exactly: numerator ÷ denominator. A box of ten pieces is 10 ÷ 1, a pound in kilograms 45 359 237 ÷ 100 000 000.</summary>
/// <param name="Code">The code that quantities name, unique in the group; case matters.</param>
/// <param name="Numerator">1 to 1 000 000 000.</param>
/// <param name="Denominator">1 to 1 000 000 000.</param>
/// <param name="UneceCode">The code of UN/ECE Recommendation 20 that electronic documents have.</param>
[method: JsonConstructor]
public sealed record UnitOfGroup(string Code, long Numerator, long Denominator, string UneceCode)
{
    /// <summary>Makes a unit of pieces or the like, which electronic documents have as <c>C62</c>.</summary>
    /// <param name="code">The code that quantities name.</param>
    /// <param name="numerator">1 to 1 000 000 000.</param>
    /// <param name="denominator">1 to 1 000 000 000.</param>
    public UnitOfGroup(string code, long numerator, long denominator = 1)
        : this(code, numerator, denominator, "C62")
    {
    }
}
