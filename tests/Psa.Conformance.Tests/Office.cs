using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Payments;
using Psa.Sellers;
using Psa.Services;

namespace Psa.Conformance.Tests;

/// <summary>A seller with one customer, as a host would set them up over a store: invoices by hand, credit notes and payments of one day.</summary>
internal sealed class Office : IDisposable
{
    private static readonly LocalDate Day = new(2025, 1, 1);
    private static readonly Actor Clerk = Actor.System(new(new Guid("11111111-1111-1111-1111-111111111111")));

    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton<IClock>(new Noon()).AddPsa().UseInMemoryStore().BuildServiceProvider();
    private readonly Id<Customer> _customer;

    public Office(Rounding rounding, IEnumerable<TaxTableEntry> taxes)
    {
        var address = new Address { City = "Graz", Country = "AT" };
        var none = TaxTableEntry.Untaxed("0", "No tax", TaxCategory.ZeroRated);
        Done(Service<CatalogService>().SaveTaxTableAsync(Clerk, new() { Id = default, Tenant = Clerk.Tenant, Entries = [none, .. taxes] }));
        var seller = new BillingEntity { Id = default, Tenant = Clerk.Tenant, Code = "A", LegalName = "Seller", VatNumber = "ATU13585627", Address = address, Currency = Currency, Rounding = rounding, IsDefault = true };
        seller = Done(Service<CatalogService>().SaveBillingEntityAsync(Clerk, seller));
        foreach (var purpose in new[] { NumberPurpose.Invoice, NumberPurpose.CreditNote })
        {
            var series = Done(Service<NumberingService>().CreateSeriesAsync(Clerk, new() { BillingEntity = seller.Id, Purpose = purpose, Pattern = $"{purpose}-{{seq:0}}" }));
            Done(Service<NumberingService>().ConfirmAsync(Clerk, series.Id));
        }

        var billing = new BillingInformation { LegalName = "Customer", Email = "a@example.org", Language = "en", Address = address, Currency = Currency, TaxCode = "0" };
        _customer = Done(Service<CustomerService>().CreateAsync(Clerk, new() { Number = "1", Name = "Customer", BillingInformation = billing })).Id;
    }

    public static Currency Currency => Currency.EUR;

    /// <summary>A fee as a line: as many units of 1.00 as it comes to.</summary>
    public static NewDocumentLine Fee(Money fee, string taxCode, Money? coupon = null) => new()
    {
        Text = "Fee",
        Quantity = fee.Amount,
        UnitPrice = UnitPrice.Of(1m, Currency),
        Discount = coupon is { IsZero: false } off ? Discount.OfAmount(off, "coupon") : null,
        TaxCode = taxCode,
    };

    /// <summary>Taxes of some rates side by side, known by them.</summary>
    public static TaxTableEntry Tax(params IEnumerable<Percent> rates)
    {
        Percent[] all = [.. rates];
        return new()
        {
            Code = string.Join(" and ", all),
            Name = string.Join(" and ", all),
            Components = [.. all.Select(rate => new TaxComponent { Name = all.Length > 1 ? $"{rate}" : null, Category = rate.Equals(default(Percent)) ? TaxCategory.ZeroRated : TaxCategory.Standard, Rates = [new(new(2000, 1, 1), rate)] })],
        };
    }

    /// <summary>Drafts an invoice by hand and issues it.</summary>
    public Invoice Invoice(IEnumerable<NewDocumentLine> lines, params IEnumerable<Discount> discounts)
    {
        var content = new InvoiceContent { IssueDate = Day, Lines = [.. lines], Discounts = [.. discounts] };
        var draft = Done(Service<InvoiceService>().DraftAsync(Clerk, new() { Customer = _customer, Content = content }));
        return Done(Service<InvoiceService>().IssueAsync(Clerk, draft.Id));
    }

    /// <summary>Credits lines of an invoice.</summary>
    public Invoice Credit(Invoice invoice, IEnumerable<CreditLine> lines, CreditSettlement settlement = CreditSettlement.None)
    {
        var draft = Done(Service<CreditNoteService>().DraftAsync(Clerk, new() { Invoice = invoice.Id, Reason = "unused", Lines = [.. lines], Settlement = settlement }));
        return Done(Service<CreditNoteService>().IssueAsync(Clerk, draft.Id));
    }

    public void Pay(Invoice invoice, Money amount) =>
        Done(Service<PaymentService>().RecordAsync(Clerk, new() { Key = "paid", Amount = amount, Date = Day, Parts = [new(invoice.Id, amount)] }));

    /// <summary>How many units of a line are left to be credited.</summary>
    public decimal QuantityLeft(Invoice invoice, int line) => Done(Service<CreditNoteService>().CreditableAsync(Clerk, invoice.Id)).Lines.Single(left => left.Line == line).Quantity;

    /// <summary>What the entries of a kind come to that settle a credit note.</summary>
    public Money SettledBy(Invoice invoice, Invoice note, PaymentKind kind) =>
        Done(Service<PaymentService>().EntriesAsync(Clerk, invoice.Id)).AsEnumerable().Where(entry => entry.CreditNote == note.Id && entry.Kind == kind)
            .Aggregate(Money.Zero(Currency), static (sum, entry) => sum + entry.Amount);

    /// <summary>What is settled of a credit note in any way.</summary>
    public Money Settled(Invoice note) => Done(Service<PaymentService>().BalanceAsync(Clerk, note.Id))!.Settled;

    public void Dispose() => _services.Dispose();

    // a store in memory never waits
    private static T Done<T>(Task<T> call) => call.GetAwaiter().GetResult();

    private T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private sealed class Noon : IClock
    {
        public Instant GetCurrentInstant() => Day.At(LocalTime.Noon).InUtc().ToInstant();
    }
}
