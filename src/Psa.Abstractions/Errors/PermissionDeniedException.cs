namespace Psa;

/// <summary>The actor may not do this. Code <c>access.denied</c>.</summary>
/// <param name="actor">Who asked.</param>
/// <param name="permission">The permission that is missing.</param>
/// <param name="ids">The ids of the records concerned.</param>
public sealed class PermissionDeniedException(string actor, string permission, params ReadOnlySpan<Guid> ids)
    : PsaException(
        PsaErrors.AccessDenied,
        $"{actor} lacks the permission {permission}: ask an administrator for a role that has it.",
        ValueList.Create(ids))
{
    /// <summary>Gets the name of the permission that is missing.</summary>
    public string Permission { get; } = permission;
}
