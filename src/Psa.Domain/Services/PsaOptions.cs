using Psa.Access;
using Psa.Runs;

namespace Psa.Services;

/// <summary>
/// What a host sets once, where it registers the library: <c>services.AddPsa(options => options.Access = table)</c>, or any other way that Microsoft.Extensions.Options knows. What differs between
/// tenants is stored with them: <see cref="Sellers.TenantSettings"/>.
/// </summary>
public sealed class PsaOptions
{
    /// <summary>Gets or sets what roles may do. An <see cref="AccessTable"/> that is registered by itself counts instead.</summary>
    public AccessTable Access { get; set; } = AccessTable.Default;

    /// <summary>Gets or sets how runs are calculated where a call doesn't say.</summary>
    public BillingRunOptions Runs { get; set; } = BillingRunOptions.Default;
}
