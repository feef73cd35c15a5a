using NodaTime;
using Psa.Customers;

namespace Psa.Runs;

/// <summary>Something that was supplied, ordered or used and stands on no invoice.</summary>
public sealed record UnbilledWork
{
    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets why it stands on no invoice.</summary>
    public required UnbilledCause Cause { get; init; }

    /// <summary>Gets the id of what waits: of the sales item, the order, the run's obstacle, or the part that reads the usage; of usage without a part, the id derived from customer and service.</summary>
    public required Guid Record { get; init; }

    /// <summary>Gets the place of the order's line, from 0; <see langword="null"/> for all else.</summary>
    public int? Line { get; init; }

    /// <summary>Gets the days it is about, or <see langword="null"/>.</summary>
    public DatePeriod? Period { get; init; }

    /// <summary>Gets the day since which it waits: the item's billing date, the day the order was submitted, the first day of the usage, the bill-through date of the run.</summary>
    public required LocalDate Since { get; init; }

    /// <summary>Gets for how many days it waits today; negative for what may be invoiced later.</summary>
    public required int Age { get; init; }

    /// <summary>Gets how much waits, where that has a quantity.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Gets the unit, or <see langword="null"/>.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets the net that waits, one entry a currency; none where nobody can say.</summary>
    public ValueList<Money> Money { get; init; }

    /// <summary>Gets what the vendor charges for it, one entry a currency; none for who doesn't view costs.</summary>
    public ValueList<ExactAmount> Cost { get; init; }

    /// <summary>Gets what it is, in words.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the stable error code of what is in the way, or <see langword="null"/>.</summary>
    public string? Code { get; init; }
}
