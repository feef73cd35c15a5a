using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Payments;
using Psa.Domain.Tests.Services;
using Psa.Events;
using Psa.Invoices;
using Psa.Services;
using static Psa.Domain.Tests.Payments.Issued;

namespace Psa.Domain.Tests.Invoices;

/// <summary>What was done with issued documents stands beside them.</summary>
public sealed class InvoiceFlagsTests
{
    private static readonly Actor Ann = AnOffice.Ann;
    private static readonly Invoice Issued = Invoice("1", new(2026, 2, 1), 100m);

    [Fact]
    public async Task A_document_is_sent_and_stays_as_it_is()
    {
        var (office, invoices, document) = await OpenAsync();
        Assert.Equal(0, (await invoices.FlagsAsync(Ann, document.Id))!.Version);

        var flags = await invoices.MarkSentAsync(Ann, document.Id, " billing@contoso.example ", DeliveryMethod.Email);

        Assert.Equal(new InvoiceSending(Instant.FromUtc(2026, 3, 15, 12, 0), "billing@contoso.example", DeliveryMethod.Email), flags.Sent);
        Assert.Equal(flags, await invoices.FlagsAsync(Ann, document.Id));
        Assert.Equal(document, await invoices.FindAsync(Ann, document.Id));
        var told = (await office.EventsAsync()).Single(one => one.Kind == EventKinds.InvoiceSent);
        Assert.Equal((document.Id.Value, "{}"), (told.RecordId, told.Data));
    }

    [Fact]
    public async Task An_export_keeps_the_first_day_and_notes_the_last()
    {
        var (office, invoices, document) = await OpenAsync();
        Assert.Equal(1, await invoices.MarkExportedAsync(Ann, [document.Id, document.Id]));
        Assert.Equal(0, await invoices.MarkExportedAsync(Ann, [document.Id]));
        office.Clock.Now += Duration.FromDays(3);
        Assert.Equal(0, await invoices.MarkExportedAsync(Ann, [document.Id]));

        var flags = (await invoices.FlagsAsync(Ann, document.Id))!;

        Assert.Equal((new LocalDate(2026, 3, 15), new LocalDate(2026, 3, 18)), (flags.FirstExported!.Value, flags.LastExported!.Value));
        Assert.Equal(2, (await office.EventsAsync()).Count(one => one.Kind == EventKinds.InvoiceExported));
    }

    [Fact]
    public async Task A_payment_link_is_an_address_of_the_web()
    {
        var (_, invoices, document) = await OpenAsync();
        Assert.Equal("https://pay.example/1", (await invoices.SetPaymentLinkAsync(Ann, document.Id, "https://pay.example/1")).PaymentLink);
        foreach (var link in new[] { "pay.example/1", "ftp://pay.example/1", "javascript:alert(1)", "" })
        {
            Assert.Equal(InvoiceErrors.BadPaymentLink, (await Assert.ThrowsAsync<RuleViolationException>(() => invoices.SetPaymentLinkAsync(Ann, document.Id, link))).Code);
        }

        Assert.Null((await invoices.SetPaymentLinkAsync(Ann, document.Id, null)).PaymentLink);
    }

    [Fact]
    public async Task Drafts_are_neither_sent_nor_exported()
    {
        var (office, invoices, _) = await OpenAsync();
        var draft = Issued with { Id = office.Ids.Next<Invoice>(), Number = null, Status = InvoiceStatus.Draft };
        await office.StoreAsync(draft);

        await RefusedAsync(InvoiceErrors.NotIssued, () => invoices.MarkSentAsync(Ann, draft.Id, "x", DeliveryMethod.Email));
        await RefusedAsync(InvoiceErrors.NotIssued, () => invoices.MarkExportedAsync(Ann, [draft.Id]));
        await RefusedAsync(InvoiceErrors.NotIssued, () => invoices.SetPaymentLinkAsync(Ann, draft.Id, null));
        await RefusedAsync(InvoiceErrors.RecipientMissing, () => invoices.MarkSentAsync(Ann, draft.Id, " ", DeliveryMethod.Email));
        await Assert.ThrowsAsync<ValidationFailedException>(() => invoices.MarkExportedAsync(Ann, Enumerable.Range(0, 1001).Select(_ => draft.Id).ToValueList()));
    }

    [Fact]
    public async Task Clients_see_the_flags_of_their_own_documents()
    {
        var (office, invoices, document) = await OpenAsync();
        var other = await office.ABillableCustomerAsync("2");

        Assert.NotNull(await invoices.FlagsAsync(ClientOf(document.Customer), document.Id));
        Assert.Null(await invoices.FlagsAsync(ClientOf(other.Id), document.Id));
        Assert.Null(await invoices.FlagsAsync(Ann, office.Ids.Next<Invoice>()));
    }

    private static Actor ClientOf(Id<Customer> customer) => Actor.Create(AnOffice.Tenant, UserId.Of("c"), "C", [Role.Client], AccessTable.Default, customer.Value);

    private static async Task RefusedAsync(string code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleViolationException>(call)).Code);

    private static async Task<(AnOffice Office, InvoiceService Invoices, Invoice Document)> OpenAsync()
    {
        var office = await AnOffice.OpenAsync();
        var payer = await office.ABillableCustomerAsync();
        await office.StoreAsync(Issued with { Customer = payer.Id });
        var invoices = new InvoiceService(office.Store, office.Clock, office.Ids, new TaxTableCalculator());
        return (office, invoices, (await invoices.FindAsync(Ann, Issued.Id))!);
    }
}
