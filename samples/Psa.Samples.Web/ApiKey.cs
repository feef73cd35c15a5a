namespace Psa.Samples.Web;

/// <summary>Whose key it is.</summary>
public sealed class ApiKey
{
    /// <summary>Gets or sets the tenant's id.</summary>
    public required string Tenant { get; set; }

    /// <summary>Gets or sets the user's id.</summary>
    public required string User { get; set; }

    /// <summary>Gets or sets the name that people read in histories.</summary>
    public required string Name { get; set; }

    /// <summary>Gets or sets the role.</summary>
    public required string Role { get; set; }

    /// <summary>Gets or sets the id of the customer that the user belongs to; <see langword="null"/> for the tenant's own people.</summary>
    public string? Customer { get; set; }
}
