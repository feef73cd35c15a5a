using System.Text.Json;
using System.Text.Json.Nodes;
using Psa.Storage;

namespace Psa.Samples.JsonStore;

/// <summary>A tenant's file. It is replaced as a whole: whoever reads it, or finds it after a crash, has all of a commit or nothing.</summary>
internal sealed class JsonFile(string path)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, object> _lists = [];

    public JsonObject Read()
    {
        lock (_gate)
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path))!.AsObject() : [];
        }
    }

    /// <summary>Gives a list as it is read from the file: once, until the next commit writes the file anew, since nobody else does.</summary>
    public TList Read<TList>(string name, Func<JsonObject, TList> read)
        where TList : class
    {
        lock (_gate)
        {
            if (!_lists.TryGetValue(name, out var list))
            {
                _lists.Add(name, list = read(Read()));
            }

            return (TList)list;
        }
    }

    public void Change(Action<JsonObject> change)
    {
        lock (_gate)
        {
            var content = Read();
            change(content);
            _lists.Clear();
            try
            {
                Replace(content);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StoreException(StoreErrors.Unavailable, $"{path} can't be written: {e.Message}", e);
            }
        }
    }

    /// <summary>Removes all of the tenant at once, and tells how much it was.</summary>
    public long Remove()
    {
        lock (_gate)
        {
            var removed = Read().Sum(list => list.Value!.AsArray().Count);
            _lists.Clear();
            File.Delete(path);
            return removed;
        }
    }

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
