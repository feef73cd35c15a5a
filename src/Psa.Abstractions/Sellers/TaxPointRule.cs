using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>Which day's tax rates apply to an invoice line.</summary>
[JsonConverter(typeof(EnumJsonConverter<TaxPointRule>))]
public enum TaxPointRule
{
    /// <summary>The invoice date's.</summary>
    InvoiceDate = 0,

    /// <summary>Those of the last day of the line's period; the invoice date's for lines without a period.</summary>
    PeriodEnd = 1,
}
