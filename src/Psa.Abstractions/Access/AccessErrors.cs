namespace Psa.Access;

/// <summary>The error codes of access. That a permission is missing is <c>access.denied</c>, a <see cref="PermissionDeniedException"/>.</summary>
public static class AccessErrors
{
    /// <summary>The claims don't say who it is, of which tenant, or contradict themselves.</summary>
    public const string BadClaims = "access.bad_claims";
}
