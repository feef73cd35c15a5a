using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Psa.Access;

namespace Psa.AspNetCore.Tests;

/// <summary>A real server on a free port of this machine, with a client of it.</summary>
internal sealed class Host : IAsyncDisposable
{
    internal static readonly TenantId Tenant = TenantId.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59");

    private readonly WebApplication _app;

    private Host(WebApplication app) => (_app, Client) = (app, new() { BaseAddress = new(app.Urls.First()) });

    internal HttpClient Client { get; }

    internal IServiceProvider Services => _app.Services;

    internal static async Task<Host> StartAsync(Action<WebApplication> map, Action<IServiceCollection>? configure = null, string environment = "Production")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPsa().UseInMemoryStore().AddPsaProblemDetails().AddPsaJson().AddPsaActor();
        builder.Services.AddOpenApi(options => options.AddPsaSchemas());
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.Use((context, next) =>
        {
            if (context.Request.Headers.TryGetValue("X-Role", out var role))
            {
                context.User = new(new ClaimsIdentity([new("sub", "u-1"), new("name", "Ann"), new(PsaClaimTypes.Tenant, Tenant.ToString()), new("role", role.ToString())], "test", "name", "role"));
            }

            return next(context);
        });
        app.MapOpenApi();
        map(app);
        await app.StartAsync();
        return new(app);
    }

    internal async Task<(int Status, string? Type, JsonElement Body)> GetAsync(string path, string? role = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (role is not null)
        {
            request.Headers.Add("X-Role", role);
        }

        using var response = await Client.SendAsync(request);
        return await ReadAsync(response);
    }

    internal async Task<(int Status, string? Type, JsonElement Body)> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await ReadAsync(response);
    }

    private static async Task<(int Status, string? Type, JsonElement Body)> ReadAsync(HttpResponseMessage response) =>
        ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadFromJsonAsync<JsonElement>());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
