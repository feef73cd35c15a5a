using System.Reflection;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Domain.Tests.Values.Json;

public class StatusJsonTests
{
    /// <summary>A status without the converter would be written as an object, and could not be read back.</summary>
    [Fact]
    public void Every_smart_enum_is_written_by_its_name()
    {
        var without = new[] { typeof(Money).Assembly, Assembly.Load("Psa.Domain") }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(SmartEnum<>))
            .Where(type => type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType != typeof(PsaJsonConverter) || !new PsaJsonConverter().CanConvert(type))
            .Select(type => $"[JsonConverter(typeof(PsaJsonConverter))], or what makes the converter, is missing on {type.FullName}");

        Assert.Empty(without);
    }

    /// <summary>Trimming empties a SmartEnum that the descriptors don't name.</summary>
    [Fact]
    public void Every_smart_enum_is_kept_when_a_program_is_trimmed()
    {
        var assembly = typeof(Money).Assembly;
        using var stream = assembly.GetManifestResourceStream("ILLink.Descriptors.xml")!;
        var kept = System.Xml.Linq.XDocument.Load(stream).Descendants("type").Select(type => type.Attribute("fullname")!.Value).ToHashSet(StringComparer.Ordinal);
        var missing = assembly.GetTypes()
            .Where(type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(SmartEnum<>))
            .Where(type => !kept.Contains(type.FullName!))
            .Select(type => $"<type fullname=\"{type.FullName}\" preserve=\"all\" /> is missing");

        Assert.Empty(missing);
        Assert.All(kept, name => Assert.NotNull(assembly.GetType(name)));
    }
}
