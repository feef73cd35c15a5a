using Psa.Sellers;

namespace Psa.Samples.Web;

/// <summary>What callers say of a company that bills.</summary>
/// <param name="Code">Its code, unique in the tenant.</param>
/// <param name="LegalName">Its legal name.</param>
/// <param name="VatNumber">Its VAT number.</param>
/// <param name="Address">Its address.</param>
/// <param name="Currency">The currency it bills in.</param>
public sealed record NewSeller(string Code, string LegalName, string VatNumber, Address Address, Currency Currency)
{
    internal BillingEntity For(TenantId tenant) =>
        new() { Id = default, Tenant = tenant, Code = Code, LegalName = LegalName, VatNumber = VatNumber, Address = Address, Currency = Currency };
}
