using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Rules of the ledgers that say how far parts have been billed: every change of a fact lowers <see cref="PartLedger.DirtyFrom"/> in its own commit.</summary>
internal static class Ledgers
{
    /// <summary>Gives the id of a part's ledger: the part's own.</summary>
    /// <param name="part">The part; for usage that no part covers, <see cref="UncoveredUsage.PartId"/>.</param>
    /// <returns>The id.</returns>
    public static Id<PartLedger> IdOf(Id<ContractPart> part) => new(part.Value);

    /// <summary>Gives the day from which a part must be looked at again when facts of a day changed: the start of the period that holds the day, before or after the change.</summary>
    /// <param name="before">The contract before the change.</param>
    /// <param name="after">The contract after it.</param>
    /// <param name="day">The first day whose facts changed.</param>
    /// <returns>The earlier of the two starts.</returns>
    public static LocalDate DirtyDate(Contract before, Contract after, LocalDate day)
    {
        var start = BillingSlots.StartOf(before, day);
        return ReferenceEquals(before, after) ? start : LocalDate.Min(start, BillingSlots.StartOf(after, day));
    }

    /// <summary>Notes that facts changed from a day on.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="day">The first day of the period whose facts changed.</param>
    /// <returns>
    /// The ledger, dirty from that day or an earlier one. It stays as it is when nothing of that day was settled yet: then the next run looks at it anyway.
    /// </returns>
    public static PartLedger Lower(this PartLedger ledger, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(ledger);

        // usage that no part covers has no first day but the one noted here
        var matters = ledger.Through is { } through ? day <= through : ledger.ServiceCode is not null;
        return matters && day.IsBefore(ledger.DirtyFrom) ? ledger with { DirtyFrom = day } : ledger;
    }
}
