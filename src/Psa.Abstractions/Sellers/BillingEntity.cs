using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>The company in whose name documents are issued: the seller on them.</summary>
public sealed record BillingEntity : IEntity<BillingEntity>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="vatNumber">See <see cref="VatNumber"/>.</param>
    /// <param name="registrationNumber">See <see cref="RegistrationNumber"/>.</param>
    /// <param name="bankAccount">See <see cref="BankAccount"/>.</param>
    /// <param name="bankIdentifier">See <see cref="BankIdentifier"/>.</param>
    /// <param name="email">See <see cref="Email"/>.</param>
    /// <param name="phone">See <see cref="Phone"/>.</param>
    /// <param name="invoiceFooter">See <see cref="InvoiceFooter"/>.</param>
    /// <param name="creditNoteFooter">See <see cref="CreditNoteFooter"/>.</param>
    /// <param name="isActive">See <see cref="IsActive"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BillingEntity(
        string vatNumber = "",
        string registrationNumber = "",
        string bankAccount = "",
        string bankIdentifier = "",
        string email = "",
        string phone = "",
        string invoiceFooter = "",
        string creditNoteFooter = "",
        bool isActive = true)
    {
        VatNumber = vatNumber;
        RegistrationNumber = registrationNumber;
        BankAccount = bankAccount;
        BankIdentifier = bankIdentifier;
        Email = email;
        Phone = phone;
        InvoiceFooter = invoiceFooter;
        CreditNoteFooter = creditNoteFooter;
        IsActive = isActive;
    }

    /// <inheritdoc/>
    public required Id<BillingEntity> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets which day's tax rates apply.</summary>
    public TaxPointRule TaxPoint { get; init; }

    /// <summary>Gets the short code that <c>{entity}</c> writes into numbers: 1–10 letters and digits, unique in the tenant.</summary>
    public required string Code { get; init; }

    /// <summary>Gets the legal name.</summary>
    public required string LegalName { get; init; }

    /// <summary>Gets the VAT number with its country, <c>BE0123456789</c>; empty when there is none.</summary>
    public string VatNumber { get; init; }

    /// <summary>Gets the number in the trade register; empty when there is none.</summary>
    public string RegistrationNumber { get; init; }

    /// <summary>Gets the address.</summary>
    public required Address Address { get; init; }

    /// <summary>Gets the bank account that customers pay to: an IBAN where there is one.</summary>
    public string BankAccount { get; init; }

    /// <summary>Gets the bank's BIC, on documents; empty when nobody needs it.</summary>
    public string BankIdentifier { get; init; }

    /// <summary>Gets the e-mail address that documents come from and show.</summary>
    public string Email { get; init; }

    /// <summary>Gets the telephone number on documents.</summary>
    public string Phone { get; init; }

    /// <summary>Gets where electronic documents come from, or <see langword="null"/>.</summary>
    public ElectronicAddress? ElectronicAddress { get; init; }

    /// <summary>Gets the currency of new customers and contracts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets the payment terms where neither contract nor payer has any. 14 days, unless it is said; JSON always says it.</summary>
    [JsonRequired]
    public PaymentTerms PaymentTerms { get; init; } = PaymentTerms.DueIn(14);

    /// <summary>Gets the tax code of lines that name none, or <see langword="null"/> for the tax table's default.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets where tax is rounded. Default: once a tax group.</summary>
    public TaxRounding TaxRounding { get; init; }

    /// <summary>Gets whether prices hold the tax already. Default: no.</summary>
    public PriceMode PriceMode { get; init; }

    /// <summary>Gets how amounts are rounded. Default: half up.</summary>
    public Rounding Rounding { get; init; }

    /// <summary>Gets the net amount below which an invoice waits for the next run, in <see cref="Currency"/>; <see langword="null"/> for none.</summary>
    public Money? MinimumInvoice { get; init; }

    /// <summary>
    /// Gets the steps in which invoices are paid, at most one a currency and above zero: CHF 0.05, SEK 1.00. What an invoice comes to with tax is rounded to the nearest step, half
    /// away from zero; its tax isn't affected, and credit notes aren't rounded by themselves. Currencies without a step are paid to the minor unit.
    /// </summary>
    public ValueList<Money> PayableSteps { get; init; }

    /// <summary>Gets the footer of invoices, with placeholders such as <c>[INVOICE_NUMBER]</c>.</summary>
    public string InvoiceFooter { get; init; }

    /// <summary>Gets the footer of credit notes, with placeholders.</summary>
    public string CreditNoteFooter { get; init; }

    /// <summary>Gets whether customers without an entity of their own are billed by this one; of one entity a tenant.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets whether it still issues documents. Default: yes.</summary>
    public bool IsActive { get; init; }
}
