using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Stores an id as 16 bytes in the order of its text, so that the database sorts ids as .NET does.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class IdColumn<T>() : ValueConverter<Id<T>, byte[]>(static id => GuidBytes.Write(id.Value), static bytes => new Id<T>(GuidBytes.Read(bytes)));

/// <summary>Stores a tenant as 16 bytes.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class TenantColumn() : ValueConverter<TenantId, byte[]>(static id => GuidBytes.Write(id.Value), static bytes => new TenantId(GuidBytes.Read(bytes)));

/// <summary>Stores a <see cref="Guid"/> as 16 bytes.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class GuidColumn() : ValueConverter<Guid, byte[]>(static id => GuidBytes.Write(id), static bytes => GuidBytes.Read(bytes));

/// <summary>The bytes of ids, most significant first.</summary>
internal static class GuidBytes
{
    internal const int Length = 16;

    internal static byte[] Write(Guid id) => id.ToByteArray(bigEndian: true);

    internal static Guid Read(byte[] bytes) => new(bytes, bigEndian: true);
}
