using System.Text.Json.Serialization;
using NodaTime;
using Psa.Invoices;

namespace Psa.Orders;

/// <summary>What of an order is to be billed.</summary>
public sealed record OrderBill
{
    /// <summary>
    /// Gets how much of which lines is to be billed in all, with what is billed already: a call whose answer was lost can be made again, and bills nothing twice. Empty for all that may be billed now.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<OrderedQuantity> Quantities { get; init; }

    /// <summary>Gets a value indicating whether it is put on a draft invoice at once; else it waits for a run, or for an invoice by hand.</summary>
    public bool AtOnce { get; init; }

    /// <summary>Gets the id that the invoice is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is drafted once.</summary>
    public Id<Invoice>? Invoice { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the day from which it may be invoiced, and the date of the invoice at once; <see langword="null"/> for today.</summary>
    public LocalDate? Date { get; init; }
}
