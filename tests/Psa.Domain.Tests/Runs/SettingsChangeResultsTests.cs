using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Changing a setting changes a result (R-SETTINGS), each in a world that differs from the plain one in nothing else.</summary>
public sealed class SettingsChangeResultsTests
{
    private static readonly LocalDate March = new(2026, 3, 1);

    private static readonly BillingEntity Named = Seller with
    {
        VatNumber = "",
        RegistrationNumber = "RPR 0123.456.789",
        BankAccount = "BE68539007547034",
        BankIdentifier = "KREDBEBB",
        Email = "billing@acme.example",
        Phone = "+32 9 000 00 00",
        InvoiceFooter = "No. [INVOICE_NUMBER] of [CUSTOMER_NAME], due in [INVOICE_DUE_DAYS] days to [BANK_ACCOUNT_NUMBER]. [TERMS]",
        CreditNoteFooter = "Credited by [INVOICE_NUMBER]",
    };

    [Fact]
    public async Task Terms_are_the_contracts_else_the_payers_else_the_entitys()
    {
        var entity = (BillingEntity e) => e with { PaymentTerms = PaymentTerms.DueIn(30) };
        var information = Complete with { PaymentTerms = PaymentTerms.EndOfMonth(14) };

        Assert.Equal((new LocalDate(2026, 3, 15), "net 14"), await TermsAsync(e => e, Complete, null));
        Assert.Equal((new LocalDate(2026, 3, 31), "net 30"), await TermsAsync(entity, Complete, null)); // r21b
        Assert.Equal((new LocalDate(2026, 4, 14), "eom 14"), await TermsAsync(entity, information, null));
        Assert.Equal((new LocalDate(2026, 4, 30), "day 31 +1m"), await TermsAsync(entity, information, PaymentTerms.DayOfMonth(31, 1)));
    }

    [Fact]
    public async Task A_later_change_of_terms_moves_no_due_date_of_a_draft()
    {
        var (world, customer) = await AWorldWithAsync(e => e, Complete);
        var run = await world.CalculateAsync(March, March);
        await world.UpdateAsync(Seller with { PaymentTerms = PaymentTerms.DueIn(60) });
        await world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, Complete with { PaymentTerms = PaymentTerms.DueIn(90) }, Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);

        Assert.All(await world.InvoicesOfAsync(run), invoice => Assert.Equal(March.PlusDays(14), invoice.DueDate));
    }

    [Fact]
    public async Task Registration_bank_phone_and_footer_stand_on_the_issued_document()
    {
        var (world, _) = await AWorldWithAsync(_ => Named, Complete);
        var invoice = (await world.InvoicesOfAsync(await world.BillAsync(Start)))[0];

        Assert.Equal(
            new Party
            {
                Name = "Acme NV",
                RegistrationNumber = "RPR 0123.456.789",
                Address = Seller.Address,
                Email = "billing@acme.example",
                Phone = "+32 9 000 00 00",
                BankAccount = "BE68539007547034",
                BankIdentifier = "KREDBEBB",
            },
            invoice.Seller);
        Assert.Equal("No. INV-0001 of Buyer BV, due in 14 days to BE68539007547034. [TERMS]", invoice.Footer);
    }

    [Fact]
    public async Task A_credit_note_has_a_footer_of_its_own()
    {
        var (world, customer) = await AWorldWithAsync(_ => Named, Complete);
        await world.BillAsync(Start);
        await world.Contracts.TerminateAsync(world.Actor, AContract(customer).Id, new() { On = Start, Reason = "sold" }, Token);
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(Start)));

        Assert.Equal((InvoiceKind.CreditNote, "Credited by CN-0001"), (credit.Kind, credit.Footer));
    }

    [Fact]
    public async Task A_draft_shows_what_is_stored_now_and_an_issued_document_what_was_when_it_was_issued()
    {
        var (world, customer) = await AWorldWithAsync(_ => Named, Complete);
        var run = await world.CalculateAsync(Start);
        Assert.Equal(("Buyer BV", "Acme NV"), await NamesAsync(world, run.Id));

        await RenameAsync(world, customer, "Buyer NV", "Acme SA");
        Assert.Equal(("Buyer NV", "Acme SA"), await NamesAsync(world, run.Id));
        Assert.StartsWith("No.  of Buyer NV", (await DocumentAsync(world, run.Id)).Footer, StringComparison.Ordinal);

        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        await RenameAsync(world, customer, "Buyer SA", "Acme BV");
        Assert.Equal(("Buyer NV", "Acme SA"), await NamesAsync(world, run.Id));
        Assert.StartsWith("No. INV-0001 of Buyer NV", (await DocumentAsync(world, run.Id)).Footer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_recipients_note_and_language_are_those_at_drafting()
    {
        var information = Complete with { Delivery = DeliveryMethod.Post, InvoiceRecipients = ["boss@buyer.example"], InvoiceNote = "Thank you", Language = "fr" };
        var (world, customer) = await AWorldWithAsync(e => e, information);
        var run = await world.CalculateAsync(Start);
        await world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, Complete, Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        var invoice = await DocumentAsync(world, run.Id);

        Assert.Equal((DeliveryMethod.Post, "Thank you", "fr"), (invoice.Delivery, invoice.Note, invoice.Language));
        Assert.Equal(["boss@buyer.example"], invoice.Recipients);
    }

    [Fact]
    public async Task The_external_id_stands_on_the_document()
    {
        var (world, customer) = await AWorldWithAsync(e => e, Complete);
        await world.UpdateAsync(customer with { ExternalId = "D-77" });

        Assert.Equal("D-77", (await world.InvoicesOfAsync(await world.BillAsync(Start)))[0].Buyer.ExternalId);
    }

    private static async Task<(LocalDate Due, string Terms)> TermsAsync(Func<BillingEntity, BillingEntity> entity, BillingInformation information, PaymentTerms? contract)
    {
        var (world, customer) = await AWorldWithAsync(entity, information);
        await world.UpdateAsync(AContract(customer) with { PaymentTerms = contract });
        var invoice = (await world.InvoicesOfAsync(await world.BillAsync(March, March)))[0];
        return (invoice.DueDate, invoice.PaymentTerms.ToString());
    }

    private static async Task<(AWorld World, Customer Customer)> AWorldWithAsync(Func<BillingEntity, BillingEntity> entity, BillingInformation information)
    {
        var world = await CreateAsync(entity);
        var customer = ACustomer() with { BillingInformation = information };
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract));
        return (world, customer);
    }

    private static async Task RenameAsync(AWorld world, Customer customer, string buyer, string seller)
    {
        await world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, Complete with { LegalName = buyer }, Token);
        await world.UpdateAsync(Named with { LegalName = seller });
    }

    private static async Task<Invoice> DocumentAsync(AWorld world, Id<Psa.Runs.BillingRun> run) => Assert.Single(await world.Runs.InvoicesAsync(world.Actor, run, Token).ToListAsync(Token));

    private static async Task<(string Buyer, string Seller)> NamesAsync(AWorld world, Id<Psa.Runs.BillingRun> run) =>
        await DocumentAsync(world, run) is var document ? (document.Buyer.Name, document.Seller.Name) : default;
}
