using NodaTime;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>What is open of an invoice and is given up.</summary>
public sealed record NewWriteOff
{
    /// <summary>Gets the key by which the call is known when it is repeated; see <see cref="NewPayment.Key"/>.</summary>
    public required string Key { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the issued invoice.</summary>
    public required Id<Invoice> Invoice { get; init; }

    /// <summary>Gets how much: above zero, at most what is open.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the day on which it is given up.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets why.</summary>
    public required string Reason { get; init; }
}
