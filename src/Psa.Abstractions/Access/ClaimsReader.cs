using System.Linq;
using System.Security.Claims;

namespace Psa.Access;

/// <summary>Makes an actor of claims. It refuses what it can't read: guessing would give or take rights.</summary>
internal static class ClaimsReader
{
    internal static Actor Read(ClaimsPrincipal given, AccessTable table)
    {
        // whoever is signed in may carry identities that nobody vouched for: their claims count for nothing
        var principal = new ClaimsPrincipal(given.Identities.Where(static identity => identity.IsAuthenticated));
        if (principal.Identity is null)
        {
            throw Refuse("The user isn't signed in: authenticate them before asking for an actor.");
        }

        var tenant = Guids(principal, PsaClaimTypes.Tenant) ?? throw Refuse($"The claim {PsaClaimTypes.Tenant} is missing: the identity provider must say whose tenant the user is of.");
        var user = Single(principal, "sub") ?? Single(principal, ClaimTypes.NameIdentifier);
        if (string.IsNullOrWhiteSpace(user) || user == UserId.System.Value)
        {
            throw Refuse(user is { Length: > 0 } ? $"No person may have the user id '{user}'." : "There is no user id: the claim sub, or the name identifier, is missing.");
        }

        var name = principal.Identity.Name ?? Single(principal, "name");
        var actor = Actor.Create(
            new(tenant),
            UserId.Of(user),
            string.IsNullOrWhiteSpace(name) ? user : name,
            Roles(principal, table),
            table,
            Guids(principal, PsaClaimTypes.Customer));
        foreach (var claim in principal.FindAll(PsaClaimTypes.Permission))
        {
            actor = actor.With(Permission(claim.Value));
        }

        return actor;
    }

    private static ValueList<Role> Roles(ClaimsPrincipal principal, AccessTable table)
    {
        var roles = new List<Role>();
        foreach (var role in table.Roles)
        {
            // IsInRole knows each identity's own role claim; "role" is what tokens carry when nothing maps it
            if (principal.IsInRole(role.Name) || principal.HasClaim("role", role.Name))
            {
                roles.Add(role);
            }
        }

        return roles.ToValueList();
    }

    private static Permission Permission(string text)
    {
        // names only: Enum.TryParse would take "4" and "EditContracts, IssueInvoices" as well
        foreach (var permission in AccessTable.Permissions)
        {
            if (permission.ToString() == text)
            {
                return permission;
            }
        }

        throw Refuse($"'{text}' in the claim {PsaClaimTypes.Permission} is no permission: use a name such as {nameof(Access.Permission.EditContracts)}.");
    }

    private static Guid? Guids(ClaimsPrincipal principal, string type)
    {
        if (Single(principal, type) is not { } text)
        {
            return null;
        }

        return Guid.TryParse(text, out var id) && id != Guid.Empty
            ? id
            : throw Refuse($"'{text}' in the claim {type} is no id: 36 characters like 0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59 are expected.");
    }

    private static string? Single(ClaimsPrincipal principal, string type)
    {
        string? found = null;
        foreach (var claim in principal.FindAll(type))
        {
            found = found is null || found == claim.Value ? claim.Value : throw Refuse($"The claim {type} is there twice with different values: one is expected.");
        }

        return found;
    }

    private static InvalidDataPsaException Refuse(string message) => new(PsaErrors.BadClaims, message);
}
