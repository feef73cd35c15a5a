using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Payments;
using Psa.Sellers;

namespace Psa.Domain.Tests.Payments;

/// <summary>Issued documents and entries of a payer, made as briefly as can be.</summary>
internal static class Issued
{
    public static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));
    public static readonly Id<Customer> Payer = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b5a01"));
    public static readonly Id<BillingEntity> Entity = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a21"));

    public static Money Eur(decimal amount) => Money.Of(amount, Currency.EUR);

    public static Invoice Invoice(string number, LocalDate date, decimal total, LocalDate? due = null) => Document(number, InvoiceKind.Invoice, date, Eur(total), due);

    /// <summary>A credit note that somebody wrote of an invoice.</summary>
    public static Invoice Credit(string number, Invoice of, LocalDate date, decimal total) =>
        Document(number, InvoiceKind.CreditNote, date, Money.Of(total, of.Currency)) with { Credit = new(of.Id, "wrong", [], [], false), Corrects = [of.Id] };

    /// <summary>A credit note that a run made.</summary>
    public static Invoice OfRun(string number, LocalDate date, decimal total) => Document(number, InvoiceKind.CreditNote, date, Eur(total));

    public static Invoice Document(string number, InvoiceKind kind, LocalDate date, Money total, LocalDate? due = null, Id<Customer>? payer = null)
    {
        var tax = new AppliedTax("Z", TaxCategory.ZeroRated, default);
        var lines = new LineAmount[] { new(total, tax) };
        return new()
        {
            Id = DerivedId.Create<Invoice>(date, Tenant, number),
            Tenant = Tenant,
            Kind = kind,
            Status = InvoiceStatus.Issued,
            Number = number,
            Customer = payer ?? Payer,
            CustomerNumber = "10001",
            BillingEntity = Entity,
            Currency = total.Currency,
            IssueDate = date,
            DueDate = due ?? date.PlusDays(30),
            IssuedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
            GroupingKey = number,
            Seller = new() { Name = "Acme NV" },
            Buyer = new() { Name = "Contoso BV", VatNumber = "BE0123456789" },
            PaymentTerms = PaymentTerms.DueIn(Period.DaysBetween(date, due ?? date.PlusDays(30))),
            Items = [],
            Lines = [new() { Text = "Backup", Quantity = 1m, UnitPrice = UnitPrice.Of(total.Amount, total.Currency), Amount = total, Tax = new(tax, date) }],
            Totals = Totals.Compute(new() { Currency = total.Currency, Lines = lines.ToValueList(), Rounding = Rounding.HalfUp }),
        };
    }

    public static PaymentEntry Entry(PaymentKind kind, LocalDate date, decimal amount, Invoice? document = null, Invoice? note = null, string key = "k") => Entry(kind, date, Eur(amount), document, note, key);

    public static PaymentEntry Entry(PaymentKind kind, LocalDate date, Money amount, Invoice? document = null, Invoice? note = null, string key = "k", Id<Customer>? payer = null) => new()
    {
        Id = DerivedId.Create<PaymentEntry>(date, Tenant, key, kind.ToString(), document?.Number ?? string.Empty, note?.Number ?? string.Empty),
        Tenant = Tenant,
        Kind = kind,
        Payer = payer ?? Payer,
        BillingEntity = Entity,
        Invoice = document?.Id,
        CreditNote = note?.Id,
        Amount = amount,
        Date = date,
        Key = key,
        Asked = key,
        By = "Ann",
        At = Instant.FromUtc(2026, 1, 1, 0, 0),
    };

    /// <summary>Puts documents and entries in a book, in the order they are given.</summary>
    public static AccountBook Book(LocalDate asOf, params IEnumerable<object> facts)
    {
        var book = new AccountBook(Payer, asOf);
        foreach (var fact in facts)
        {
            if (fact is Invoice document)
            {
                book.Add(document);
            }
            else
            {
                book.Add((PaymentEntry)fact);
            }
        }

        return book;
    }
}
