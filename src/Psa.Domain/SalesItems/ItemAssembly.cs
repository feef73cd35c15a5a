using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.SalesItems;

/// <summary>Writes sales items of charges and differences.</summary>
internal static class ItemAssembly
{
    /// <summary>Makes the item that bills a period of which nothing counts as billed.</summary>
    internal static SalesItem First(PartFacts facts, BillingContext context, in Charge charge, int ordinal)
    {
        var expected = charge.Expected!;
        var lines = ItemLines.Of(facts, expected);
        return Of(facts, context, charge, ordinal, expected.Net, expected.Net, lines, charge.Due > context.Through ? context.Through : charge.Due);
    }

    /// <summary>
    /// Makes the item that bills the difference to what was billed: with seller, tax and price mode of what it corrects, to the customer and payer who had it. When that was several sellers or price modes,
    /// it is as much of the difference as one document can hold. It waits for what it corrects: nothing is given back before it stands on a document.
    /// </summary>
    internal static SalesItem Correction(PartFacts facts, BillingContext context, in Charge charge, (Money Computed, Money Net) next, BilledPeriod billed)
    {
        var parts = BilledTaxes.Of(billed.Counting).Split(next.Net, facts.Contract.BillingEntity);
        if (parts.Count > 0)
        {
            var first = DocumentOf(parts[0], context);
            parts.RemoveAll(part => DocumentOf(part, context) != first);
        }

        var entity = parts.Count == 0 ? facts.Contract.BillingEntity : parts[0].Key.Entity;
        var net = Money.Zero(next.Net.Currency);
        foreach (var part in parts)
        {
            net += part.Net;
        }

        var lines = Lines(facts, context, charge, next, net, parts, billed).ToValueList();
        var customer = billed.Customer ?? facts.Part.Customer;
        return Of(facts, context, charge, billed.Items.Count, ShareOf(next, net), net, lines, LocalDate.Max(context.Through, billed.WaitsUntil ?? context.Through)) with
        {
            Customer = customer,
            Payer = billed.Payer,
            KeepsPayer = billed.Payer is not null,
            BillingEntity = entity,
            Contract = customer == facts.Part.Customer ? ContractOf(facts) : null,
            BilledBefore = billed.Computed,
            PreviousBasis = billed.Basis,
            Corrects = billed.InvoicesOf(entity),
        };
    }

    private static SalesItem Of(
        PartFacts facts, BillingContext context, in Charge charge, int ordinal, Money computed, Money net, ValueList<DocumentLine> lines, LocalDate billingDate) =>
        new()
        {
            Id = DerivedId.Create<SalesItem>(charge.Slot, context.Tenant, facts.Part.Customer.Value, facts.Part.Id.Value, (int)charge.Kind, ordinal),
            Tenant = context.Tenant,
            Customer = facts.Part.Customer,
            BillingEntity = facts.Contract.BillingEntity,
            Currency = computed.Currency,
            Source = facts.Source,
            SourceId = facts.Part.Id.Value,
            Contract = ContractOf(facts),
            Charge = charge.Kind,
            PeriodStart = charge.Slot,
            Ordinal = ordinal,
            Period = Charged(charge),
            BillingDate = billingDate,
            Status = StatusOf(facts, net),
            Lines = lines,
            TotalBeforeDiscount = Total(lines, net.Currency, context.Rounding),
            Computed = computed,
            Net = net,
            Basis = charge.Expected,
            Run = context.Run,
        };

    private static Id<Contract>? ContractOf(PartFacts facts) => facts.Source == SalesItemSource.ContractPart ? facts.Contract.Id : null;

    private static SalesItemStatus StatusOf(PartFacts facts, Money net) => net.IsZero ? SalesItemStatus.Settled : facts.CanBeInvoiced ? SalesItemStatus.Pending : SalesItemStatus.Draft;

    // what shares no document is an item of its own: another seller or price mode, and a kind of supply beside others, which today's tax may be too
    private static (Id<BillingEntity> Entity, PriceMode Mode, bool IsNew, string Supply) DocumentOf(in BilledTaxes.Part part, BillingContext context) =>
        (part.Key.Entity, part.Key.PriceMode ?? context.Entity.PriceMode, part.Tax is null, part.Key.Tax is { Category: var category } && category.IsKindOfSupply ? category.Code : string.Empty);

    // each of several items stands for as much of the step as it bills, so that a decision on it falls with that
    private static Money ShareOf((Money Computed, Money Net) next, Money net) =>
        net != next.Net && net.Sign == next.Computed.Sign && net.Abs() < next.Computed.Abs() ? net : next.Computed;

    private static Money Total(ValueList<DocumentLine> lines, Currency currency, Rounding rounding)
    {
        var total = Money.Zero(currency);
        foreach (var line in lines)
        {
            total += line.UnitPrice.Extend(line.Quantity, rounding);
        }

        return total;
    }

    private static List<DocumentLine> Lines(
        PartFacts facts, BillingContext context, in Charge charge, (Money Computed, Money Net) next, Money net, List<BilledTaxes.Part> parts, BilledPeriod billed)
    {
        var lines = new List<DocumentLine>();
        var (step, basis) = ((charge.Expected?.Net ?? Money.Zero(net.Currency)) - (billed.Basis?.Net ?? Money.Zero(net.Currency)), billed.Basis);
        if (net == next.Net && step == next.Computed)
        {
            lines = CorrectionLines.Of(facts, basis, charge.Expected, context.Rounding);
            if (lines.Count == 0 && !step.IsZero)
            {
                lines.Add(ItemLines.Lot(facts, Charged(charge), step, new(LineRemarkKind.Correction)));
            }

            if (lines.Count == 0 || net != step)
            {
                lines.Add(ItemLines.Lot(facts, Charged(charge), net - step, new(LineRemarkKind.Decision, Reason: billed.Reasons)));
            }

            if (parts.Count <= 1)
            {
                return parts is [{ Tax: { } tax } part] ? Taxed(lines, net == step ? Freed(facts, charge, tax, BilledTaxes.FreedBilled(billed.Counting, part.Key)) : tax, context.Rounding) : lines;
            }
        }

        return Split(facts, lines, parts, Charged(charge), context.Rounding);
    }

    // what is taxed in several ways has lines for each: the lines as they are, the newest tax first, and one of them cut where a tax ends
    private static List<DocumentLine> Split(PartFacts facts, List<DocumentLine> lines, List<BilledTaxes.Part> parts, DatePeriod days, Rounding rounding)
    {
        if (lines.Count == 0 || lines.Exists(line => line.Amount.Sign != parts[0].Net.Sign))
        {
            return parts.Count == 0
                ? [ItemLines.Lot(facts, days, Money.Zero(facts.Contract.Currency), new(LineRemarkKind.Correction))]
                : parts.ConvertAll(part => ItemLines.Lot(facts, days, part.Net, new(LineRemarkKind.Correction)) with { Tax = part.Tax });
        }

        var (split, next, left) = (new List<DocumentLine>(lines.Count + parts.Count), 0, lines[0].Amount);
        foreach (var part in parts)
        {
            var own = new List<DocumentLine>();
            for (var open = part.Net; !open.IsZero;)
            {
                var line = lines[next];
                var amount = left.Abs() <= open.Abs() ? left : open;
                own.Add(amount == line.Amount ? line : ItemLines.Lot(facts, line.Period ?? days, amount, line.Remark!));
                (open, left) = (open - amount, left - amount);
                if (left.IsZero && ++next < lines.Count)
                {
                    left = lines[next].Amount;
                }
            }

            split.AddRange(part.Tax is { } tax ? Taxed(own, tax, rounding) : own);
        }

        return split;
    }

    // where prices were freed of a tax, what documents billed is to become what the new lines come to when they are freed: discounts by amount and minimums aren't
    private static LineTax Freed(PartFacts facts, in Charge charge, LineTax tax, Money? billed)
    {
        if (tax.Freed is not { } freed || billed is not { } before)
        {
            return tax;
        }

        var due = Money.Zero(before.Currency);
        foreach (var line in charge.Expected is { Covered.IsEmpty: false } basis ? ItemLines.Of(facts, basis) : [])
        {
            due += FreedPrices.Amount(line, freed.Rate, charge.Expected!.Rounding);
        }

        return tax with { Freed = freed with { Amount = due - before } };
    }

    // where the price was freed of a tax, the tax says what the lines together come to on the document
    private static List<DocumentLine> Taxed(List<DocumentLine> lines, LineTax tax, Rounding rounding)
    {
        if (tax.Freed is not { } freed)
        {
            return lines.ConvertAll(line => line with { Tax = tax });
        }

        var left = freed.Amount;
        for (var i = 0; i < lines.Count; i++)
        {
            var amount = i == lines.Count - 1 ? left : FreedPrices.Amount(lines[i], freed.Rate, rounding);
            lines[i] = lines[i] with { Tax = tax with { Freed = freed with { Amount = amount } } };
            left -= amount;
        }

        return lines;
    }

    private static DatePeriod Charged(in Charge charge) => charge.Expected is { } basis ? Span(basis.Covered) : charge.Days;

    private static DatePeriod Span(ValueList<DatePeriod> runs) => DatePeriod.Create(runs[0].Start, runs[runs.Count - 1].EndExclusive);

    /// <summary>A charge of a period, and what it is expected to come to.</summary>
    internal readonly record struct Charge(LocalDate Slot, ChargeKind Kind, DatePeriod Days, LocalDate Due, ChargeBasis? Expected);
}
