using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;
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
    public async Task R21b_terms_are_the_contracts_else_the_payers_else_the_entitys()
    {
        var entity = (BillingEntity e) => e with { PaymentTerms = PaymentTerms.DueIn(30) };
        var information = Complete with { PaymentTerms = PaymentTerms.EndOfMonth(14) };

        Assert.Equal((new LocalDate(2026, 3, 15), "net 14"), await TermsAsync(e => e, Complete, null));
        Assert.Equal((new LocalDate(2026, 3, 31), "net 30"), await TermsAsync(entity, Complete, null));
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
    public async Task R21d_registration_bank_phone_and_footer_stand_on_the_issued_document()
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

    [Fact]
    public async Task Details_list_the_readings_that_a_line_bills_and_change_no_money()
    {
        var (plain, detailed) = (await UsedAsync(showDetails: false), await UsedAsync(showDetails: true));

        Assert.Empty(plain.Lines[0].Details);
        Assert.Equal(
            [("Server A", 3m, "C62", new(2025, 1, 5)), ("svc", 4m, "C62", new LocalDate(2025, 1, 6))],
            detailed.Lines[0].Details.Select(detail => (detail.Text!, detail.Quantity, detail.Unit, detail.Date!.Value)));
        Assert.Equal(plain.Totals, detailed.Totals);
    }

    [Fact]
    public void More_readings_than_can_be_listed_are_listed_by_day()
    {
        UsageRecord Reading(int n) => new()
        {
            Id = DerivedId.Create<UsageRecord>(Tenant, $"{n}"),
            Tenant = Tenant,
            SourceCode = "vendor",
            SourceId = $"{n}",
            Start = Start.PlusDays(n / 300).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
            Customer = ACustomer().Id,
            ServiceCode = "svc",
            Date = Start.PlusDays(n / 300),
            Quantity = 1m,
            Unit = "C62",
        };

        var details = UsageDetails.Of([.. Enumerable.Range(0, 900).Select(Reading)], [DatePeriod.Create(Start, Start.PlusDays(2))]);

        Assert.Equal([300m, 300m], details.Select(detail => detail.Quantity));
    }

    [Fact]
    public async Task Subtotals_are_by_contract_and_add_up_to_the_line_total()
    {
        var (world, customer) = await AWorldWithAsync(e => e, Complete with { ShowSubtotals = true });
        var second = AContract(customer, name: "2");
        await world.AddAsync(second, APart(second, 30m, name: "a"), APart(second, 7m, name: "b"));
        var invoice = (await world.InvoicesOfAsync(await world.BillAsync(Start)))[0];

        Assert.Equal([("Subtotal C1-1 1", Eur(100m), 1), ("Subtotal C1-2 2", Eur(37m), 2)], invoice.Subtotals.Select(sum => (sum.Text, sum.Net, sum.Lines)).Order());
        Assert.Equal(invoice.Totals.LineTotal, Eur(invoice.Subtotals.Sum(sum => sum.Net.Amount)));
        Assert.Empty((await world.InvoicesOfAsync(await PlainAsync())).Single().Subtotals);

        async Task<Psa.Runs.BillingRun> PlainAsync()
        {
            await world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, Complete, Token);
            return await world.BillAsync(new(2025, 2, 1));
        }
    }

    [Fact]
    public async Task Subtotals_are_by_customer_on_a_consolidated_invoice()
    {
        var (world, payer) = await AWorldWithAsync(e => e with { PriceMode = PriceMode.TaxInclusive }, Complete with { ShowSubtotals = true });
        var child = ACustomer("C2") with { Parent = payer.Id, ConsolidateBilling = true, Payer = payer.Id };
        var (one, two) = (AContract(child), AContract(child, name: "2"));
        await world.AddAsync(child, one, two, APart(one, 60m), APart(two, 50m));
        var invoice = (await world.InvoicesOfAsync(await world.BillAsync(Start)))[0];

        Assert.Equal([("Subtotal Customer C1", 1), ("Subtotal Customer C2", 2)], invoice.Subtotals.Select(sum => (sum.Text, sum.Lines)).Order());
        Assert.Equal(invoice.Totals.LineTotal, Eur(invoice.Subtotals.Sum(sum => sum.Net.Amount)));
    }

    private static async Task<Invoice> UsedAsync(bool showDetails)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), BillingTiming.InArrears);
        await world.AddAsync(ACustomer(), contract, AMeter(contract) with { ShowDetails = showDetails });
        await world.UseAsync(ACustomer(), "1", new(2025, 1, 5), 3m, text: "Server A");
        await world.UseAsync(ACustomer(), "2", new(2025, 1, 6), 4m);
        await world.UseAsync(ACustomer(), "3", new(2025, 2, 6), 9m);
        return Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 1, 31))));
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
