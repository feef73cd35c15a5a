using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Adjustments;

/// <summary>Where a service document stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class ServiceDocumentStatus : SmartEnum<ServiceDocumentStatus>, IJsonConverterSource
{
    /// <summary>It is being written, and counts nowhere.</summary>
    public static readonly ServiceDocumentStatus Draft = new(nameof(Draft), 1);

    /// <summary>It doesn't change any more, and adjustments compare it.</summary>
    public static readonly ServiceDocumentStatus Issued = new(nameof(Issued), 2);

    /// <summary>It counts nowhere, with a reason; what adjustments took of it is offered back.</summary>
    public static readonly ServiceDocumentStatus Canceled = new(nameof(Canceled), 3);

    private ServiceDocumentStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<ServiceDocumentStatus> All { get; } = [Draft, Issued, Canceled];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out ServiceDocumentStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<ServiceDocumentStatus>();
}
