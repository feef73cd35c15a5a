using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Stores a date as <c>date</c>. What lies before year 1, where bounds of "always" do, is the first day there is.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class DateColumn() : ValueConverter<LocalDate, DateOnly>(static date => Write(date), static value => LocalDate.FromDateOnly(value))
{
    private static DateOnly Write(LocalDate date) => date.Year < 1 ? DateOnly.MinValue : date.ToDateOnly();
}

#pragma warning disable RS0030 // the driver's type
/// <summary>Stores a moment as <c>timestamptz</c>, which has microseconds, as our moments have.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class InstantColumn() : ValueConverter<Instant, DateTime>(static moment => moment.ToDateTimeUtc(), static value => Instant.FromDateTimeUtc(value));
#pragma warning restore RS0030
