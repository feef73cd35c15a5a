using NodaTime;
using Psa.Catalog;
using Psa.Documents;

namespace Psa.Invoices;

/// <summary>What somebody writes on an invoice by hand, all of it: what is left open says nothing, or what is said beside it.</summary>
public sealed record InvoiceContent
{
    /// <summary>Gets the date of the invoice, at most 92 days after today.</summary>
    public required LocalDate IssueDate { get; init; }

    /// <summary>Gets the lines that are written for this invoice; each that isn't a note becomes a sales item, with the notes behind it.</summary>
    public ValueList<NewDocumentLine> Lines { get; init; }

    /// <summary>Gets the list that its products have their prices from, or <see langword="null"/> for the contract's, else the customer's, else the payer's, else the default one.</summary>
    public Id<PriceList>? PriceList { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the discounts on the whole invoice: percents and amounts.</summary>
    public ValueList<Discount> Discounts { get; init; }

    /// <summary>Gets the charges on the whole invoice. They are not discounted.</summary>
    public ValueList<NewDocumentCharge> Charges { get; init; }

    /// <summary>Gets the customer's purchase-order number, or <see langword="null"/> for the contract's.</summary>
    public string? PurchaseOrderNumber { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the buyer wants to find it by (BT-10).</summary>
    public string? BuyerReference { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets where it is delivered to, or <see langword="null"/> for the buyer's address.</summary>
    public Address? ShipTo { get; init; }

    /// <summary>Gets the title, or <see langword="null"/> for that of the language.</summary>
    public string? Title { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what it says before the lines.</summary>
    public string? Introduction { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the note, or <see langword="null"/> for that of the payer's billing information.</summary>
    public string? Note { get; init => field = TextEnds.Trim(value); }
}
