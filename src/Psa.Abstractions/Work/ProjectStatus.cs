using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Work;

/// <summary>Where a project stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class ProjectStatus : SmartEnum<ProjectStatus>, IJsonConverterSource
{
    /// <summary>Time can be logged on it.</summary>
    public static readonly ProjectStatus Open = new(nameof(Open), 1);

    /// <summary>It takes nothing any more.</summary>
    public static readonly ProjectStatus Closed = new(nameof(Closed), 2);

    private ProjectStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<ProjectStatus> All { get; } = [Open, Closed];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out ProjectStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<ProjectStatus>();
}
