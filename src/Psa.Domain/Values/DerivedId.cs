using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Psa;

/// <summary>
/// Ids that are derived from what a record is about (UUID version 8): a day as a sortable prefix, then a SHA-256. Making the same record twice yields the same id,
/// so a duplicate can't be stored.
/// </summary>
public static class DerivedId
{
    private const int MaxOnStack = 512;

    /// <summary>Derives an id from texts.</summary>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="date">The day by which ids sort.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="parts">What the record is about; the order counts.</param>
    /// <returns>The id: the same for the same arguments, always.</returns>
    public static Id<T> Create<T>(LocalDate date, TenantId tenant, params ReadOnlySpan<string> parts)
    {
        var length = 16;
        foreach (var part in parts)
        {
            length += 4 + Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        var buffer = length <= MaxOnStack ? stackalloc byte[length] : new byte[length];
        tenant.Value.TryWriteBytes(buffer, bigEndian: true, out var written);
        foreach (var part in parts)
        {
            var count = Encoding.UTF8.GetBytes(part, buffer[(written + 4)..]);
            BinaryPrimitives.WriteInt32BigEndian(buffer[written..], count);
            written += 4 + count;
        }

        return new(FromHash(date, buffer[..written]));
    }

    /// <summary>Derives an id from texts when no day belongs to the record's identity.</summary>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="tenant">The tenant.</param>
    /// <param name="parts">What the record is about; the order counts.</param>
    /// <returns>The id: the same for the same arguments, always.</returns>
    public static Id<T> Create<T>(TenantId tenant, params ReadOnlySpan<string> parts) => Create<T>(new LocalDate(1, 1, 1), tenant, parts);

    /// <summary>Derives an id from a source, a kind and an ordinal without making texts of them.</summary>
    internal static Id<T> Create<T>(LocalDate date, TenantId tenant, Guid source, int kind, int ordinal)
    {
        Span<byte> buffer = stackalloc byte[44];
        tenant.Value.TryWriteBytes(buffer, bigEndian: true, out _);
        source.TryWriteBytes(buffer[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(buffer[32..], kind);
        BinaryPrimitives.WriteInt32BigEndian(buffer[36..], ordinal);
        BinaryPrimitives.WriteInt32BigEndian(buffer[40..], DayNumber(date));
        return new(FromHash(date, buffer));
    }

    private static Guid FromHash(LocalDate date, ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(content, hash);
        var day = DayNumber(date);
        hash[0] = (byte)(day >> 16);
        hash[1] = (byte)((day >> 8) & 0xFF);
        hash[2] = (byte)(day & 0xFF);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }

    // from 0 on the first day of year 1: 24 bits last for 45 000 years
    private static int DayNumber(LocalDate date) => Math.Max(0, Period.DaysBetween(new LocalDate(1, 1, 1), date));
}
