using NodaTime;
using Psa.Documents;
using Psa.Work;

namespace Psa.SalesItems;

/// <summary>
/// The sales items of a ticket or project (R-TICKET-ITEM), by the one law of all sources: expected − billed. As long as the last one waits and nobody decided on it, a change replaces its lines;
/// else it is an item of its own.
/// </summary>
internal static class WorkItems
{
    /// <summary>Why an item goes of which nothing is left.</summary>
    internal const string Withdrawn = "Nothing of it is left.";

    private const int MinutesOfAnHour = 60;

    /// <summary>Settles a ticket or project.</summary>
    /// <returns>Those that bill the minutes of other entries now, the last item as it is now, withdrawn perhaps, and the one that is new: those that there are.</returns>
    internal static List<SalesItem> Next(WorkFacts facts)
    {
        var open = OpenOf(facts.Items);
        var before = Without(facts.Items, open);
        var expected = WorkTotals.Of(facts.Entries, facts.Rounding);
        var left = WorkLeft.Of(expected, before, facts.Entries);
        if (Settlement.Next(before, Sum(expected, facts.Source.Billing.Currency)) is not { } next)
        {
            return open is null ? left.PassAll() : [.. left.PassAll(), open.Withdraw(Withdrawn)];
        }

        // what bills nothing, and says so, waits for nothing
        var isSettled = next.Net.IsZero && !next.Computed.IsZero;
        var passed = left.PassEven();
        var item = Item(facts, before, isSettled ? null : open, left.Shares, next);
        return isSettled && open is not null ? [.. passed, open.Withdraw(Withdrawn), item] : item == open ? passed : [.. passed, item];
    }

    /// <summary>Gives the item whose lines a change replaces: the last one that counts, as long as it waits and nobody decided on it.</summary>
    internal static SalesItem? OpenOf(IReadOnlyList<SalesItem> items)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (!items[i].Released)
            {
                return items[i].Override is null && items[i].IsEditable() ? items[i] : null;
            }
        }

        return null;
    }

    /// <summary>Tells whether an entry's minutes stand on an invoiced item: those that are priced, whatever was billed of it when it was approved before.</summary>
    internal static bool IsBilled(TimeEntry entry, IReadOnlyList<SalesItem> items) =>
        entry.Approval is { Cover: TimeCover.Priced, Counted: > 0 } && HeldTime.Of(items, isInvoiced: true).ContainsKey(entry.Id);

    /// <summary>Tells whether any item still counts.</summary>
    internal static bool AnyCounts(IEnumerable<SalesItem> items)
    {
        foreach (var item in items)
        {
            if (!item.Released)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the items but one.</summary>
    internal static List<SalesItem> Without(IReadOnlyList<SalesItem> items, SalesItem? open)
    {
        var rest = new List<SalesItem>(items.Count);
        foreach (var item in items)
        {
            if (item.Id != open?.Id)
            {
                rest.Add(item);
            }
        }

        return rest;
    }

    private static Money Sum(List<WorkShare> shares, Currency currency)
    {
        var sum = Money.Zero(currency);
        foreach (var share in shares)
        {
            sum += share.Amount;
        }

        return sum;
    }

    private static SalesItem Item(WorkFacts facts, List<SalesItem> before, SalesItem? open, List<WorkShare> shares, (Money Computed, Money Net) next)
    {
        var (source, billed) = (facts.Source, BilledPeriod.Of(before, facts.Source.Billing.Currency));
        var lines = Lines(facts, shares);
        if (next.Net != next.Computed)
        {
            lines.Add(Lot(lines, next.Net - next.Computed, new(LineRemarkKind.Decision, Reason: billed.Reasons)));
        }

        // whom the ticket was billed to last has all that comes after (R-MOVE), and what gives back goes to who was invoiced too
        var isMore = next.Computed.Sign > 0 || (next.Computed.IsZero && next.Net.Sign > 0);
        var customer = billed.Customer ?? open?.Customer ?? source.Customer;
        var payer = isMore ? null : billed.Payer;
        var made = open ?? New(source, facts.Items.Count, next);
        return made with
        {
            Customer = customer,
            Contract = customer == open?.Customer ? open.Contract : customer == source.Customer ? source.Contract : null,
            Payer = payer,
            KeepsPayer = payer is not null,
            Corrects = isMore ? [] : billed.InvoicesOf(made.BillingEntity),
            BillingDate = DateOf(facts.Entries, shares) ?? before[^1].BillingDate,
            Lines = lines.ToValueList(),
            Work = shares.ToValueList(),
            TotalBeforeDiscount = Total(lines, source.Billing.Currency, facts.Rounding),
            Computed = next.Computed,
            Net = next.Net,
            BilledBefore = billed.IsBilled && !isMore ? billed.Computed : null,
        };
    }

    private static SalesItem New(WorkSource source, int ordinal, (Money Computed, Money Net) next) => new()
    {
        Id = source.IdOf(ordinal),
        Tenant = source.Tenant,
        Customer = source.Customer,
        BillingEntity = source.Billing.BillingEntity,
        Currency = source.Billing.Currency,
        Source = source.Source,
        SourceId = source.Id,
        PeriodStart = source.OpenedOn,
        Ordinal = ordinal,
        BillingDate = source.OpenedOn,
        Status = next.Net.IsZero && !next.Computed.IsZero ? SalesItemStatus.Settled : SalesItemStatus.Draft,
        Lines = [],
        TotalBeforeDiscount = next.Net,
        Computed = next.Computed,
        Net = next.Net,
    };

    private static List<DocumentLine> Lines(WorkFacts facts, List<WorkShare> shares)
    {
        var lines = new List<DocumentLine>(shares.Count + 1);
        foreach (var share in shares)
        {
            if (share.Minutes != 0m || !share.Amount.IsZero)
            {
                lines.Add(Line(facts, share));
            }
        }

        return lines;
    }

    // hours and the price of one have as many decimals as lines can have; what that leaves of the exact amount is carried
    private static DocumentLine Line(WorkFacts facts, WorkShare share)
    {
        var product = facts.Products.GetValueOrDefault(share.Activity);
        var kind = facts.Kinds.GetValueOrDefault(share.Kind);
        var line = new DocumentLine
        {
            Text = kind is null || kind.Id == WorkKinds.RegularOf(facts.Source.Tenant) ? product?.Name ?? string.Empty : $"{product?.Name}, {kind.Name}",
            Product = share.Activity,
            Quantity = decimal.Round(share.Minutes / MinutesOfAnHour, Decimals.OfQuantities, MidpointRounding.AwayFromZero),
            Unit = product?.Unit ?? "HUR",
            UnitPrice = UnitPrice.Of(decimal.Round(share.Rate.Amount * share.Factor, Decimals.OfPrices, MidpointRounding.AwayFromZero), share.Rate.Currency),
            Amount = share.Amount,
            TaxCode = product?.TaxCode,
            Remark = share.Minutes < 0m ? new(LineRemarkKind.Correction) : null,
        };
        return line with { Carry = (share.Amount - line.Recompute(facts.Rounding)).MinorUnits };
    }

    private static DocumentLine Lot(List<DocumentLine> lines, Money amount, LineRemark remark) => new()
    {
        Text = lines.Count > 0 ? lines[0].Text : string.Empty,
        Product = lines.Count > 0 ? lines[0].Product : null,
        TaxCode = lines.Count > 0 ? lines[0].TaxCode : null,
        Quantity = amount.Sign < 0 ? -1m : 1m,
        UnitPrice = UnitPrice.Of(amount.Abs().Amount, amount.Currency),
        Amount = amount,
        Remark = remark,
    };

    private static Money Total(List<DocumentLine> lines, Currency currency, Rounding rounding)
    {
        var total = Money.Zero(currency);
        foreach (var line in lines)
        {
            total += line.UnitPrice.Extend(line.Quantity, rounding);
        }

        return total;
    }

    private static LocalDate? DateOf(IReadOnlyCollection<TimeEntry> entries, List<WorkShare> shares)
    {
        var own = new HashSet<Id<TimeEntry>>();
        foreach (var share in shares)
        {
            own.UnionWith(share.Entries);
        }

        LocalDate? last = null;
        foreach (var entry in entries)
        {
            last = own.Contains(entry.Id) && (last is null || entry.WorkedOn > last) ? entry.WorkedOn : last;
        }

        return last;
    }
}
