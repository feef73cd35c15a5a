using System.Text.Json;
using Psa.Payments;

namespace Psa.Records;

/// <summary>Writes exports as one JSON object, <c>{"documents": […], "entries": […]}</c>, in UTF-8, with the members of <see cref="ExportedDocument"/> and <see cref="ExportedEntry"/> as the library writes all JSON. Nothing is kept in memory but a document.</summary>
public static class AccountingJson
{
    private const int FlushedBytes = 1 << 16;

    /// <summary>Writes documents and entries.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="output">Takes the object; it stays open.</param>
    /// <param name="cancellationToken">Cancels the call; what was written until then is no whole object.</param>
    /// <returns>A task that ends when all is written.</returns>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedDocument> documents, IAsyncEnumerable<ExportedEntry> entries, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(output);
        var json = new Utf8JsonWriter(output);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteStartArray("documents");
            await foreach (var document in documents.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                JsonSerializer.Serialize(json, document, PsaJsonContext.Default.ExportedDocument);
                await FlushAsync(json, cancellationToken).ConfigureAwait(false);
            }

            json.WriteEndArray();
            json.WriteStartArray("entries");
            await foreach (var entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                JsonSerializer.Serialize(json, entry, PsaJsonContext.Default.ExportedEntry);
                await FlushAsync(json, cancellationToken).ConfigureAwait(false);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static Task FlushAsync(Utf8JsonWriter json, CancellationToken cancellationToken) =>
        json.BytesPending > FlushedBytes ? json.FlushAsync(cancellationToken) : Task.CompletedTask;
}
