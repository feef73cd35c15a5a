using NodaTime;
using Psa.Contracts;
using Psa.Domain.Tests.Services;

namespace Psa.Domain.Tests.Contracts;

/// <summary>Contracts and parts in which nothing is wrong, to be changed by a test.</summary>
internal static class AContract
{
    public static readonly LocalDate Start = new(2026, 1, 1);

    public static Contract Active { get; } = new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a31")),
        Tenant = AnOffice.Tenant,
        Number = "C-1",
        Name = "Managed services",
        Customer = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a32")),
        BillingEntity = AnOffice.Entity,
        Currency = Currency.EUR,
        Status = ContractStatus.Active,
        EffectiveFrom = Start,
        Cycles = [new(Start, BillingCycle.Monthly, BillingTiming.InAdvance, ProrationPolicy.Default)],
    };

    public static ContractPart Part { get; } = new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a33")),
        Tenant = AnOffice.Tenant,
        Contract = Active.Id,
        Customer = Active.Customer,
        Text = "Backup",
        Terms = [new(Start, 10m, UnitPrice.Of(5m, Currency.EUR), Pricing: PricingScheme.PerUnit)],
    };

    public static Contract Renewing(LocalDate lastDay, int months, int noticeDays) => Active with { LastDay = lastDay, Renewal = new(months, noticeDays) };
}
