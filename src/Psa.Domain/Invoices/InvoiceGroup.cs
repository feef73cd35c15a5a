using NodaTime;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Items that share one invoice: same currency, payment, delivery, language, tax treatment, purchase order, and separate contract if it is one.</summary>
internal sealed record InvoiceGroup
{
    /// <summary>Gets what the items have in common, as sortable text.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets the terms of payment.</summary>
    public required PaymentTerms PaymentTerms { get; init; }

    /// <summary>Gets how it is paid.</summary>
    public required PaymentMethod PaymentMethod { get; init; }

    /// <summary>Gets how it is sent.</summary>
    public required DeliveryMethod Delivery { get; init; }

    /// <summary>Gets the customer's purchase-order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Gets whether its prices hold the tax: the seller's mode, and on corrections that of what they correct.</summary>
    public required PriceMode PriceMode { get; init; }

    /// <summary>Gets the items, in the order of their lines.</summary>
    public required IReadOnlyList<SalesItem> Items { get; init; }

    /// <summary>Gets the day whose tax rates apply to an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="rule">The entity's rule.</param>
    /// <param name="invoiceDate">The invoice date.</param>
    /// <returns>The last day of its period, or the invoice date.</returns>
    internal static LocalDate TaxPointOf(SalesItem item, TaxPointRule rule, LocalDate invoiceDate) =>
        rule == TaxPointRule.PeriodEnd && item.Period is { } period ? period.LastDay : invoiceDate;
}
