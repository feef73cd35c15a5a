using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Psa.Records;

namespace Psa.AspNetCore.Tests;

public class JsonTests
{
    private static readonly JsonSerializerOptions Options = Make();

    [Theory]
    [InlineData("/minimal")]
    [InlineData("/controller")]
    public async Task Values_go_there_and_back(string path)
    {
        await using var host = await Host.StartAsync(
            app =>
            {
                app.MapPost("/minimal", (Everything everything) => everything);
                app.MapControllers();
            },
            services => services.AddControllers().AddApplicationPart(typeof(EverythingController).Assembly));

        var (status, _, body) = await host.PostAsync(path, JsonSerializer.Serialize(Everything.Example, Options));

        Assert.Equal(200, status);
        Assert.Equal(Everything.Example, body.Deserialize<Everything>(Options));
        Assert.Equal("""{"amount":"12.34","currency":"EUR"}""", body.GetProperty("money").GetRawText());
        Assert.Equal("""{"crm":"17"}""", body.GetProperty("metadata").GetRawText());
        Assert.Equal("Issued", body.GetProperty("status").GetString());
        Assert.Equal("InArrears", body.GetProperty("timing").GetString());
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions();
        PsaJson.Configure(options);
        return options;
    }
}
