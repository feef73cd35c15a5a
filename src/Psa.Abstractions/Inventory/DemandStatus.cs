using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Inventory;

/// <summary>How far goods that are needed are on their way (R-DEMAND). It follows from the quantities and marks of the demand: the first that holds.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class DemandStatus : SmartEnum<DemandStatus>, IJsonConverterSource
{
    /// <summary>Held: nothing is bought for it until it is freed.</summary>
    public static readonly DemandStatus Pending = new(nameof(Pending), 1);

    /// <summary>Some of it is neither there nor on order.</summary>
    public static readonly DemandStatus NeedToOrder = new(nameof(NeedToOrder), 2);

    /// <summary>Somebody is to approve that it is bought.</summary>
    public static readonly DemandStatus WaitingApproval = new(nameof(WaitingApproval), 3);

    /// <summary>What isn't there of it is on order.</summary>
    public static readonly DemandStatus OnOrder = new(nameof(OnOrder), 4);

    /// <summary>All of it is there, and assigned to it.</summary>
    public static readonly DemandStatus ToPick = new(nameof(ToPick), 5);

    /// <summary>All of it is picked.</summary>
    public static readonly DemandStatus ReadyToShip = new(nameof(ReadyToShip), 6);

    /// <summary>All of it is delivered.</summary>
    public static readonly DemandStatus Delivered = new(nameof(Delivered), 7);

    /// <summary>None of it is needed any more.</summary>
    public static readonly DemandStatus Canceled = new(nameof(Canceled), 8);

    private DemandStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<DemandStatus> All { get; } = [Pending, NeedToOrder, WaitingApproval, OnOrder, ToPick, ReadyToShip, Delivered, Canceled];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out DemandStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<DemandStatus>();
}
