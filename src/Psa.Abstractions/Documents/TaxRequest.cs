using NodaTime;
using Psa.Catalog;
using Psa.Customers;

namespace Psa.Documents;

/// <summary>What a tax calculator is asked: which taxes the lines of one document have.</summary>
public sealed record TaxRequest
{
    /// <summary>Gets the tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Gets the tenant's tax table.</summary>
    public required TaxTable Table { get; init; }

    /// <summary>Gets the tax point: the day whose rates hold, the invoice date or the end of the period by setting.</summary>
    public required LocalDate TaxPoint { get; init; }

    /// <summary>Gets where the seller is.</summary>
    public required Address Seller { get; init; }

    /// <summary>Gets where the customer is.</summary>
    public required Address Customer { get; init; }

    /// <summary>Gets the customer's VAT number, or <see langword="null"/>.</summary>
    public string? CustomerVatNumber { get; init; }

    /// <summary>Gets the customer's own tax code, or <see langword="null"/>: an untaxed one goes before those of the lines unless they are overrides, a taxed one behind them.</summary>
    public string? CustomerTaxCode { get; init; }

    /// <summary>Gets why the customer is billed without tax, or <see langword="null"/>; only overrides of lines go before it.</summary>
    public TaxExemption? CustomerExemption { get; init; }

    /// <summary>Gets the lines.</summary>
    public required ValueList<TaxRequestLine> Lines { get; init; }
}
