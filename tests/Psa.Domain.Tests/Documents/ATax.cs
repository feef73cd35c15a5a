using Psa.Catalog;

namespace Psa.Domain.Tests.Documents;

internal static class ATax
{
    public static AppliedTax ZeroRated { get; } = new("Z", TaxCategory.ZeroRated, default);

    public static AppliedTax Exempt { get; } = new("E", TaxCategory.Exempt, default, "Article 44");

    public static AppliedTax ReverseCharge { get; } = new("AE", TaxCategory.ReverseCharge, default);

    public static AppliedTax Of(decimal percent) => percent == 0m ? ZeroRated : new("S", TaxCategory.Standard, Percent.Of(percent));
}
