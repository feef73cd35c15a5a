using NodaTime;
using Psa.Numbering;
using Psa.Sellers;

namespace Psa.Domain.Tests.Numbering;

internal static class ASeries
{
    public static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 9, 0);

    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));

    public static BillingEntity Entity { get; } = new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a21")),
        Tenant = Tenant,
        Code = "ACME",
        LegalName = "Acme NV",
        VatNumber = "BE0123456789",
        Address = new Address { Street = "Main street", Number = "1", Postcode = "9000", City = "Gent", Country = "BE" },
        Currency = Currency.EUR,
    };

    public static NumberSeries Of(string pattern, NumberReset reset = NumberReset.Never) => new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a22")),
        Tenant = Tenant,
        BillingEntity = Entity.Id,
        Purpose = NumberPurpose.Invoice,
        Pattern = pattern,
        Reset = reset,
    };

    public static NumberSeries Confirmed(string pattern, NumberReset reset, LocalDate on, long? next = null) =>
        Of(pattern, reset).Confirm("Ann", Now, on, next);
}
