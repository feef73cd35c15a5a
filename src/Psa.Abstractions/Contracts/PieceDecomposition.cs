using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>Into which pieces a period falls when terms change in it.</summary>
[JsonConverter(typeof(EnumJsonConverter<PieceDecomposition>))]
public enum PieceDecomposition
{
    /// <summary>A piece for each run of days under the same terms, at their whole amount.</summary>
    ByTerms = 0,

    /// <summary>The first terms run to the end, and each change is a piece of its own from its first day on, at the difference.</summary>
    ByDelta = 1,
}
