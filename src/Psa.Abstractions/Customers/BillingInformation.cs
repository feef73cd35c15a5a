using System.Text.Json.Serialization;
using Psa.Sellers;

namespace Psa.Customers;

/// <summary>
/// What is needed to bill a customer. It may be saved in part; it is complete with legal name, e-mail, language, country, city, currency
/// and a tax code or exemption, which <c>Validate</c> checks, naming every missing field at once.
/// </summary>
public sealed record BillingInformation
{
    /// <summary>Gets the right legal name of the business.</summary>
    public string? LegalName { get; init; }

    /// <summary>Gets the VAT or sales-tax number.</summary>
    public string? VatNumber { get; init; }

    /// <summary>Gets the billing address.</summary>
    public Address? Address { get; init; }

    /// <summary>Gets the e-mail address for billing matters.</summary>
    public string? Email { get; init; }

    /// <summary>Gets who else gets the invoices by e-mail.</summary>
    public ValueList<string> InvoiceRecipients { get; init; }

    /// <summary>Gets the language of invoices, an IETF tag such as <c>de</c> or <c>en-GB</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Gets the currency of invoices.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Gets the code in the tax table that applies unless product or part say otherwise.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets why no tax applies, or <see langword="null"/> when it does.</summary>
    public TaxExemption? TaxExemption { get; init; }

    /// <summary>Gets when invoices are due, or <see langword="null"/> for what the billing entity says.</summary>
    public PaymentTerms? PaymentTerms { get; init; }

    /// <summary>Gets how invoices are sent.</summary>
    public DeliveryMethod Delivery { get; init; }

    /// <summary>Gets how invoices are paid.</summary>
    public PaymentMethod PaymentMethod { get; init; }

    /// <summary>Gets whether credit that the customer has is applied to invoices by hand only; else each invoice takes what there is when it is issued.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CreditByHand { get; init; }

    /// <summary>Gets to a multiple of how many minutes approved time is rounded up: 0 to 1440, where 0 and 1 round nothing; <see langword="null"/> for 10. A ticket or project with approved time keeps the step it began with.</summary>
    public int? TimeStep { get; init; }

    /// <summary>Gets whether the minutes of a ticket or project are rounded up as a total, or each entry by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeRoundUp TimeRoundUp { get; init; }

    /// <summary>Gets the bank account for direct debit.</summary>
    public string? BankAccount { get; init; }

    /// <summary>Gets whether invoices show subtotals: by contract, and by customer on one for several customers.</summary>
    public bool ShowSubtotals { get; init; }

    /// <summary>Gets which lines invoices show as one, unless a contract says otherwise.</summary>
    public LineGrouping LineGrouping { get; init; }

    /// <summary>Gets a note that is printed on every invoice.</summary>
    public string? InvoiceNote { get; init; }

    /// <summary>Gets the billing entity that new contracts start with, or <see langword="null"/> for the tenant's default.</summary>
    public Id<BillingEntity>? DefaultBillingEntity { get; init; }

    /// <summary>Gets the electronic address for e-invoices.</summary>
    public ElectronicAddress? ElectronicAddress { get; init; }
}
