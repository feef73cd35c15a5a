using System.Globalization;
using NodaTime;
using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Orders;

/// <summary>
/// The sales items of an order, by the one law of all sources: expected − billed, where a line is expected to come to its part up to what is invoiced of it (R-PART), and what users decided stands (R-DECIDED).
/// </summary>
internal static class OrderItems
{
    /// <summary>Makes the next items of an order.</summary>
    /// <param name="order">The order, its lines as documents bill them.</param>
    /// <param name="items">All items it ever had.</param>
    /// <param name="upTo">How much of each line is to be invoiced in all, by places.</param>
    /// <param name="date">The day from which they may be invoiced.</param>
    /// <param name="settlesFreight">Whether its charges are looked at too.</param>
    /// <returns>The items, drafts or settled: those of lines in their order, then that of the charges.</returns>
    internal static List<SalesItem> Next(Order order, IReadOnlyList<SalesItem> items, decimal[] upTo, LocalDate date, bool settlesFreight)
    {
        var made = new List<SalesItem>();
        foreach (var line in OrderedLine.Of(order))
        {
            if (OfLine(order, line, Of(items, line.Place), upTo[line.Place], date) is { } item)
            {
                made.Add(item);
            }
        }

        if (settlesFreight && OfFreight(order, Of(items, line: null), upTo, date) is { } freight)
        {
            made.Add(freight);
        }

        return made;
    }

    /// <summary>Gives how many units of a line count as invoiced: those of all items that aren't released.</summary>
    internal static decimal InvoicedOf(IEnumerable<SalesItem> items, int place)
    {
        var invoiced = 0m;
        foreach (var item in items)
        {
            invoiced += !item.Released && item.SourceLine == place ? item.SourceQuantity ?? 0m : 0m;
        }

        return invoiced;
    }

    /// <summary>Gives how many units of a line credit notes give back since they came back, of items that aren't released.</summary>
    internal static decimal NotedOf(IEnumerable<SalesItem> items, int place)
    {
        var noted = 0m;
        foreach (var item in items)
        {
            noted += !item.Released && item.SourceLine == place ? item.Returned : 0m;
        }

        return noted;
    }

    private static List<SalesItem> Of(IEnumerable<SalesItem> items, int? line)
    {
        var own = new List<SalesItem>();
        foreach (var item in items)
        {
            if (item.Source == SalesItemSource.Order && item.SourceLine == line)
            {
                own.Add(item);
            }
        }

        own.Sort(static (left, right) => left.Ordinal.CompareTo(right.Ordinal));
        return own;
    }

    private static SalesItem? OfLine(Order order, OrderedLine line, List<SalesItem> own, decimal upTo, LocalDate date)
    {
        var from = InvoicedOf(own, line.Place);
        var expected = Sum(order, OrderParts.Of(order, line, 0m, upTo));
        var next = Settlement.Next(own, expected);

        // a decision on earlier items counts at once, and what is charged again; a rest of a cent waits for the next part, or for the line to be final
        var isFinal = upTo == order.Lines[line.Place].Quantity - order.Quantities[line.Place].Canceled - order.Quantities[line.Place].Unbilled || Settlement.IsChargedAgain(own);
        if (upTo == from && (next is null || !(isFinal || next.Value.Computed.IsZero)))
        {
            return null;
        }

        var (computed, net) = next ?? (Money.Zero(order.Currency), Money.Zero(order.Currency));
        var billed = BilledPeriod.Of(own, order.Currency);
        var isMore = Math.Abs(upTo) > Math.Abs(from);
        var lines = isMore ? OrderParts.Of(order, line, from, upTo - from) : OrderParts.Negated(OrderParts.Of(order, line, upTo, from - upTo), order.Rounding);
        return Item(order, line.Place, lines, computed, net, upTo - from, billed, date, isMore);
    }

    private static SalesItem? OfFreight(Order order, List<SalesItem> own, decimal[] upTo, LocalDate date)
    {
        var after = OrderFreight.UpTo(order, upTo);
        var expected = Sum(order, after);
        if (Settlement.Next(own, expected) is not { } next)
        {
            return null;
        }

        var billed = BilledPeriod.Of(own, order.Currency);
        var isMore = !billed.IsBilled || next.Computed.Sign * expected.Sign > 0;
        return Item(order, place: null, OrderFreight.Between(order, billed.Computed, after), next.Computed, next.Net, quantity: null, billed, date, isMore);
    }

    private static SalesItem Item(
        Order order, int? place, List<DocumentLine> lines, Money computed, Money net, decimal? quantity, BilledPeriod billed, LocalDate date, bool isMore)
    {
        lines = Evened(order, place, lines, computed, billed);
        if (net != computed)
        {
            lines.Add(Lot(order, place, net - computed, new(LineRemarkKind.Decision, Reason: billed.Reasons)));
        }

        // what gives back goes to whom it was billed, with the tax that it had there
        lines = isMore ? lines : Kept(order, place, lines, net, billed);
        var customer = isMore ? order.ServedCustomer : billed.Customer ?? order.ServedCustomer;
        var ordinal = billed.Items.Count;
        return new()
        {
            Id = DerivedId.Create<SalesItem>(order.SubmittedOn!.Value, order.Tenant, "order", order.Id.ToString(), place?.ToString(CultureInfo.InvariantCulture) ?? "freight", ordinal.ToString(CultureInfo.InvariantCulture)),
            Tenant = order.Tenant,
            Customer = customer,
            BillingEntity = order.BillingEntity,
            Currency = order.Currency,
            Source = SalesItemSource.Order,
            SourceId = order.Id.Value,
            SourceLine = place,
            SourceQuantity = quantity,
            Terms = new(order.PaymentTerms, order.Delivery, order.PurchaseOrderNumber, order.ShipTo),
            Contract = customer == order.ServedCustomer ? order.Contract : null,
            PeriodStart = order.SubmittedOn,
            Ordinal = ordinal,
            BillingDate = date,
            Status = net.IsZero && !computed.IsZero ? SalesItemStatus.Settled : SalesItemStatus.Draft,
            Lines = lines.ToValueList(),
            TotalBeforeDiscount = Total(order, lines),
            Computed = computed,
            Net = net,
            BilledBefore = billed.IsBilled && !isMore ? billed.Computed : null,
            Payer = isMore ? null : billed.Payer,
            KeepsPayer = !isMore && billed.Payer is not null,
            Corrects = isMore ? [] : billed.InvoicesOf(order.BillingEntity),
        };
    }

    // what a running total left of earlier items, after one of them was released, goes with the last line that bills
    private static List<DocumentLine> Evened(Order order, int? place, List<DocumentLine> lines, Money computed, BilledPeriod billed)
    {
        var rest = computed - Sum(order, lines);
        var last = lines.FindLastIndex(static line => line.Bills && line.Quantity != 0m);
        if (rest.IsZero)
        {
            return lines;
        }

        if (last < 0 || Settlement.IsChargedAgain(billed.Counting))
        {
            lines.Add(Lot(order, place, rest, new(LineRemarkKind.Correction, Reason: billed.Reasons)));
            return lines;
        }

        lines[last] = lines[last] with { Amount = lines[last].Amount + rest, Carry = lines[last].Carry + rest.MinorUnits };
        return lines;
    }

    private static List<DocumentLine> Kept(Order order, int? place, List<DocumentLine> lines, Money net, BilledPeriod billed)
    {
        var parts = BilledTaxes.Of(billed.Counting).Split(net, order.BillingEntity);
        if (parts.Count == 0 || parts is [{ Tax: null }])
        {
            return lines;
        }

        return parts is [{ Tax: { } tax }]
            ? lines.ConvertAll(line => line.Bills ? line with { Tax = tax } : line)
            : parts.ConvertAll(part => Lot(order, place, part.Net, new(LineRemarkKind.Correction)) with { Tax = part.Tax });
    }

    private static DocumentLine Lot(Order order, int? place, Money amount, LineRemark remark)
    {
        var line = place is { } at ? OrderParts.AsBilled(order.Lines[at]) : null;
        return new()
        {
            Text = line?.Text ?? (order.Charges.IsEmpty ? string.Empty : order.Charges[0].Reason),
            Product = line?.Product,
            TaxCode = line?.TaxCode,
            IsTaxOverride = line?.IsTaxOverride ?? false,
            Tax = line?.Tax,
            Quantity = amount.Sign < 0 ? -1m : 1m,
            UnitPrice = UnitPrice.Of(amount.Abs().Amount, amount.Currency),
            Amount = amount,
            Remark = remark,
        };
    }

    private static Money Sum(Order order, List<DocumentLine> lines)
    {
        var sum = Money.Zero(order.Currency);
        foreach (var line in lines)
        {
            sum += line.Amount;
        }

        return sum;
    }

    // a bundle is shown at its own price, and billed by its components
    private static Money Total(Order order, List<DocumentLine> lines)
    {
        var total = Money.Zero(order.Currency);
        foreach (var line in lines)
        {
            total += line.IsNote || line.Bundle == BundleRole.Component ? Money.Zero(order.Currency) : line.UnitPrice.Extend(line.Quantity, order.Rounding);
        }

        return total;
    }
}
