using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Domain.Tests.Lifecycles;

/// <summary>A door: the smallest thing with statuses.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class DoorStatus : SmartEnum<DoorStatus>, IJsonConverterSource
{
    public static readonly DoorStatus Open = new(nameof(Open), 1);
    public static readonly DoorStatus Closed = new(nameof(Closed), 2);
    public static readonly DoorStatus Locked = new(nameof(Locked), 3);
    public static readonly DoorStatus Removed = new(nameof(Removed), 4);

    private DoorStatus(string name, int value)
        : base(name, value)
    {
    }

    public static ValueList<DoorStatus> All { get; } = [Open, Closed, Locked, Removed];

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<DoorStatus>();
}

public enum DoorAction
{
    Close,
    Open,
    Lock,
    Unlock,
    Remove,
    Paint,
}
