using Psa.Catalog;

namespace Psa.Domain.Tests.Documents;

internal static class ATax
{
    public static AppliedTax ZeroRated { get; } = new("Z", TaxCategory.ZeroRated, default);

    public static AppliedTax Exempt { get; } = new("E", TaxCategory.Exempt, default, "Article 44");

    public static AppliedTax ReverseCharge { get; } = new("AE", TaxCategory.ReverseCharge, default);

    public static AppliedTax GstQst { get; } = new("QC", [Component("GST", 5m), Component("QST", 9.975m)]);

    public static AppliedTax GstPst { get; } = new("BC", [Component("GST", 5m), Component("PST", 7m), Component("LEVY", 0.5m)]);

    /// <summary>A code of two of which one has no rate on the day.</summary>
    public static AppliedTax GstAlone { get; } = new("AB", [Component("GST", 5m)]);

    public static AppliedTaxComponent Component(string name, decimal percent) => new(TaxCategory.Standard, Percent.Of(percent), name);

    public static AppliedTax Of(decimal percent) => percent == 0m ? ZeroRated : new("S", TaxCategory.Standard, Percent.Of(percent));
}
