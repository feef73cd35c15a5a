using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Stores a date as ISO 8601 text, which sorts right.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class DateColumn() : ValueConverter<LocalDate, string>(static date => LocalDatePattern.Iso.Format(date), static text => LocalDatePattern.Iso.Parse(text).Value);

/// <summary>Stores a moment as 100 ns ticks since 1970.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class InstantColumn() : ValueConverter<Instant, long>(static moment => moment.ToUnixTimeTicks(), static ticks => Instant.FromUnixTimeTicks(ticks));

/// <summary>Stores a decimal as text: SQLite's own numbers would round it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class DecimalColumn() : ValueConverter<decimal, string>(
    static value => value.ToString(CultureInfo.InvariantCulture), static text => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture));
