using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Psa;
using Psa.Access;
using Psa.AspNetCore;
using Psa.Records;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes an ASP.NET Core application speak the library's language: its refusals, its JSON, its actor.</summary>
public static class PsaAspNetCoreExtensions
{
    /// <summary>
    /// Answers what the library refuses with a <see cref="ProblemDetails"/>: its <c>code</c>, the <c>ids</c> and <c>fields</c> concerned, the message as <c>detail</c>, and <c>problems</c> when there are several.
    /// A body that can't be read as what it should be is refused as <c>json.malformed</c>, in the words of <see cref="PsaJson.Read"/>; a route or query that can't be bound has the status that
    /// the framework gives it, and no code. Other exceptions are left to the host's own handlers. It takes effect in <c>app.UseExceptionHandler()</c>, which the host calls; for that, requests that
    /// can't be bound throw, in every environment.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <returns>The same container.</returns>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>refusal</term><description>status</description></listheader>
    /// <item><term><see cref="InvalidDataPsaException"/>: text that can't be read; <c>filter.bad_page</c></term><description>400; 401 for <c>access.bad_claims</c></description></item>
    /// <item><term><see cref="PermissionDeniedException"/></term><description>403</description></item>
    /// <item><term><see cref="EntityNotFoundException"/></term><description>404</description></item>
    /// <item><term><see cref="ConcurrencyConflictException"/>, <c>store.duplicate</c>, <c>lifecycle.not_allowed</c>: the record isn't as the caller thought</term><description>409</description></item>
    /// <item><term><see cref="ValidationFailedException"/> and all other rules</term><description>422</description></item>
    /// <item><term><see cref="StoreException"/>: locked, full, unavailable, not ready, its tenant being deleted</term><description>503</description></item>
    /// <item><term><see cref="StoreException"/>: anything else, which no waiting mends</term><description>500</description></item>
    /// </list>
    /// What a store complains about is for the host's log, not for its callers: the details of 500 and 503 say nothing of files and servers.
    /// </remarks>
    public static IServiceCollection AddPsaProblemDetails(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        return services.AddProblemDetails().AddExceptionHandler<PsaExceptionHandler>();
    }

    /// <summary>Writes and reads the library's values and records as <see cref="PsaJson"/> does, in minimal APIs, in controllers, and in what OpenAPI says of them.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection AddPsaJson(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.ConfigureHttpJsonOptions(static options => Configure(options.SerializerOptions));
        services.Configure<JsonOptions>(static options => Configure(options.JsonSerializerOptions));
        return services;
    }

    /// <summary>
    /// Lets endpoints and controllers ask for the <see cref="Actor"/> of their request: the signed-in user, with what the <see cref="AccessTable"/> of the container gives to their roles;
    /// <see cref="AccessTable.Default"/> when the host registers none. Who isn't signed in, or whose claims contradict each other, is refused with <c>access.bad_claims</c> before the endpoint runs.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <returns>The same container.</returns>
    /// <exception cref="InvalidOperationException">Later, when an actor is asked for outside a request.</exception>
    public static IServiceCollection AddPsaActor(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddHttpContextAccessor();
        services.TryAddScoped(static provider =>
        {
            var context = provider.GetRequiredService<IHttpContextAccessor>().HttpContext
                ?? throw new InvalidOperationException("There is no request to take the actor of: outside of one, make it with Actor.Create or Actor.System.");
            return Actor.FromClaims(context.User, provider.GetService<AccessTable>() ?? AccessTable.Default);
        });
        return services;
    }

    private static void Configure(JsonSerializerOptions options)
    {
        PsaJson.Configure(options);

        // before reflection, which fails to describe a list that may be left out
        options.TypeInfoResolverChain.Insert(0, PsaJson.Resolver);
    }
}
