using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Documents;

/// <summary>
/// What every document has that goes to a customer: parties, terms, texts, lines and totals. As long as it is a draft it shows what is stored now; from then on none of it changes,
/// and what becomes of it afterwards stands in records beside it.
/// </summary>
public abstract record Document
{
    /// <summary>Gets the number, or <see langword="null"/> for a draft.</summary>
    public string? Number { get; init; }

    /// <summary>Gets the customer that is billed: who pays for the customers that the lines name.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the billed customer's number, in whose order documents are numbered.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets the date of the document.</summary>
    public required LocalDate IssueDate { get; init; }

    /// <summary>Gets the seller: of a draft as it is stored now, from issue on as it was then.</summary>
    public required Party Seller { get; init; }

    /// <summary>Gets the buyer: of a draft as it is stored now, from issue on as it was then.</summary>
    public required Party Buyer { get; init; }

    /// <summary>Gets where it is delivered to (BG-15), or <see langword="null"/> for the buyer's address.</summary>
    public Address? ShipTo { get; init; }

    /// <summary>Gets what the buyer wants to find it by (BT-10), or <see langword="null"/>.</summary>
    public string? BuyerReference { get; init; }

    /// <summary>Gets the terms of payment.</summary>
    public required PaymentTerms PaymentTerms { get; init; }

    /// <summary>Gets how it is paid.</summary>
    public PaymentMethod PaymentMethod { get; init; }

    /// <summary>Gets how it is sent.</summary>
    public DeliveryMethod Delivery { get; init; }

    /// <summary>Gets the language, an IETF tag.</summary>
    public string? Language { get; init; }

    /// <summary>Gets the title, in the language of the document.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the customer's purchase-order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Gets who else gets it by e-mail, beside the buyer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<string> Recipients { get; init; }

    /// <summary>Gets what it says before the lines, or <see langword="null"/>.</summary>
    public string? Introduction { get; init; }

    /// <summary>Gets the note that is printed on it.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the seller's footer with its placeholders filled in, or <see langword="null"/> for none; that of a draft has no number yet.</summary>
    public string? Footer { get; init; }

    /// <summary>Gets the lines: a correction in the customer's favour is negative on an invoice and positive on a credit note.</summary>
    public required ValueList<DocumentLine> Lines { get; init; }

    /// <summary>Gets the discounts on the whole document; <see cref="DocumentTotals.Adjustments"/> says what each comes to in its tax groups.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Discount> Discounts { get; init; }

    /// <summary>Gets the charges on the whole document: freight, packing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<DocumentCharge> Charges { get; init; }

    /// <summary>Gets whether its prices follow the catalog as long as it is a draft; what a run drafted never does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PriceBehaviour PriceBehaviour { get; init; }

    /// <summary>Gets the price list that was chosen for it, or <see langword="null"/> for the contract's, else the customer's, else the default one.</summary>
    public Id<PriceList>? PriceList { get; init; }

    /// <summary>Gets whether its prices hold the tax.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PriceMode PriceMode { get; init; }

    /// <summary>Gets where its tax was rounded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TaxRounding TaxRounding { get; init; }

    /// <summary>Gets how its amounts were rounded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Rounding Rounding { get; init; }

    /// <summary>Gets the totals, with tax by EN 16931 groups.</summary>
    public required DocumentTotals Totals { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule, and the only thing of an issued document that can still be set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
