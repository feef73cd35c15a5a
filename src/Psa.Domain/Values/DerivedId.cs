using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Psa;

/// <summary>
/// Ids that are derived from what a record is about (UUID version 8): a day as a sortable prefix, then a SHA-256, and where records of a day are written in an order
/// of their own, that order between the two. Making the same record twice yields the same id, so a duplicate can't be stored.
/// </summary>
public static class DerivedId
{
    private const int MaxOnStack = 512;
    private const int BitsOfOrder = 36;

    /// <summary>Derives an id from texts.</summary>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="date">The day by which ids sort.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="parts">What the record is about; the order counts.</param>
    /// <returns>The id: the same for the same arguments, always.</returns>
    [Pure]
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

        Span<byte> id = stackalloc byte[32];
        Hash(date, buffer[..written], id);
        return new(new Guid(id[..16], bigEndian: true));
    }

    /// <summary>Derives an id from texts when no day belongs to the record's identity.</summary>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="tenant">The tenant.</param>
    /// <param name="parts">What the record is about; the order counts.</param>
    /// <returns>The id: the same for the same arguments, always.</returns>
    [Pure]
    public static Id<T> Create<T>(TenantId tenant, params ReadOnlySpan<string> parts) => Create<T>(new LocalDate(1, 1, 1), tenant, parts);

    /// <summary>Derives an id from a source, a kind and an ordinal without making texts of them.</summary>
    /// <param name="date">The day by which ids sort first.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="near">
    /// The id in whose order a run writes the records of a day: theirs sort by its time, so the run fills pages of an index one after the other.
    /// With hashes alone each record would land on a page of its own, and the more customers, the more pages a batch would write.
    /// </param>
    /// <param name="source">What the record is about.</param>
    /// <param name="kind">Which of the source's records.</param>
    /// <param name="ordinal">Which of those.</param>
    internal static Id<T> Create<T>(LocalDate date, TenantId tenant, Guid near, Guid source, int kind, int ordinal)
    {
        Span<byte> buffer = stackalloc byte[44];
        tenant.Value.TryWriteBytes(buffer, bigEndian: true, out _);
        source.TryWriteBytes(buffer[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(buffer[32..], kind);
        BinaryPrimitives.WriteInt32BigEndian(buffer[36..], ordinal);
        BinaryPrimitives.WriteInt32BigEndian(buffer[40..], DayNumber(date));
        Span<byte> id = stackalloc byte[32];
        Hash(date, buffer, id);
        Order(near, id);
        return new(new Guid(id[..16], bigEndian: true));
    }

    private static void Hash(LocalDate date, ReadOnlySpan<byte> content, Span<byte> id)
    {
        SHA256.HashData(content, id);
        var day = DayNumber(date);
        id[0] = (byte)(day >> 16);
        id[1] = (byte)((day >> 8) & 0xFF);
        id[2] = (byte)(day & 0xFF);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
    }

    // the low bits of the 48 that are milliseconds in a UUID of version 7; 62 bits of the hash remain to tell apart what one customer gets on one day
    private static void Order(Guid near, Span<byte> id)
    {
        Span<byte> bytes = stackalloc byte[16];
        near.TryWriteBytes(bytes, bigEndian: true, out _);
        var order = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16) & ((1L << BitsOfOrder) - 1);
        id[3] = (byte)((order >> 28) & 0xFF);
        id[4] = (byte)((order >> 20) & 0xFF);
        id[5] = (byte)((order >> 12) & 0xFF);
        id[6] = (byte)(0x80 | ((order >> 8) & 0x0F));
        id[7] = (byte)(order & 0xFF);
    }

    // from 0 on the first day of year 1: 24 bits last for 45 000 years
    private static int DayNumber(LocalDate date) => Math.Max(0, Period.DaysBetween(new LocalDate(1, 1, 1), date));
}
