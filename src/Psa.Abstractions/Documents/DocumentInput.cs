using Psa.Catalog;
using Psa.Sellers;

namespace Psa.Documents;

/// <summary>All that the totals of a quote, order, invoice or credit note are computed from.</summary>
internal sealed record DocumentInput
{
    /// <summary>Gets the currency of all its amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets the lines.</summary>
    public required ValueList<LineAmount> Lines { get; init; }

    /// <summary>
    /// Gets the discounts on the whole document: every percent is of the sum of the lines, then amounts are taken off what is left.
    /// On a document below zero they bring it nearer to zero as well.
    /// </summary>
    public ValueList<Discount> Discounts { get; init; }

    /// <summary>Gets the charges on the whole document. They are not discounted.</summary>
    public ValueList<DocumentCharge> Charges { get; init; }

    /// <summary>Gets whether amounts hold the tax already. Default: no.</summary>
    public PriceMode PriceMode { get; init; }

    /// <summary>Gets where tax is rounded. Default: once a tax group.</summary>
    public TaxRounding TaxRounding { get; init; }

    /// <summary>Gets the step to which the payable amount is rounded, above zero; <see langword="null"/> for the minor unit. Only invoices have one.</summary>
    public Money? PayableStep { get; init; }

    /// <summary>Gets what lines and charges have of discounts and taxes where a running total gave it, as on credit notes; <see langword="null"/> to compute it.</summary>
    public GivenShares? Given { get; init; }

    /// <summary>Gets how discounts and taxes are rounded.</summary>
    public required Rounding Rounding { get; init; }
}
