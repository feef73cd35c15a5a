using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Procurement;

/// <summary>An invoice that a vendor sent: where it differs from what was received, the difference is cost.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Number">Its number, as the vendor wrote it.</param>
/// <param name="Date">Its date.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Lines">What it is for.</param>
/// <param name="Rate">By what its prices are multiplied to be in the valuation currency; <see langword="null"/> when they are.</param>
[method: JsonConstructor]
public sealed record NewVendorInvoice(Id<Vendor> Vendor, string Number, LocalDate Date, Currency Currency, ValueList<VendorInvoiceLine> Lines, decimal? Rate = null)
{
    /// <summary>Gets its number, as the vendor wrote it.</summary>
    public string Number { get; init => field = TextEnds.Trim(value); } = TextEnds.Trim(Number);

    /// <summary>Gets the id that the invoice is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is recorded once.</summary>
    public Id<VendorInvoice>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets by what its prices are multiplied to be in the valuation currency.</summary>
    public decimal? Rate { get; init => field = value is { } said ? Decimals.Trimmed(said) : null; } = Rate is { } given ? Decimals.Trimmed(given) : null;
}
