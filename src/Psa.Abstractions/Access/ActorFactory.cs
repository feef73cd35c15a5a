using System.Security.Claims;

namespace Psa.Access;

/// <summary>Makes actors by a host's access table, so that only one place knows which table that is. Thread-safe.</summary>
/// <param name="table">What roles may do.</param>
public sealed class ActorFactory(AccessTable table)
{
    /// <summary>Makes an actor of a signed-in user's claims, as <see cref="Actor.FromClaims"/> does.</summary>
    /// <param name="principal">The signed-in user.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="InvalidDataPsaException"><c>access.bad_claims</c>: not signed in, a claim is missing, malformed, or contradicts another.</exception>
    [Pure]
    public Actor FromClaims(ClaimsPrincipal principal) => Actor.FromClaims(principal, table);

    /// <summary>Makes an actor, as <see cref="Actor.Create"/> does.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="user">The user's id.</param>
    /// <param name="displayName">The name that people read in histories; not blank.</param>
    /// <param name="roles">The roles.</param>
    /// <param name="customer">The id of the customer that the actor belongs to, if any.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ArgumentException">The tenant or the user is a default value, the user is <see cref="UserId.System"/>, or the name is blank.</exception>
    [Pure]
    public Actor Create(TenantId tenant, UserId user, string displayName, ValueList<Role> roles, Guid? customer = null) =>
        Actor.Create(tenant, user, displayName, roles, table, customer);
}
