namespace Psa.Samples.BillingRun.Worlds;

/// <summary>The master data that all worlds share: who bills, with which taxes and numbers.</summary>
public static class Seller
{
    /// <summary>The tax code of customers at home, 19 %: the table's default.</summary>
    public const string Domestic = "VAT19";

    /// <summary>The tax code of reduced goods, 7 %.</summary>
    public const string Reduced = "VAT7";

    /// <summary>The tax code of businesses in other EU countries, who owe the tax themselves.</summary>
    public const string ReverseCharge = "RC";

    /// <summary>The tax code of customers outside the EU.</summary>
    public const string Export = "EXPORT";

    private static readonly LocalDate Always = new(2000, 1, 1);

    public static BillingEntity Entity(WorldIds ids, string name, Currency currency) => new()
    {
        Id = ids.Of<BillingEntity>(0),
        Tenant = WorldIds.Tenant,
        Code = "NL",
        LegalName = name,
        VatNumber = "DE136695976",
        RegistrationNumber = "HRB 104711",
        Address = new() { Street = "Speicherstraße", Number = "12", Postcode = "20457", City = "Hamburg", Country = "DE" },
        BankAccount = "DE89370400440532013000",
        BankIdentifier = "COBADEFFXXX",
        Email = "billing@nordlicht.example",
        Phone = "+49 40 555 01 00",
        Currency = currency,
        PaymentTerms = PaymentTerms.DueIn(14),
        InvoiceFooter = "Please pay [INVOICE_NUMBER] within [INVOICE_DUE_DAYS] days to [BANK_ACCOUNT_NUMBER].",
        IsDefault = true,
    };

    public static TaxTable Taxes(WorldIds ids) => new()
    {
        Id = ids.Of<TaxTable>(0),
        Tenant = WorldIds.Tenant,
        DefaultCode = Domestic,
        Entries =
        [
            TaxTableEntry.Taxed(Domestic, "VAT 19 %", new TaxRate(Always, Percent.Of(19m))),
            TaxTableEntry.Taxed(Reduced, "VAT 7 %", new TaxRate(Always, Percent.Of(7m))),
            TaxTableEntry.Untaxed(ReverseCharge, "Reverse charge", TaxCategory.ReverseCharge),
            TaxTableEntry.Untaxed(Export, "Export", TaxCategory.Export),
        ],
    };

    /// <summary>Makes the number series of invoices and credit notes; the first issue demands that somebody confirms them.</summary>
    public static IReadOnlyList<NumberSeries> Series(WorldIds ids) =>
    [
        Series(ids, 0, NumberPurpose.Invoice, "INV-{yyyy}-{seq:00000}"),
        Series(ids, 1, NumberPurpose.CreditNote, "CRN-{yyyy}-{seq:00000}"),
    ];

    private static NumberSeries Series(WorldIds ids, int place, NumberPurpose purpose, string pattern) => new()
    {
        Id = ids.Of<NumberSeries>(place),
        Tenant = WorldIds.Tenant,
        BillingEntity = ids.Of<BillingEntity>(0),
        Purpose = purpose,
        Pattern = pattern,
    };
}
