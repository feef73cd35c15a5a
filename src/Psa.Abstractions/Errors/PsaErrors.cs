namespace Psa;

/// <summary>The error codes that no single feature owns: of access, of what stores find, of lifecycles and of JSON.</summary>
public static class PsaErrors
{
    /// <summary>The actor may not do this: <see cref="PermissionDeniedException"/>.</summary>
    public const string AccessDenied = "access.denied";

    /// <summary>There is no such record for this tenant: <see cref="EntityNotFoundException"/>.</summary>
    public const string NotFound = "entity.not_found";

    /// <summary>A staged record is no longer the stored one, or its id exists: <see cref="ConcurrencyConflictException"/>.</summary>
    public const string Conflict = "store.conflict";

    /// <summary>The customer's billing information is missing or incomplete: <see cref="BillingInformationRequiredException"/>, or an obstacle of a billing run.</summary>
    public const string BillingInformationRequired = "billing_information.required";

    /// <summary>The claims don't say who it is, of which tenant, or contradict themselves.</summary>
    public const string BadClaims = "access.bad_claims";

    /// <summary>The text is no JSON, or not of the shape that is expected.</summary>
    public const string MalformedJson = "json.malformed";

    /// <summary>The record's status doesn't allow the action.</summary>
    public const string ActionNotAllowed = "lifecycle.not_allowed";
}
