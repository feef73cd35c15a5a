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

    /// <summary>Paid in part; follows from the sums.</summary>
    public static readonly InvoiceStatus PartiallyPaid = new(nameof(PartiallyPaid), 3);

    /// <summary>Nothing is left to be paid; follows from the sums.</summary>
    public static readonly InvoiceStatus Paid = new(nameof(Paid), 4);

    /// <summary>Credited in full; follows from the sums.</summary>
    public static readonly InvoiceStatus Credited = new(nameof(Credited), 5);

    /// <summary>A draft that was thrown away; its items are pending again.</summary>
    public static readonly InvoiceStatus Deleted = new(nameof(Deleted), 6);

    /// <summary>A credit note of which a part was set off, refunded or made customer credit; follows from the sums.</summary>
    public static readonly InvoiceStatus SettledInPart = new(nameof(SettledInPart), 7);

    /// <summary>A credit note of which nothing is left to be settled; follows from the sums.</summary>
    public static readonly InvoiceStatus Settled = new(nameof(Settled), 8);

    private InvoiceStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<InvoiceStatus> All { get; } = [Draft, Issued, PartiallyPaid, Paid, Credited, Deleted, SettledInPart, Settled];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out InvoiceStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<InvoiceStatus>();
}
