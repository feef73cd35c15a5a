using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Quotes;

/// <summary>Where an opportunity stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class OpportunityStatus : SmartEnum<OpportunityStatus>, IJsonConverterSource
{
    /// <summary>Being worked on.</summary>
    public static readonly OpportunityStatus Open = new(nameof(Open), 1);

    /// <summary>It became business.</summary>
    public static readonly OpportunityStatus Won = new(nameof(Won), 2);

    /// <summary>It did not.</summary>
    public static readonly OpportunityStatus Lost = new(nameof(Lost), 3);

    private OpportunityStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<OpportunityStatus> All { get; } = [Open, Won, Lost];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out OpportunityStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<OpportunityStatus>();
}
