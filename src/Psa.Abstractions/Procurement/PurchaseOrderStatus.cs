using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Procurement;

/// <summary>Where a purchase order stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class PurchaseOrderStatus : SmartEnum<PurchaseOrderStatus>, IJsonConverterSource
{
    /// <summary>Being written.</summary>
    public static readonly PurchaseOrderStatus New = new(nameof(New), 1);

    /// <summary>The vendor has it, and nothing came yet.</summary>
    public static readonly PurchaseOrderStatus Submitted = new(nameof(Submitted), 2);

    /// <summary>Something came and something is open; follows from the quantities.</summary>
    public static readonly PurchaseOrderStatus PartlyReceived = new(nameof(PartlyReceived), 3);

    /// <summary>Nothing is open; follows from the quantities.</summary>
    public static readonly PurchaseOrderStatus Received = new(nameof(Received), 4);

    /// <summary>Taken back before anything came.</summary>
    public static readonly PurchaseOrderStatus Canceled = new(nameof(Canceled), 5);

    private PurchaseOrderStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<PurchaseOrderStatus> All { get; } = [New, Submitted, PartlyReceived, Received, Canceled];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out PurchaseOrderStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<PurchaseOrderStatus>();
}
