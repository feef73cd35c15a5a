using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Adjustments;

/// <summary>Where an adjustment stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class AdjustmentStatus : SmartEnum<AdjustmentStatus>, IJsonConverterSource
{
    /// <summary>A selection that is saved: nothing is taken into account yet.</summary>
    public static readonly AdjustmentStatus Draft = new(nameof(Draft), 1);

    /// <summary>Its documents are made, or it is settled without one: its lines are taken into account.</summary>
    public static readonly AdjustmentStatus Created = new(nameof(Created), 2);

    /// <summary>What it took into account is offered again.</summary>
    public static readonly AdjustmentStatus Canceled = new(nameof(Canceled), 3);

    /// <summary>A draft that nobody wants any more.</summary>
    public static readonly AdjustmentStatus Discarded = new(nameof(Discarded), 4);

    private AdjustmentStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<AdjustmentStatus> All { get; } = [Draft, Created, Canceled, Discarded];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out AdjustmentStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<AdjustmentStatus>();
}
