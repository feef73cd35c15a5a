using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Psa.Access;

namespace Psa.Samples.Web;

/// <summary>Signs in by a key, as simple as it gets: a real host has an identity provider, which gives the same claims.</summary>
/// <param name="options">The keys.</param>
/// <param name="logger">Hears who was refused.</param>
/// <param name="encoder">The base class's.</param>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it")]
internal sealed class ApiKeyHandler(IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<ApiKeyOptions>(options, logger, encoder)
{
    internal const string SchemeName = "ApiKey";

    private const string Header = "X-Api-Key";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(Header, out var key))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (!Options.Keys.TryGetValue(key.ToString(), out var who))
        {
            return Task.FromResult(AuthenticateResult.Fail("There is no such key."));
        }

        List<Claim> claims = [new("sub", who.User), new("name", who.Name), new("role", who.Role), new(PsaClaimTypes.Tenant, who.Tenant)];
        if (who.Customer is { } customer)
        {
            claims.Add(new(PsaClaimTypes.Customer, customer));
        }

        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName, "name", "role"));
        return Task.FromResult(AuthenticateResult.Success(new(user, SchemeName)));
    }
}
