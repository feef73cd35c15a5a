using System.Net.Http.Json;
using System.Text.Json;

namespace Psa.AspNetCore.Tests;

/// <summary>What a server answered.</summary>
internal sealed record Answer(int Status, JsonElement Body)
{
    /// <summary>Gets the id of the record that was answered.</summary>
    internal string Id => Body.TryGetProperty("id", out var id) ? id.GetString()! : throw new InvalidOperationException($"{Status}: {Body}");

    internal static async Task<Answer> OfAsync(HttpResponseMessage response) => new((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
}
