using NodaTime;

namespace Psa.Procurement;

/// <summary>An invoice of a vendor, recorded for the cost that it tells (R-VENDOR-INVOICE): what is owed to vendors isn't kept.</summary>
public sealed record VendorInvoice : IEntity<VendorInvoice>
{
    /// <inheritdoc/>
    public required Id<VendorInvoice> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the vendor.</summary>
    public required Id<Vendor> Vendor { get; init; }

    /// <summary>Gets its number, unique among the vendor's that aren't canceled.</summary>
    public required string Number { get; init; }

    /// <summary>Gets its date.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets its currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets by what its prices are multiplied to be in the valuation currency.</summary>
    public decimal? Rate { get; init => field = value is { } said ? Decimals.Trimmed(said) : null; }

    /// <summary>Gets what it is for.</summary>
    public ValueList<VendorInvoiceLine> Lines { get; init; }

    /// <summary>Gets what its lines told of receipts, in the order in which they did: a line without a receipt waits until goods come.</summary>
    public ValueList<InvoicedReceipt> Receipts { get; init; }

    /// <summary>Gets whether it was taken back.</summary>
    public bool IsCanceled { get; init; }
}
