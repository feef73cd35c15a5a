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
            new() { Code = "STD", Name = "VAT", Category = TaxCategory.Standard, Rates = [Rate(1992, 20.5m), Rate(1996, 21m)] },
            new() { Code = "LOW", Name = "Reduced VAT", Category = TaxCategory.Standard, Rates = [Rate(2000, 6m)] },
            new() { Code = "ZERO", Name = "Zero", Category = TaxCategory.ZeroRated },
            new() { Code = "EXEMPT", Name = "Exempt", Category = TaxCategory.Exempt, ExemptionReason = "Article 44", ExemptionCode = "VATEX-EU-132" },
            new() { Code = "REVERSE", Name = "Reverse charge", Category = TaxCategory.ReverseCharge },
        ],
    };

    public static TaxRate Rate(int year, decimal percent) => new(new LocalDate(year, 1, 1), Percent.Of(percent));
}
