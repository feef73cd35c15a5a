using NodaTime;
using Psa.Customers;
using Psa.Invoices;

namespace Psa.Samples.Native;

/// <summary>What a host keeps for itself: a record of the library's values.</summary>
internal sealed record Reminder
{
    public required Id<Invoice> Invoice { get; init; }

    public required TenantId Tenant { get; init; }

    public required InvoiceStatus Status { get; init; }

    public required Money Owed { get; init; }

    public Money? Fee { get; init; }

    public Percent Interest { get; init; }

    public DeliveryMethod Delivery { get; init; }

    public PaymentTerms Terms { get; init; }

    public required DatePeriod Late { get; init; }

    public required LocalDate Due { get; init; }

    public required Instant SentAt { get; init; }

    public ValueList<Money> Lines { get; init; }
}
