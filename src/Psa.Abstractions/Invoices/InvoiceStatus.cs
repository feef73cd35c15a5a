using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Invoices;

/// <summary>Where an invoice or credit note stands. Overdue is computed from the due date, not stored.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class InvoiceStatus : SmartEnum<InvoiceStatus>, IJsonConverterSource
{
    /// <summary>Being prepared; has no number and may vanish.</summary>
    public static readonly InvoiceStatus Draft = new(nameof(Draft), 1);

    /// <summary>Numbered and immutable.</summary>
    public static readonly InvoiceStatus Issued = new(nameof(Issued), 2);

    /// <summary>A draft that was thrown away; its items are pending again.</summary>
    public static readonly InvoiceStatus Deleted = new(nameof(Deleted), 6);

    private InvoiceStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<InvoiceStatus> All { get; } = [Draft, Issued, Deleted];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out InvoiceStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<InvoiceStatus>();
}
