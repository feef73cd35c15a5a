using System.Security.Claims;

namespace Psa.Access;

/// <summary>
/// Who does something: a user of one tenant with the permissions that an <see cref="AccessTable"/> gave to their roles. Immutable; the permissions are resolved
/// when the actor is made, so rules need no table. Two actors are equal when they are the same user with the same rights.
/// </summary>
public sealed record Actor
{
    private readonly PermissionSet _permissions;

    private Actor(TenantId tenant, UserId user, string displayName, ValueList<Role> roles, PermissionSet permissions, Guid? customer)
    {
        Tenant = tenant;
        User = user;
        DisplayName = displayName;
        Roles = roles;
        Customer = customer;
        _permissions = permissions;
    }

    /// <summary>Gets the tenant; nothing of another can be reached.</summary>
    public TenantId Tenant { get; }

    /// <summary>Gets the user's id.</summary>
    public UserId User { get; }

    /// <summary>Gets the name that people read in histories.</summary>
    public string DisplayName { get; }

    /// <summary>Gets the roles, for display: what counts are the permissions.</summary>
    public ValueList<Role> Roles { get; }

    /// <summary>Gets the id of the customer that the actor belongs to, or <see langword="null"/> for the tenant's own people. <see cref="Grants.Own"/> means this one.</summary>
    public Guid? Customer { get; }

    /// <summary>Gets whether this is the automation, not a person.</summary>
    public bool IsSystem => User == UserId.System;

    /// <summary>Makes an actor.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="user">The user's id.</param>
    /// <param name="displayName">The name that people read in histories; not blank.</param>
    /// <param name="roles">The roles.</param>
    /// <param name="table">What the roles may do.</param>
    /// <param name="customer">The id of the customer that the actor belongs to, if any.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="ArgumentException">The tenant or the user is a default value, the user is <see cref="UserId.System"/>, or the name is blank.</exception>
    [Pure]
    public static Actor Create(TenantId tenant, UserId user, string displayName, ValueList<Role> roles, AccessTable table, Guid? customer = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrWhiteSpace(displayName);
        if (tenant == default || user.IsNone)
        {
            throw new ArgumentException("An actor needs a tenant and a user id.", tenant == default ? nameof(tenant) : nameof(user));
        }

        if (user == UserId.System)
        {
            throw new ArgumentException("The automation is made by Actor.System: no person may take its id.", nameof(user));
        }

        var permissions = default(PermissionSet);
        foreach (var role in roles)
        {
            permissions = permissions.Union(table.PermissionsOf(role));
        }

        return new(tenant, user, displayName, roles, permissions, customer);
    }

    /// <summary>Makes the automation of a tenant: it may do everything, and histories call it "System".</summary>
    /// <param name="tenant">The tenant.</param>
    /// <returns>The actor.</returns>
    [Pure]
    public static Actor System(TenantId tenant) => new(tenant, UserId.System, "System", [], PermissionSet.Everything, customer: null);

    /// <summary>
    /// Makes an actor of a signed-in user's claims: the tenant, the customer and single permissions from <see cref="PsaClaimTypes"/>, the user id from <c>sub</c> or the name
    /// identifier, the name and the roles as the identity names them. Roles that the table doesn't know belong to other applications and are ignored.
    /// </summary>
    /// <param name="principal">The signed-in user.</param>
    /// <param name="table">What the roles may do.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="InvalidDataPsaException"><c>access.bad_claims</c>: not signed in, a claim is missing, malformed, or contradicts another.</exception>
    [Pure]
    public static Actor FromClaims(ClaimsPrincipal principal, AccessTable table)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(table);
        return ClaimsReader.Read(principal, table);
    }

    /// <summary>Gives an actor with one more permission, without a role.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="reach">How far it reaches; what the actor has already stays.</param>
    /// <returns>The actor with it.</returns>
    [Pure]
    public Actor With(Permission permission, Grants reach = Grants.Full) =>
        new(Tenant, User, DisplayName, Roles, _permissions.Union(default(PermissionSet).With(permission, reach)), Customer);

    /// <summary>Tells how far a permission reaches.</summary>
    /// <param name="permission">The permission.</param>
    /// <returns>How far, all roles together.</returns>
    public Grants ReachOf(Permission permission) => _permissions[permission];

    /// <summary>Tells whether the actor may do something everywhere in the tenant, or under a condition that the caller has checked.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="satisfied">The conditions that hold: <see cref="Grants.Own"/> when the record is of the actor's customer (<see cref="MayFor"/> checks that), <see cref="Grants.Self"/> when it is the actor's own. None by default.</param>
    /// <returns>Whether they may.</returns>
    public bool May(Permission permission, Grants satisfied = Grants.None) => (_permissions[permission] & (satisfied | Grants.Full)) != Grants.None;

    /// <summary>Tells whether the actor may do something with a record of one customer: anyone's with a full grant, their own customer's with <see cref="Grants.Own"/>.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="customer">The id of the record's customer.</param>
    /// <returns>Whether they may.</returns>
    public bool MayFor(Permission permission, Guid customer) => May(permission, OwnOf(customer));

    /// <summary>Demands a permission.</summary>
    /// <param name="permission">The permission, everywhere in the tenant.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public void Require(Permission permission, params ReadOnlySpan<Guid> ids) => Require(permission, Grants.None, ids);

    /// <summary>Demands a permission, under conditions that the caller has checked.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="satisfied">The conditions that hold, as in <see cref="May"/>.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public void Require(Permission permission, Grants satisfied, params ReadOnlySpan<Guid> ids)
    {
        if (!May(permission, satisfied))
        {
            throw new PermissionDeniedException(DisplayName, permission.ToString(), ids);
        }
    }

    /// <summary>Demands a permission for a record of one customer, as <see cref="MayFor"/> tells it.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="customer">The id of the record's customer.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public void RequireFor(Permission permission, Guid customer, params ReadOnlySpan<Guid> ids) => Require(permission, OwnOf(customer), ids);

    private Grants OwnOf(Guid customer) => Customer == customer && customer != Guid.Empty ? Grants.Own : Grants.None;
}
