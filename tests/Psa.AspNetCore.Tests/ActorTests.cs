using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Psa.Access;

namespace Psa.AspNetCore.Tests;

public class ActorTests
{
    [Fact]
    public async Task An_endpoint_asks_for_its_actor()
    {
        await using var host = await StartAsync();

        var (status, _, body) = await host.GetAsync("/", "Sales");

        Assert.Equal((200, "Ann", true), (status, body.GetProperty("displayName").GetString(), body.GetProperty("edits").GetBoolean()));
    }

    [Fact]
    public async Task The_access_table_is_the_hosts()
    {
        await using var host = await StartAsync(services => services.AddSingleton(AccessTable.Default.With(Role.Of("Sales"), Permission.EditContracts, Grants.None)));

        var (_, _, body) = await host.GetAsync("/", "Sales");

        Assert.False(body.GetProperty("edits").GetBoolean());
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_refused()
    {
        await using var host = await StartAsync();

        var (status, _, body) = await host.GetAsync("/");

        Assert.Equal((401, PsaErrors.BadClaims), (status, body.GetProperty("code").GetString()));
    }

    private static Task<Host> StartAsync(Action<IServiceCollection>? configure = null) =>
        Host.StartAsync(app => app.MapGet("/", (Actor actor) => new { actor.DisplayName, Edits = actor.May(Permission.EditContracts) }), configure);
}
