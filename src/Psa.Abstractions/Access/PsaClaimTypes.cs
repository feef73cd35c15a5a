namespace Psa.Access;

/// <summary>The claim types that <see cref="Actor.FromClaims"/> reads, beside the usual ones for id, name and roles.</summary>
public static class PsaClaimTypes
{
    /// <summary>The tenant's id, 36 characters; exactly one.</summary>
    public const string Tenant = "psa:tenant";

    /// <summary>The id of the customer that the user belongs to, 36 characters; at most one.</summary>
    public const string Customer = "psa:customer";

    /// <summary>The name of a <see cref="Access.Permission"/> that the user has without a role; any number.</summary>
    public const string Permission = "psa:permission";
}
