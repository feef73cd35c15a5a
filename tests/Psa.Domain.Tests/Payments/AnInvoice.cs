using NodaTime;
using Psa.Documents;
using Psa.Domain.Tests.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Sellers;

namespace Psa.Domain.Tests.Payments;

/// <summary>Issued invoices as stored records, made of their lines alone.</summary>
internal static class AnInvoice
{
    public static readonly LocalDate Date = new(2026, 3, 1);

    private static int _count;

    public static Invoice Of(string terms, params (decimal Net, decimal Rate)[] lines) =>
        Of(terms, "C1", PriceMode.TaxExclusive, [.. lines.Select(static line => new LineAmount(AWorld.Eur(line.Net), ATax.Of(line.Rate)))]);

    public static Invoice Of(string terms, string customer, PriceMode mode, params LineAmount[] lines)
    {
        var payer = AWorld.ACustomer(customer);
        var (due, id) = (PaymentTerms.Parse(terms), DerivedId.Create<Invoice>(AWorld.Tenant, $"invoice {Interlocked.Increment(ref _count)}"));
        return new()
        {
            Id = id,
            Tenant = AWorld.Tenant,
            Status = InvoiceStatus.Issued,
            Number = $"I-{id}",
            Customer = payer.Id,
            CustomerNumber = payer.Number,
            BillingEntity = AWorld.Seller.Id,
            Currency = Currency.EUR,
            IssueDate = Date,
            DueDate = due.DueDate(Date),
            IssuedAt = Instant.FromUtc(2026, 3, 1, 8, 0),
            GroupingKey = string.Empty,
            Seller = new() { Name = "Acme" },
            Buyer = new() { Name = "Contoso" },
            PaymentTerms = due,
            PriceMode = mode,
            Lines = [.. lines.Select(line => new DocumentLine
            {
                Text = "Work",
                Quantity = 1m,
                UnitPrice = UnitPrice.Of(line.Amount.Amount, Currency.EUR),
                Amount = line.Amount,
                Tax = line.Tax is null ? null : new(line.Tax, Date, mode),
            })],
            Items = [],
            Totals = Totals.Compute(AnInput.Of(lines) with { PriceMode = mode }),
        };
    }
}
