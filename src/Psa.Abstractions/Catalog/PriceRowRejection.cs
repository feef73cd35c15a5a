using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>What is wrong with a row of prices.</summary>
/// <param name="Line">The line of the file.</param>
/// <param name="Field">The field of <see cref="PriceRow"/>.</param>
/// <param name="Code">The code of the error.</param>
/// <param name="Reason">What is wrong, and what to do about it.</param>
[method: JsonConstructor]
public sealed record PriceRowRejection(long Line, string Field, string Code, string Reason);
