using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Quotes;

/// <summary>Where a quote stands. Its content can be changed while it is a draft, and never after.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class QuoteStatus : SmartEnum<QuoteStatus>, IJsonConverterSource
{
    /// <summary>Being written.</summary>
    public static readonly QuoteStatus Draft = new(nameof(Draft), 1);

    /// <summary>What the customer has: read-only.</summary>
    public static readonly QuoteStatus Active = new(nameof(Active), 2);

    /// <summary>Agreed; final.</summary>
    public static readonly QuoteStatus Won = new(nameof(Won), 3);

    /// <summary>The customer declined.</summary>
    public static readonly QuoteStatus Lost = new(nameof(Lost), 4);

    /// <summary>Taken back.</summary>
    public static readonly QuoteStatus Canceled = new(nameof(Canceled), 5);

    /// <summary>Its last day passed.</summary>
    public static readonly QuoteStatus Expired = new(nameof(Expired), 6);

    /// <summary>Another revision took its place.</summary>
    public static readonly QuoteStatus Revised = new(nameof(Revised), 7);

    /// <summary>A draft that was thrown away; nothing is stored of it.</summary>
    public static readonly QuoteStatus Discarded = new(nameof(Discarded), 8);

    private QuoteStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<QuoteStatus> All { get; } = [Draft, Active, Won, Lost, Canceled, Expired, Revised, Discarded];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out QuoteStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<QuoteStatus>();
}
