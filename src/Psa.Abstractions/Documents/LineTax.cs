using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Sellers;

namespace Psa.Documents;

/// <summary>How a line is taxed: as it was on the document that billed it, whatever tax tables, customers and entities say later.</summary>
/// <param name="Applied">The tax.</param>
/// <param name="Point">The day whose rate applied.</param>
/// <param name="PriceMode">Whether the line's net holds the tax.</param>
/// <param name="IsKept">Whether the line corrects one that was taxed so, and keeps it; a line that is new gets its tax anew with each draft.</param>
public sealed record LineTax(
    AppliedTax Applied,
    LocalDate Point,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] PriceMode PriceMode = PriceMode.TaxExclusive,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsKept = false);
