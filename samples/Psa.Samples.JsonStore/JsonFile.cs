using System.Text.Json;
using System.Text.Json.Nodes;
using Psa.Storage;

namespace Psa.Samples.JsonStore;

/// <summary>
/// A tenant's file. It is replaced as a whole: whoever reads it, or finds it after a crash, has all of a commit or nothing. Nobody else writes it, so it is read once, and a list of it until a commit changes that.
/// </summary>
internal sealed class JsonFile(string path)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (JsonNode? Node, object List)> _lists = [];
    private JsonObject? _content;

    /// <summary>Gives a list as it is in the file.</summary>
    public TList Read<TList>(string name, Func<JsonNode?, TList> read)
        where TList : class
    {
        lock (_gate)
        {
            var node = Content()[name];
            if (!_lists.TryGetValue(name, out var known) || known.Node != node)
            {
                _lists[name] = known = (node, read(node));
            }

            return (TList)known.List;
        }
    }

    /// <summary>Replaces lists of the file, at once.</summary>
    /// <param name="change">Puts other lists in the place of those that change, or throws.</param>
    public void Change(Action<JsonObject> change)
    {
        lock (_gate)
        {
            var isWritten = false;
            try
            {
                change(Content());
                Replace(Content());
                isWritten = true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StoreException(StoreErrors.Unavailable, $"{path} can't be written: {e.Message}", e);
            }
            finally
            {
                // else it is as it is in the file
                _content = isWritten ? _content : null;
            }
        }
    }

    /// <summary>Removes all of the tenant at once, and tells how much it was.</summary>
    public long Remove()
    {
        lock (_gate)
        {
            var removed = Content().Sum(list => list.Value!.AsArray().Count);
            _content = null;
            File.Delete(path);
            return removed;
        }
    }

    private JsonObject Content() => _content ??= File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path))!.AsObject() : [];

    private void Replace(JsonObject content)
    {
        using (var stream = File.Create(path + ".new"))
        {
            using (var writer = new Utf8JsonWriter(stream))
            {
                content.WriteTo(writer);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
