using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>What new orders of a tenant have unless they say otherwise; each keeps what it has.</summary>
public sealed record OrderPolicy
{
    /// <summary>Gets what of an order may be invoiced. Default: all that is ordered and not canceled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public InvoicePolicy Invoicing { get; init; }

    /// <summary>Gets on which invoices its freight stands. Default: on the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public FreightPolicy Freight { get; init; }
}
