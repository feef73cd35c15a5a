using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Stores a date as <c>date</c>.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class DateColumn() : ValueConverter<LocalDate, DateOnly>(static date => date.ToDateOnly(), static value => LocalDate.FromDateOnly(value));

#pragma warning disable RS0030 // the driver's type
/// <summary>Stores a moment as <c>timestamptz</c>, which has microseconds, as our moments have.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class InstantColumn() : ValueConverter<Instant, DateTime>(static moment => moment.ToDateTimeUtc(), static value => Instant.FromDateTimeUtc(value));
#pragma warning restore RS0030
