using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Work;

/// <summary>Where a time entry stands. That it is billed is no status: its minutes stand on an invoiced sales item then.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class TimeStatus : SmartEnum<TimeStatus>, IJsonConverterSource
{
    /// <summary>Its owner is writing it.</summary>
    public static readonly TimeStatus Draft = new(nameof(Draft), 1);

    /// <summary>It waits for approval.</summary>
    public static readonly TimeStatus Submitted = new(nameof(Submitted), 2);

    /// <summary>Somebody else said that it is right.</summary>
    public static readonly TimeStatus Approved = new(nameof(Approved), 3);

    /// <summary>Somebody else said that it is wrong, and why.</summary>
    public static readonly TimeStatus Rejected = new(nameof(Rejected), 4);

    private TimeStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<TimeStatus> All { get; } = [Draft, Submitted, Approved, Rejected];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out TimeStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<TimeStatus>();
}
