using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Orders;

/// <summary>Where a deposit stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class DepositStatus : SmartEnum<DepositStatus>, IJsonConverterSource
{
    /// <summary>Some of it can still be deducted.</summary>
    public static readonly DepositStatus Open = new(nameof(Open), 1);

    /// <summary>All of it was deducted.</summary>
    public static readonly DepositStatus Deducted = new(nameof(Deducted), 2);

    /// <summary>What was left is credited, or its order ended without it.</summary>
    public static readonly DepositStatus Closed = new(nameof(Closed), 3);

    private DepositStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<DepositStatus> All { get; } = [Open, Deducted, Closed];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out DepositStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<DepositStatus>();
}
