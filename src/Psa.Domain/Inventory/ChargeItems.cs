using System.Globalization;
using NodaTime;
using Psa.Documents;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Inventory;

/// <summary>
/// The sales items of a stock charge (R-CHARGE), by the one law of all sources: expected − billed, where its line is expected up to what is delivered of it (R-PART). As long as the last one waits and nobody
/// decided on it, a change replaces its lines; else it is an item of its own.
/// </summary>
internal static class ChargeItems
{
    /// <summary>Settles a charge.</summary>
    /// <returns>The last item as it is now, withdrawn perhaps, and the one that is new: those that there are.</returns>
    internal static List<SalesItem> Next(StockChargeFacts facts)
    {
        var open = WorkItems.OpenOf(facts.Items);
        var before = WorkItems.Without(facts.Items, open);
        var (line, from) = (facts.Charge.Line, HeldOf(before));
        var upTo = UpTo(facts.Charge, facts.Delivered, before);
        var next = Settlement.Next(before, LineParts.UpTo(line, upTo, facts.Rounding));
        if (upTo == from && next is null)
        {
            return open is null ? [] : [open.Withdraw(WorkItems.Withdrawn)];
        }

        var (computed, net) = next ?? (Money.Zero(line.UnitPrice.Currency), Money.Zero(line.UnitPrice.Currency));

        // what bills nothing waits for nothing
        var isSettled = net.IsZero;
        var item = Item(facts, before, isSettled ? null : open, from, upTo, computed, net);
        return isSettled && open is not null ? [open.Withdraw(WorkItems.Withdrawn), item] : item == open ? [] : [item];
    }

    /// <summary>Gives how much of a charge stands on items that count.</summary>
    internal static decimal HeldOf(IEnumerable<SalesItem> items)
    {
        var held = 0m;
        foreach (var item in items)
        {
            held += item.Released ? 0m : item.SourceQuantity ?? 0m;
        }

        return held;
    }

    /// <summary>Gives how much of a charge is billed: what is delivered, but what came back for its money only where a credit note gives that back. What was released isn't billed by a note.</summary>
    internal static decimal UpTo(StockCharge charge, decimal delivered, IEnumerable<SalesItem> items)
    {
        var upTo = delivered - charge.Returned;
        foreach (var item in items)
        {
            upTo += item.Released ? 0m : item.Returned;
        }

        return charge.IsFree ? 0m : upTo;
    }

    private static SalesItem Item(StockChargeFacts facts, List<SalesItem> before, SalesItem? open, decimal from, decimal upTo, Money computed, Money net)
    {
        var billed = BilledPeriod.Of(before, computed.Currency);
        var isMore = upTo > from || (upTo == from && net.Sign > 0);
        var lines = Lines(facts, from, upTo, computed, Settlement.IsChargedAgain(before));
        if (net != computed)
        {
            lines.Add(Lot(facts.Charge.Line, net - computed, new(LineRemarkKind.Decision, Reason: billed.Reasons)));
        }

        // whom it was billed to last has all that comes after (R-MOVE), and what gives back goes to who was invoiced too
        var customer = billed.Customer ?? open?.Customer ?? facts.Charge.Customer;
        var payer = isMore ? null : billed.Payer;
        var made = open ?? New(facts, net, computed);
        return made with
        {
            // what more was delivered is invoiced with it, on its own day at the earliest
            BillingDate = upTo - from > made.SourceQuantity ? LocalDate.Max(made.BillingDate, facts.Day) : made.BillingDate,
            Customer = customer,
            Contract = customer == open?.Customer ? open.Contract : customer == facts.Charge.Customer ? facts.Contract : null,
            Payer = payer,
            KeepsPayer = payer is not null,
            Corrects = isMore ? [] : billed.InvoicesOf(made.BillingEntity),
            SourceQuantity = upTo - from,
            Lines = lines.ToValueList(),
            TotalBeforeDiscount = Total(lines, facts.Rounding, computed.Currency),
            Computed = computed,
            Net = net,
            BilledBefore = billed.IsBilled && !isMore ? billed.Computed : null,
        };
    }

    private static SalesItem New(StockChargeFacts facts, Money net, Money computed)
    {
        var (charge, ordinal) = (facts.Charge, facts.Items.Count);
        return new()
        {
            Id = DerivedId.Create<SalesItem>(charge.AskedOn, charge.Tenant, "stock charge", charge.Id.ToString(), ordinal.ToString(CultureInfo.InvariantCulture)),
            Tenant = charge.Tenant,
            Customer = charge.Customer,
            BillingEntity = charge.BillingEntity,
            Currency = computed.Currency,
            Source = SalesItemSource.StockCharge,
            SourceId = charge.Id.Value,
            PeriodStart = charge.AskedOn,
            Ordinal = ordinal,
            BillingDate = facts.Day,
            Status = net.IsZero ? SalesItemStatus.Settled : SalesItemStatus.Draft,
            Lines = [],
            TotalBeforeDiscount = net,
            Computed = computed,
            Net = net,
        };
    }

    // what a running total left of earlier items, after one of them was released, goes with the line
    private static List<DocumentLine> Lines(StockChargeFacts facts, decimal from, decimal upTo, Money computed, bool isChargedAgain)
    {
        var line = OrderParts.AsBilled(facts.Charge.Line);
        if (upTo == from)
        {
            return computed.IsZero ? [] : [Lot(line, computed, new(LineRemarkKind.Correction))];
        }

        List<DocumentLine> lines = upTo > from
            ? [LineParts.Cut(line, from, upTo - from, facts.Rounding)]
            : OrderParts.Negated([LineParts.Cut(line, upTo, from - upTo, facts.Rounding)], facts.Rounding);
        var rest = computed - lines[0].Amount;
        if (isChargedAgain && !rest.IsZero)
        {
            lines.Add(Lot(line, rest, new(LineRemarkKind.Correction)));
            return lines;
        }

        lines[0] = lines[0] with { Amount = computed, Carry = lines[0].Carry + rest.MinorUnits };
        return lines;
    }

    private static DocumentLine Lot(DocumentLine line, Money amount, LineRemark remark) => new()
    {
        Text = line.Text,
        Product = line.Product,
        TaxCode = line.TaxCode,
        IsTaxOverride = line.IsTaxOverride,
        Quantity = amount.Sign < 0 ? -1m : 1m,
        UnitPrice = UnitPrice.Of(amount.Abs().Amount, amount.Currency),
        Amount = amount,
        Remark = remark,
    };

    private static Money Total(List<DocumentLine> lines, Rounding rounding, Currency currency)
    {
        var total = Money.Zero(currency);
        foreach (var line in lines)
        {
            total += line.UnitPrice.Extend(line.Quantity, rounding);
        }

        return total;
    }
}
