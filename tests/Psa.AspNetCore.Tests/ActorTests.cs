using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_access_table_is_that_of_the_options_whichever_is_registered_first(bool actorFirst)
    {
        var dispatcher = Role.Of("Dispatcher");
        var services = actorFirst ? new ServiceCollection().AddPsaActor() : new ServiceCollection();
        services.AddPsa(options => options.Access = AccessTable.Default.With(dispatcher, Permission.EditContracts, Grants.Full)).UseInMemoryStore().AddPsaActor();
        using var provider = services.BuildServiceProvider(validateScopes: true);
        using var scope = provider.CreateScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            User = new(new ClaimsIdentity([new("sub", "u-1"), new("name", "Ann"), new(PsaClaimTypes.Tenant, Host.Tenant.ToString()), new("role", dispatcher.Name)], "test", "name", "role")),
        };

        Assert.True(scope.ServiceProvider.GetRequiredService<Actor>().May(Permission.EditContracts));
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
