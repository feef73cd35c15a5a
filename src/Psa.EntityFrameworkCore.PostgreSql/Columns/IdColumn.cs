using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Stores an id as <c>uuid</c>, which the database sorts as .NET does.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class IdColumn<T>() : ValueConverter<Id<T>, Guid>(static id => id.Value, static value => new Id<T>(value));

/// <summary>Stores a tenant as <c>uuid</c>.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class TenantColumn() : ValueConverter<TenantId, Guid>(static id => id.Value, static value => new TenantId(value));
