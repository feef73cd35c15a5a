using System.Linq;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.SalesItems;

/// <summary>What sales items must keep to, and what is done to them.</summary>
internal static class SalesItemRules
{
    /// <summary>Makes an item that somebody writes by hand.</summary>
    /// <param name="item">What is billed.</param>
    /// <param name="id">Its id.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="payer">Who pays for it.</param>
    /// <param name="entity">Which of the tenant's companies bills.</param>
    /// <param name="rounding">How that company rounds.</param>
    /// <param name="pricing">How products come to their prices, or <see langword="null"/> where each line says its own.</param>
    /// <returns>The pending item. Its net is the sum of its lines, each rounded once.</returns>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: the host asks for it and repeats the step.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    public static SalesItem ToSalesItem(this NewSalesItem item, Id<SalesItem> id, Customer customer, Customer payer, Id<BillingEntity> entity, Rounding rounding, HandPricing? pricing = null) =>
        item.Blank(id, customer, payer, entity).WithLines(item.Lines, rounding, pricing).Complete();

    /// <summary>Makes an item that somebody writes by hand, without its lines: a draft.</summary>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: the host asks for it and repeats the step.</exception>
    internal static SalesItem Blank(this NewSalesItem item, Id<SalesItem> id, Customer customer, Customer payer, Id<BillingEntity> entity)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(customer);
        BillingInformationRules.RequireComplete(payer);
        return item.Frame(id, customer, item.Currency ?? payer.BillingInformation!.Currency!.Value, entity);
    }

    /// <summary>Makes an item of somebody who perhaps can't be billed yet, without its lines: a draft.</summary>
    internal static SalesItem Frame(this NewSalesItem item, Id<SalesItem> id, Customer customer, Currency currency, Id<BillingEntity> entity) =>
        new()
        {
            Id = id,
            Tenant = customer.Tenant,
            Number = item.Number,
            Customer = customer.Id,
            BillingEntity = entity,
            Currency = currency,
            Source = SalesItemSource.Manual,
            Contract = item.Contract,
            Period = item.Period,
            BillingDate = item.BillingDate,
            Status = SalesItemLifecycle.Table.Initial,
            Lines = [],
            TotalBeforeDiscount = Money.Zero(currency),
            Computed = Money.Zero(currency),
            Net = Money.Zero(currency),
            Metadata = item.Metadata,
        };

    /// <summary>Gives an item written by hand other lines.</summary>
    /// <param name="item">The item.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    /// <param name="pricing">How products come to their prices, or <see langword="null"/> where each line says its own.</param>
    /// <returns>The changed item. An override ends with it.</returns>
    /// <exception cref="RuleViolationException"><c>sales_item.not_editable</c>, <c>sales_item.generated</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    public static SalesItem WithLines(this SalesItem item, ValueList<NewDocumentLine> lines, Rounding rounding, HandPricing? pricing = null)
    {
        RequireByHand(item);
        return item.WithLines(HandLines.Write(lines, item.Lines, item.Currency, rounding, pricing).SelectMany(static own => own.AsEnumerable()).ToValueList(), rounding);
    }

    /// <summary>Gives an item written by hand lines that are priced.</summary>
    /// <param name="item">The item.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    /// <returns>The changed item. An override ends with it.</returns>
    /// <exception cref="RuleViolationException"><c>sales_item.not_editable</c>, <c>sales_item.generated</c>.</exception>
    public static SalesItem WithLines(this SalesItem item, ValueList<DocumentLine> lines, Rounding rounding)
    {
        RequireByHand(item);
        var (gross, net) = (Money.Zero(item.Currency), Money.Zero(item.Currency));
        foreach (var line in lines)
        {
            // a bundle is shown at its own price, and billed by its components
            gross += line.IsNote || line.Bundle == BundleRole.Component ? Money.Zero(item.Currency) : line.UnitPrice.Extend(line.Quantity, rounding);
            net += line.Amount;
        }

        return item with { Lines = lines, TotalBeforeDiscount = gross, Computed = net, Net = net, Override = null };
    }

    /// <summary>Notes that the customer's billing information is complete: a draft becomes pending.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The pending item.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    public static SalesItem Complete(this SalesItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item with { Status = SalesItemLifecycle.Table.Next(item.Status, SalesItemAction.Complete, item.Id.Value) };
    }

    /// <summary>Decides not to bill an item. It stays settled: no run bills its period again unless it is released.</summary>
    /// <param name="item">The item, a draft or pending.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who.</param>
    /// <returns>The canceled item.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: once invoiced, credit the invoice instead; <c>sales_item.reason_missing</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static SalesItem Cancel(this SalesItem item, string reason, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Status == SalesItemStatus.Canceled && !item.Released)
        {
            return item;
        }

        var status = SalesItemLifecycle.Table.Next(item.Status, SalesItemAction.Cancel, actor, item.Id.Value);
        return item with { Status = status, CancelReason = RequireReason(item, reason, "the item isn't billed") };
    }

    /// <summary>Lets the item's source be billed again: what was computed and what is borne of it no longer count.</summary>
    /// <param name="item">The item, canceled or credited in full.</param>
    /// <returns>The released item; the same when it was released already.</returns>
    /// <exception cref="RuleViolationException"><c>sales_item.not_settled</c>: the item is still billed, and its period would be twice.</exception>
    public static SalesItem Release(this SalesItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var isCredited = item.Credited is { } credited && credited == item.Net;
        if (item.Status != SalesItemStatus.Canceled && !isCredited)
        {
            throw new RuleViolationException(SalesItemErrors.NotSettled, $"The item is {item.Status.Name} and still billed: cancel it or credit it in full first, then release it.", item.Id.Value);
        }

        return item.Released ? item : item with { Released = true };
    }

    /// <summary>Bills an item at another net than was computed. What was computed is kept and counts as billed, so that no run corrects the decision away.</summary>
    /// <param name="item">The item, a draft or pending.</param>
    /// <param name="net">The net to bill; zero bills nothing. It is spread over the lines in proportion to their nets.</param>
    /// <param name="by">Who decided, when and why.</param>
    /// <param name="others">The other items of the same charge and period, if it has any.</param>
    /// <returns>The changed item; the decision keeps the net it had first.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>sales_item.not_editable</c>; <c>sales_item.reason_missing</c>; <c>sales_item.sign_changed</c>: a charge can't become a credit, nor a credit a charge;
    /// <c>sales_item.exceeds_borne</c>: a correction would give back more than the customer bears.
    /// </exception>
    /// <exception cref="CurrencyMismatchException">The net is of another currency.</exception>
    public static SalesItem OverrideNet(this SalesItem item, Money net, PriceOverride by, IReadOnlyList<SalesItem> others)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(others);
        if (item.Net == net && item.Override is { } before && before.By == by.By && before.Reason == by.Reason)
        {
            return item;
        }

        RequireEditable(item);
        RequireReason(item, by.Reason, "the net is overridden");
        if (net.Currency != item.Currency)
        {
            throw new CurrencyMismatchException(net.Currency, item.Currency);
        }

        var original = item.NetByRule();
        if (net.Sign * (original.Sign < 0 ? -1 : 1) < 0)
        {
            throw new RuleViolationException(SalesItemErrors.SignChanged, $"{original} can't be overridden by {net}: write a credit or a charge of its own instead.", item.Id.Value).At("Net");
        }

        RequireBorne(item, net, others);
        return item with { Net = net, Override = by with { Original = original }, Lines = Spread(item.Lines, net) };
    }

    /// <summary>Says of an item what a document bills of each of its lines, as a decision like an override; amounts of prices that were freed of their tax are the document's.</summary>
    /// <param name="item">The item.</param>
    /// <param name="amounts">What is billed of each line.</param>
    /// <param name="beside">What of the difference is no decision on this item, since other items of its period on the document have it.</param>
    /// <param name="by">Who decided, when and why.</param>
    /// <returns>The changed item; the decision keeps the net it had first, less what is beside, and why it was overridden before.</returns>
    internal static SalesItem Decided(this SalesItem item, IReadOnlyList<Money> amounts, Money beside, PriceOverride by)
    {
        var (lines, net) = (item.Lines, Money.Zero(item.Currency));
        for (var i = 0; i < amounts.Count; i++)
        {
            lines = lines.SetItem(i, Overridden(lines[i], amounts[i]) is var line && line.Tax is { Freed: not null } tax ? line with { Tax = tax with { Freed = null } } : line);
            net += lines[i].IsNote ? Money.Zero(item.Currency) : amounts[i];
        }

        var reason = item.Override is { } before ? $"{before.Reason}; {by.Reason}" : by.Reason;
        return item with { Net = net, Override = by with { Original = item.NetByRule() - beside, Reason = reason }, Lines = lines };
    }

    /// <summary>Bills an item to another customer, whose payer can be billed. It becomes pending, and the contract's terms of payment no longer apply.</summary>
    /// <param name="item">The item, a draft or pending.</param>
    /// <param name="customer">The other customer.</param>
    /// <param name="payer">Who pays for it.</param>
    /// <returns>The moved item.</returns>
    /// <exception cref="RuleViolationException"><c>sales_item.not_editable</c>.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: the host asks for it and repeats the step.</exception>
    public static SalesItem MoveTo(this SalesItem item, Customer customer, Customer payer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        RequireEditable(item);
        BillingInformationRules.RequireComplete(payer);
        if (item.Customer == customer.Id)
        {
            return item;
        }

        var moved = item with { Customer = customer.Id, Contract = null, Payer = null, KeepsPayer = false };
        return moved.Status == SalesItemStatus.Draft ? moved.Complete() : moved;
    }

    /// <summary>Gives the items that move to another customer with one of them: all drafts and pending ones of its charge and period, so that its corrections go where it goes.</summary>
    /// <param name="item">The item.</param>
    /// <param name="others">The other items of the same charge and period.</param>
    /// <returns>Those of the others that move too.</returns>
    /// <exception cref="RuleViolationException"><c>sales_item.not_movable</c>: one of them stands on a document.</exception>
    public static IReadOnlyList<SalesItem> MovingWith(this SalesItem item, IReadOnlyList<SalesItem> others)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(others);
        var moving = new List<SalesItem>();
        foreach (var other in others)
        {
            if (other is { Released: false } && other.Status == SalesItemStatus.Invoiced)
            {
                throw new RuleViolationException(
                    SalesItemErrors.NotMovable, "Another item of its period stands on a document, and a correction goes to whom it corrects: credit that document, or write a charge by hand.", item.Id.Value, other.Id.Value);
            }

            if (other.IsEditable())
            {
                moving.Add(other);
            }
        }

        return moving;
    }

    /// <summary>Tells whether money fields can still be changed: only in Draft and Pending.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether they can.</returns>
    public static bool IsEditable(this SalesItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Status == SalesItemStatus.Draft || item.Status == SalesItemStatus.Pending;
    }

    private static void RequireByHand(SalesItem item)
    {
        RequireEditable(item);
        if (item.Source != SalesItemSource.Manual)
        {
            throw new RuleViolationException(SalesItemErrors.Generated, $"The lines come from a {item.Source}: change them there, or override the net.", item.Id.Value).At("Lines");
        }
    }

    private static void RequireEditable(SalesItem item)
    {
        if (!item.IsEditable())
        {
            throw new RuleViolationException(SalesItemErrors.NotEditable, $"The item is {item.Status.Name}: only drafts and pending items can be changed. Credit its invoice instead.", item.Id.Value);
        }
    }

    private static void RequireBorne(SalesItem item, Money net, IReadOnlyList<SalesItem> others)
    {
        var borne = Money.Zero(item.Currency);
        foreach (var other in others)
        {
            borne = other.Released ? borne : borne + other.Borne();
        }

        if (net.Sign * borne.Sign < 0 && net.Abs() > borne.Abs())
        {
            throw new RuleViolationException(SalesItemErrors.ExceedsBorne, $"The customer bears {borne} of the period, so a correction of it can't be {net}: give back at most that.", item.Id.Value).At("Net");
        }
    }

    private static string RequireReason(SalesItem item, string reason, string what) =>
        string.IsNullOrWhiteSpace(reason) ? throw new RuleViolationException(SalesItemErrors.ReasonMissing, $"Say why {what}.", item.Id.Value).At("Reason") : reason;

    /// <summary>Lines of one sign share the net in proportion; where that says nothing, the first line that bills takes the difference.</summary>
    private static ValueList<DocumentLine> Spread(ValueList<DocumentLine> lines, Money net)
    {
        var weights = new long[lines.Count];
        var (positive, negative, first, before) = (false, false, -1, Money.Zero(net.Currency));
        for (var i = 0; i < lines.Count; i++)
        {
            weights[i] = lines[i].Amount.MinorUnits;
            positive |= weights[i] > 0;
            negative |= weights[i] < 0;
            first = first < 0 && !lines[i].IsNote ? i : first;
            before += lines[i].IsNote ? Money.Zero(net.Currency) : lines[i].Amount;
        }

        if (positive != negative)
        {
            var shares = net.Allocate(weights);
            for (var i = 0; i < lines.Count; i++)
            {
                lines = lines.SetItem(i, Overridden(lines[i], shares[i]));
            }

            return lines;
        }

        return first < 0 ? lines : lines.SetItem(first, Overridden(lines[first], lines[first].Amount + (net - before)));
    }

    // an override shows its own price: what it comes to for each unit where that can be written, else as one lot; what stood there before stands beside it
    private static DocumentLine Overridden(DocumentLine line, Money amount)
    {
        if (line.IsNote || line.Amount == amount)
        {
            return line;
        }

        var quantity = line.Quantity;
        var price = quantity == 0m ? (decimal?)null : amount.Amount / quantity;
        if (price is not { } each || each < 0m || each.Scale > Decimals.OfPrices || each * quantity != amount.Amount)
        {
            (quantity, each) = (amount.Sign < 0 ? -1m : 1m, amount.Abs().Amount);
        }

        var remark = line.Remark ?? new LineRemark(LineRemarkKind.Override);
        return line with
        {
            Quantity = quantity,
            UnitPrice = UnitPrice.Of(each, amount.Currency),
            VolumeDiscount = null,
            Discount = null,
            Share = null,
            Carry = 0,
            Details = [],
            Amount = amount,
            Remark = remark with { Original = remark.Original ?? new(line.Quantity, line.UnitPrice, line.Discount, LineShape.NameOf(line.Unit), line.VolumeDiscount) },
        };
    }
}
