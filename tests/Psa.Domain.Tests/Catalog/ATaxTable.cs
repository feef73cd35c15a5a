using NodaTime;
using Psa.Catalog;

namespace Psa.Domain.Tests.Catalog;

internal static class ATaxTable
{
    public static TaxTable Belgian { get; } = new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01")),
        Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02")),
        DefaultCode = "STD",
        Entries =
        [
            TaxTableEntry.Taxed("STD", "VAT", Rate(1992, 20.5m), Rate(1996, 21m)),
            TaxTableEntry.Taxed("LOW", "Reduced VAT", Rate(2000, 6m)),
            TaxTableEntry.Untaxed("ZERO", "Zero", TaxCategory.ZeroRated),
            TaxTableEntry.Untaxed("EXEMPT", "Exempt", TaxCategory.Exempt, "Article 44", "VATEX-EU-132"),
            TaxTableEntry.Untaxed("REVERSE", "Reverse charge", TaxCategory.ReverseCharge),
        ],
    };

    public static TaxRate Rate(int year, decimal percent) => new(new LocalDate(year, 1, 1), Percent.Of(percent));
}
