using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Orders;

/// <summary>Where an order stands. How far it is fulfilled and invoiced follows from its quantities.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class OrderStatus : SmartEnum<OrderStatus>, IJsonConverterSource
{
    /// <summary>Being written.</summary>
    public static readonly OrderStatus Active = new(nameof(Active), 1);

    /// <summary>Agreed: its content never changes, and it is fulfilled and invoiced.</summary>
    public static readonly OrderStatus Submitted = new(nameof(Submitted), 2);

    /// <summary>Nothing is left to fulfil or to invoice.</summary>
    public static readonly OrderStatus Closed = new(nameof(Closed), 3);

    /// <summary>Given up before anything was shipped or invoiced; final.</summary>
    public static readonly OrderStatus Canceled = new(nameof(Canceled), 4);

    private OrderStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<OrderStatus> All { get; } = [Active, Submitted, Closed, Canceled];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out OrderStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<OrderStatus>();
}
