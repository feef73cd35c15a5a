using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>
/// The sales items of an invoice by hand: each line that bills something is one, with the notes behind it; notes before the first stand with the first. They are the draft's own:
/// their source is the draft, and they end with it.
/// </summary>
internal static class HandItems
{
    /// <summary>Tells whether an item was written for a draft.</summary>
    internal static bool IsOf(this SalesItem item, Id<Invoice> draft) => item.Source == SalesItemSource.Manual && item.SourceId == draft.Value;

    /// <summary>Gives the first of some lines that isn't priced, or <see langword="null"/>.</summary>
    internal static DocumentLine? Unpriced(ValueList<DocumentLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.PricingError is not null)
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Refuses an item with a line that isn't priced.</summary>
    /// <exception cref="RuleViolationException"><c>document.pricing_error</c>.</exception>
    internal static SalesItem RequirePriced(this SalesItem item) => Unpriced(item.Lines) is not { } line
        ? item
        : throw new RuleViolationException(DocumentErrors.PricingError, $"'{line.Text}' isn't priced ({line.PricingError}): mend the lines of the item first.", item.Id.Value);

    /// <summary>Cuts lines into those of each item.</summary>
    /// <param name="lines">The lines of each written line: one, or of a bundle its heading and components.</param>
    internal static List<ValueList<DocumentLine>> Cut(IEnumerable<ValueList<DocumentLine>> lines)
    {
        var (items, own, bills) = (new List<ValueList<DocumentLine>>(), new List<DocumentLine>(), false);
        foreach (var line in lines)
        {
            if (bills && !line[0].IsNote)
            {
                items.Add(own.ToValueList());
                own.Clear();
            }

            own.AddRange(line);
            bills |= !line[0].IsNote;
        }

        if (own.Count > 0)
        {
            items.Add(own.ToValueList());
        }

        return items;
    }

    /// <summary>Makes an item of a draft.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="id">Its id.</param>
    /// <param name="place">Its place among the draft's own items, from 0.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="date">The draft's date.</param>
    /// <param name="contract">The contract whose terms apply, or <see langword="null"/>.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="payer">Who pays.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="entity">The seller.</param>
    /// <returns>The pending item.</returns>
    internal static SalesItem Make(
        ValueList<DocumentLine> lines,
        Id<SalesItem> id,
        int place,
        Id<Invoice> draft,
        LocalDate date,
        Id<Contract>? contract,
        Customer customer,
        Customer payer,
        Currency currency,
        BillingEntity entity) =>
        new NewSalesItem { Customer = customer.Id, Currency = currency, Contract = contract, BillingDate = date, Lines = [] }
            .Blank(id, customer, payer, entity.Id).WithLines(lines, entity.Rounding).Complete() with
        {
            SourceId = draft.Value,
            Ordinal = place,
        };
}
