using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Stores a date as <c>date</c>. A bound before the year 1, as "always" has, is the first day there is; a date to be kept is never cut.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class DateColumn() : ValueConverter<LocalDate, DateOnly>(static date => Bound(date), static value => LocalDate.FromDateOnly(value))
{
    private static DateOnly Bound(LocalDate date) => date.Year < 1 ? DateOnly.MinValue : date.ToDateOnly();
}

#pragma warning disable RS0030 // the driver's type
/// <summary>Stores a moment as <c>timestamptz</c>, which has microseconds, as our moments have. A bound before the year 1 is the first moment there is.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class InstantColumn() : ValueConverter<Instant, DateTime>(static moment => Bound(moment), static value => Instant.FromDateTimeUtc(value))
{
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);

    private static DateTime Bound(Instant moment) => Instant.Max(moment, First).ToDateTimeUtc();
}
#pragma warning restore RS0030
