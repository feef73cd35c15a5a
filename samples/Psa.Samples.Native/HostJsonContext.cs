using System.Text.Json.Serialization;

namespace Psa.Samples.Native;

/// <summary>A host's own source-generated context: the library's values bring their converters along.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Reminder))]
[JsonSerializable(typeof(Money))]
internal sealed partial class HostJsonContext : JsonSerializerContext;
