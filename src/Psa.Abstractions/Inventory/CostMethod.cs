using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Inventory;

/// <summary>How what leaves the stock of a product is costed. What a method does is said in one class each.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class CostMethod : SmartEnum<CostMethod>, IJsonConverterSource
{
    /// <summary>What lies in a cost scope is mixed: an issue costs value × quantity ÷ all quantity.</summary>
    public static readonly CostMethod Average = new(nameof(Average), 1, new AverageCost());

    /// <summary>The oldest receipt goes first.</summary>
    public static readonly CostMethod Fifo = new(nameof(Fifo), 2, new LayerCost(isNewestFirst: false));

    /// <summary>The newest receipt goes first.</summary>
    public static readonly CostMethod Lifo = new(nameof(Lifo), 3, new LayerCost(isNewestFirst: true));

    /// <summary>Every unit is worth its standard cost; what it cost otherwise is variance.</summary>
    public static readonly CostMethod Standard = new(nameof(Standard), 4, new StandardCost());

    /// <summary>Each serial is worth its own cost; for serialized products only.</summary>
    public static readonly CostMethod Actual = new(nameof(Actual), 5, new ActualCost());

    private CostMethod(string name, int value, CostRules rules)
        : base(name, value) => Rules = rules;

    /// <summary>Gets all values in order.</summary>
    public static ValueList<CostMethod> All { get; } = [Average, Fifo, Lifo, Standard, Actual];

    /// <summary>Gets what the method does.</summary>
    internal CostRules Rules { get; }

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="method">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out CostMethod? method) => All.TryFind(name, out method);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<CostMethod>();
}
