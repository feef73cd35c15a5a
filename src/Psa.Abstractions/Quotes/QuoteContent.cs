using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What somebody writes on a quote, all of it: what is left open says nothing, or what is said beside it.</summary>
public sealed record QuoteContent
{
    /// <summary>Gets the date of the quote, at most 92 days after today.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the day from which it holds, or <see langword="null"/> for its date.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>Gets the last day on which it can be accepted, or <see langword="null"/> for the tenant's usual validity.</summary>
    public LocalDate? LastDay { get; init; }

    /// <summary>Gets the lines.</summary>
    public ValueList<NewQuoteLine> Lines { get; init; }

    /// <summary>Gets the list that its products have their prices from, or <see langword="null"/> for the contract's, else the customer's, else the payer's, else the default one.</summary>
    public Id<PriceList>? PriceList { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the discounts on the whole quote: percents are of all of it, amounts of what is sold once.</summary>
    public ValueList<Discount> Discounts { get; init; }

    /// <summary>Gets the charges on the whole quote, freight for instance: they belong to what is sold once, and are not discounted.</summary>
    public ValueList<NewDocumentCharge> Charges { get; init; }

    /// <summary>Gets the terms of payment, or <see langword="null"/> for the contract's, else the payer's, else the billing entity's.</summary>
    public PaymentTerms? PaymentTerms { get; init; }

    /// <summary>Gets how invoices of it are sent, or <see langword="null"/> for the payer's way.</summary>
    public DeliveryMethod? Delivery { get; init; }

    /// <summary>Gets the customer's purchase-order number.</summary>
    public string? PurchaseOrderNumber { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the buyer wants to find it by (BT-10).</summary>
    public string? BuyerReference { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets where it is delivered to, or <see langword="null"/> for the buyer's address.</summary>
    public Address? ShipTo { get; init; }

    /// <summary>Gets the title, or <see langword="null"/> for that of the language.</summary>
    public string? Title { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what it says before the lines.</summary>
    public string? Introduction { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the note.</summary>
    public string? Note { get; init => field = TextEnds.Trim(value); }
}
