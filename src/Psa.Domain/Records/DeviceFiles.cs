using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Psa.Orders;

namespace Psa.Records;

/// <summary>Reads the files of devices entry by entry, so that one that can't be read stops none of the others.</summary>
internal static class DeviceFiles
{
    private const int MostDepth = 64;

    /// <summary>Gives the entries of a file, drafts first.</summary>
    internal static List<ReadEntry> Entries(DeviceFile file) =>
    [
        .. file.Drafts.AsEnumerable().Select(static (draft, place) => new ReadEntry(Place(nameof(file.Drafts), place)) { Draft = draft }),
        .. file.Actions.AsEnumerable().Select(static (action, place) => new ReadEntry(Place(nameof(file.Actions), place)) { Action = action }),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="json">Its text.</param>
    /// <returns>Its entries, drafts first, and the names beside them that aren't known.</returns>
    /// <exception cref="InvalidDataPsaException"><c>json.malformed</c>: the text is no file.</exception>
    internal static (List<ReadEntry> Entries, List<string> Unknown) Read(string json)
    {
        try
        {
            // a name that stands twice is refused where it stands, in its entry
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = true, MaxDepth = MostDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : throw NoFile($"an object is expected, not {document.RootElement.ValueKind}.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataPsaException(PsaErrors.MalformedJson, $"The file can't be read: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // half a character, escaped
            throw new InvalidDataPsaException(PsaErrors.MalformedJson, $"The file can't be read: {e.Message}", e);
        }
    }

    private static (List<ReadEntry> Entries, List<string> Unknown) Read(JsonElement file)
    {
        var (drafts, actions, unknown) = (new List<ReadEntry>(), new List<ReadEntry>(), new List<string>());
        foreach (var property in file.EnumerateObject())
        {
            switch (property.Name)
            {
                case "drafts":
                    drafts.AddRange(Elements(property).Select(static (entry, place) => Read(entry, Place(nameof(DeviceFile.Drafts), place), PsaJsonContext.Default.DeviceDraft, static (read, draft) => read with { Draft = draft })));
                    break;
                case "actions":
                    actions.AddRange(Elements(property).Select(static (entry, place) => Read(entry, Place(nameof(DeviceFile.Actions), place), PsaJsonContext.Default.DeviceAction, static (read, action) => read with { Action = action })));
                    break;
                default:
                    unknown.Add(Named(property.Name));
                    break;
            }
        }

        return ([.. drafts, .. actions], unknown);
    }

    private static ReadEntry Read<T>(JsonElement entry, string where, JsonTypeInfo<T> type, Func<ReadEntry, T, ReadEntry> with)
        where T : class
    {
        var read = new ReadEntry(where);
        try
        {
            read = with(read, PsaJson.Read(entry.GetRawText(), type));
            NoteUnknown(entry, type, string.Empty, read.Unknown);
            return read;
        }
        catch (InvalidDataPsaException refusal)
        {
            NoteIds(entry, read.Names);
            return read with { Unreadable = refusal };
        }
    }

    private static JsonElement.ArrayEnumerator Elements(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray() : throw NoFile($"{property.Name} is a list, not {property.Value.ValueKind}.");

    private static InvalidDataPsaException NoFile(string why) => new(PsaErrors.MalformedJson, $"The file can't be read: {why}");

    private static string Place(string list, int place) => FormattableString.Invariant($"{list}[{place}]");

    private static string Named(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    // what the reader passes over: names that the types don't have, at every depth
    private static void NoteUnknown(JsonElement value, JsonTypeInfo? type, string where, List<string> unknown)
    {
        if (value.ValueKind == JsonValueKind.Array && type?.Type is { IsGenericType: true } list)
        {
            var (element, place) = (PsaJsonContext.Default.GetTypeInfo(list.GenericTypeArguments[0]), 0);
            foreach (var one in value.EnumerateArray())
            {
                NoteUnknown(one, element, Place(where, place++), unknown);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && type is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null })
        {
            foreach (var property in value.EnumerateObject())
            {
                var (known, at) = (type.Properties.FirstOrDefault(one => one.Name == property.Name), where.Length == 0 ? Named(property.Name) : $"{where}.{Named(property.Name)}");
                if (known is null)
                {
                    unknown.Add(at);
                }
                else
                {
                    NoteUnknown(property.Value, PsaJsonContext.Default.GetTypeInfo(Nullable.GetUnderlyingType(known.PropertyType) ?? known.PropertyType), at, unknown);
                }
            }
        }
    }

    private static void NoteIds(JsonElement value, List<Guid> ids)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    NoteIds(property.Value, ids);
                }

                break;
            case JsonValueKind.Array:
                foreach (var one in value.EnumerateArray())
                {
                    NoteIds(one, ids);
                }

                break;
            case JsonValueKind.String when Guid.TryParse(value.GetString(), out var id):
                ids.Add(id);
                break;
            default:
                break;
        }
    }
}
