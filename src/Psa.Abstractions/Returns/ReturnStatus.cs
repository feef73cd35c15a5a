using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Returns;

/// <summary>Where a return stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class ReturnStatus : SmartEnum<ReturnStatus>, IJsonConverterSource
{
    /// <summary>Somebody asked for it.</summary>
    public static readonly ReturnStatus Requested = new(nameof(Requested), 1);

    /// <summary>The goods may come back.</summary>
    public static readonly ReturnStatus Authorized = new(nameof(Authorized), 2);

    /// <summary>They may not, with a note.</summary>
    public static readonly ReturnStatus Denied = new(nameof(Denied), 3);

    /// <summary>The customer sends them.</summary>
    public static readonly ReturnStatus AwaitingReturn = new(nameof(AwaitingReturn), 4);

    /// <summary>They came back, and lie where what came back does.</summary>
    public static readonly ReturnStatus Received = new(nameof(Received), 5);

    /// <summary>They are stock again.</summary>
    public static readonly ReturnStatus Restocked = new(nameof(Restocked), 6);

    /// <summary>They were thrown away.</summary>
    public static readonly ReturnStatus Disposed = new(nameof(Disposed), 7);

    /// <summary>The vendor has them.</summary>
    public static readonly ReturnStatus SentToVendor = new(nameof(SentToVendor), 8);

    /// <summary>The vendor credited them, and keeps them.</summary>
    public static readonly ReturnStatus Credited = new(nameof(Credited), 9);

    /// <summary>The vendor sends others in their place.</summary>
    public static readonly ReturnStatus Replaced = new(nameof(Replaced), 10);

    /// <summary>The vendor repaired them, and sends them; or they were repaired where they lay, and the customer has them again.</summary>
    public static readonly ReturnStatus Repaired = new(nameof(Repaired), 11);

    /// <summary>The vendor sends them as they were.</summary>
    public static readonly ReturnStatus Declined = new(nameof(Declined), 12);

    /// <summary>Nothing is left to be done.</summary>
    public static readonly ReturnStatus Closed = new(nameof(Closed), 13);

    /// <summary>The goods don't come after all.</summary>
    public static readonly ReturnStatus Canceled = new(nameof(Canceled), 14);

    private ReturnStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<ReturnStatus> All { get; } =
        [Requested, Authorized, Denied, AwaitingReturn, Received, Restocked, Disposed, SentToVendor, Credited, Replaced, Repaired, Declined, Closed, Canceled];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out ReturnStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<ReturnStatus>();
}
