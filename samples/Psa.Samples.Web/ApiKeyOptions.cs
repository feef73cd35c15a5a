using Microsoft.AspNetCore.Authentication;

namespace Psa.Samples.Web;

/// <summary>Who may call: a key each.</summary>
public sealed class ApiKeyOptions : AuthenticationSchemeOptions
{
    /// <summary>Gets the callers by key.</summary>
    public Dictionary<string, ApiKey> Keys { get; } = new(StringComparer.Ordinal);
}
