namespace Psa.Samples.BillingRun.Worlds;

/// <summary>
/// Ids of a world's records, made of what they are: UUID version 8 of the record's place, its kind and the world. Building a world twice gives the same ids,
/// so a killed seeding is completed by the next start, and records arrive in the order of their ids.
/// </summary>
public sealed class WorldIds(uint world)
{
    /// <summary>The one tenant of the sample.</summary>
    public static TenantId Tenant { get; } = new(new Guid("5a3b1e00-0000-8000-8000-000000000001"));

    /// <summary>Gives the id of a record.</summary>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="place">The place of the customer or record it belongs to, from 0.</param>
    /// <param name="slot">The place among the records of that kind there, 0–4095.</param>
    public Id<T> Of<T>(long place, int slot = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, place << 16);
        System.Buffers.Binary.BinaryPrimitives.WriteInt16BigEndian(bytes[6..], (short)(0x8000 | (slot & 0xFFF)));
        bytes[8] = 0x80;
        bytes[9] = KindOf<T>();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], world);
        return new(new Guid(bytes, bigEndian: true));
    }

    // a plain table: names could change, numbers may not
    private static byte KindOf<T>() => typeof(T).Name switch
    {
        "BillingEntity" => 1,
        "TaxTable" => 2,
        "Product" => 3,
        "PriceList" => 4,
        "NumberSeries" => 5,
        "Customer" => 6,
        "Contract" => 7,
        "ContractPart" => 8,
        "UsageRecord" => 9,
        "SalesItem" => 10,
        var name => throw new InvalidOperationException($"Worlds have no records of the kind {name}."),
    };
}
