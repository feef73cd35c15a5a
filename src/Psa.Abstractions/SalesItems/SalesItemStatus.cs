using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.SalesItems;

/// <summary>Where a sales item stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class SalesItemStatus : SmartEnum<SalesItemStatus>, IJsonConverterSource
{
    /// <summary>The customer lacks billing information; can't be billed yet.</summary>
    public static readonly SalesItemStatus Draft = new(nameof(Draft), 1);

    /// <summary>Waits for a run or an invoice.</summary>
    public static readonly SalesItemStatus Pending = new(nameof(Pending), 2);

    /// <summary>Stands on a draft or issued invoice.</summary>
    public static readonly SalesItemStatus Invoiced = new(nameof(Invoiced), 3);

    /// <summary>Will not be billed; stays settled unless it is released.</summary>
    public static readonly SalesItemStatus Canceled = new(nameof(Canceled), 5);

    /// <summary>Comes to nothing, since decisions on earlier items of its period outweigh it; stands on no document.</summary>
    public static readonly SalesItemStatus Settled = new(nameof(Settled), 6);

    private SalesItemStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<SalesItemStatus> All { get; } = [Draft, Pending, Invoiced, Canceled, Settled];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out SalesItemStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<SalesItemStatus>();
}
