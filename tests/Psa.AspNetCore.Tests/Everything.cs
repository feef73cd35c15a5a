using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;

namespace Psa.AspNetCore.Tests;

/// <summary>One of each value type.</summary>
public sealed record Everything
{
    public required Id<Customer> Customer { get; init; }

    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    public required Money Money { get; init; }

    public required UnitPrice Price { get; init; }

    public required ExactAmount Exact { get; init; }

    public required Percent Percent { get; init; }

    public required Currency Currency { get; init; }

    public required PaymentTerms Terms { get; init; }

    public required DatePeriod Period { get; init; }

    public required LocalDate Date { get; init; }

    public required Instant Moment { get; init; }

    public required InvoiceStatus Status { get; init; }

    public required TaxCategory Category { get; init; }

    public required BillingTiming Timing { get; init; }

    public required ValueList<Money> Amounts { get; init; }

    public required ValueList<TaxRate> Rates { get; init; }

    public required Metadata Metadata { get; init; }

    public Id<Customer>? NoCustomer { get; init; }

    public LocalDate? NoDate { get; init; }

    internal static Everything Example { get; } = new()
    {
        Customer = new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60")),
        Tenant = Host.Tenant,
        User = UserId.Of("ann"),
        Money = Money.Of(12.34m, Currency.EUR),
        Price = UnitPrice.Of(0.075m, Currency.EUR),
        Exact = ExactAmount.Of(Money.Of(1.50m, Currency.EUR)),
        Percent = Percent.Of(21),
        Currency = Currency.CHF,
        Terms = PaymentTerms.DueIn(30),
        Period = DatePeriod.Inclusive(new(2026, 1, 1), new(2026, 1, 31)),
        Date = new(2026, 2, 1),
        Moment = Instant.FromUtc(2026, 2, 1, 9, 30),
        Status = InvoiceStatus.Issued,
        Category = TaxCategory.ReverseCharge,
        Timing = BillingTiming.InArrears,
        Amounts = [Money.Of(1, Currency.EUR), Money.Of(2, Currency.USD)],
        Metadata = Metadata.Empty.With("crm", "17"),
        Rates = [new(new(2021, 1, 1), Percent.Of(21))],
    };
}
