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
        var lines = Lines(facts, expected);
        return Blank(facts, context, charge, ordinal, expected.Net) with
        {
            BillingDate = charge.Due > context.Through ? context.Through : charge.Due,
            Status = StatusOf(facts, expected.Net),
            Lines = lines,
            TotalBeforeDiscount = Total(lines, expected.Net.Currency, context.Rounding),
        };
    }

    /// <summary>
    /// Makes the item that bills the difference to what was billed: with seller, tax and price mode of what it corrects, to the customer and payer who had it. When that was several sellers or price modes,
    /// it is as much of the difference as one document can hold.
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
        var days = Charged(charge);
        var (text, net) = ($"{facts.Part.Text}: correction", Money.Zero(next.Net.Currency));
        var lines = ValueList<DocumentLine>.Empty;
        foreach (var part in parts)
        {
            lines = lines.Add(Lot(facts, text, days, part.Net) with { Tax = part.Tax });
            net += part.Net;
        }

        if (lines.IsEmpty)
        {
            lines = [Lot(facts, text, days, net)];
        }

        var customer = billed.Customer ?? facts.Part.Customer;
        return Blank(facts, context, charge, billed.Items.Count, ShareOf(next, net)) with
        {
            Customer = customer,
            Payer = billed.Payer,
            KeepsPayer = billed.Payer is not null,
            BillingEntity = entity,
            Contract = customer == facts.Part.Customer ? ContractOf(facts) : null,
            BillingDate = context.Through,
            Status = StatusOf(facts, net),
            Lines = lines,
            TotalBeforeDiscount = Total(lines, net.Currency, context.Rounding),
            Net = net,
            BilledBefore = billed.Computed,
            PreviousBasis = billed.Basis,
            Corrects = billed.Invoices,
        };
    }

    private static SalesItem Blank(PartFacts facts, BillingContext context, in Charge charge, int ordinal, Money computed) => new()
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
        BillingDate = charge.Due,
        Status = SalesItemLifecycle.Table.Initial,
        Lines = [],
        TotalBeforeDiscount = Money.Zero(computed.Currency),
        Computed = computed,
        Net = computed,
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

    private static ValueList<DocumentLine> Lines(PartFacts facts, ChargeBasis basis)
    {
        if (basis.Pieces.Count == 1)
        {
            return [Line(facts, basis, basis.Pieces[0])];
        }

        var lines = new DocumentLine[basis.Pieces.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = Line(facts, basis, basis.Pieces[i]);
        }

        return ValueList.Create<DocumentLine>(lines);
    }

    private static DocumentLine Line(PartFacts facts, ChargeBasis basis, ChargePiece piece)
    {
        var (part, terms) = (facts.Part, basis.Terms[piece.Terms]);
        if (terms is not { UnitPrice: { } price, Committed: null } || terms.Pricing.LineQuantity(Quantity(basis, piece, terms)) is not { } quantity)
        {
            // no single price made the amount: the line shows one lot at the net, and the quantity in words
            var text = terms.Committed is { } committed
                ? FormattableString.Invariant($"{part.Text}: {terms.Quantity - committed:0.###############} beyond {committed:0.###############} {part.Unit}")
                : FormattableString.Invariant($"{part.Text}: {terms.Quantity:0.###############} {part.Unit}");
            return Lot(facts, text, piece.Days, piece.Net) with { Discount = terms.Discount };
        }

        return new()
        {
            Text = part.Text,
            Product = part.Product,
            Quantity = quantity,
            Unit = part.Unit,
            UnitPrice = price,
            Discount = terms.Discount,
            TaxCode = part.TaxCode ?? facts.Product?.TaxCode,
            IsTaxOverride = part.TaxCode is not null,
            Period = piece.Days,
            Amount = piece.Net,
        };
    }

    // with a piece of its own for an added quantity, the line shows what was added
    private static decimal Quantity(ChargeBasis basis, ChargePiece piece, ChargeTerms terms) =>
        piece.Terms > 0 && basis.Proration is { Style: ProrationStyle.PerPiece, Decomposition: PieceDecomposition.ByDelta }
            ? terms.Quantity - basis.Terms[piece.Terms - 1].Quantity
            : terms.Quantity;

    /// <summary>One lot at a net; a price is never negative, the quantity is.</summary>
    private static DocumentLine Lot(PartFacts facts, string text, DatePeriod days, Money net) => new()
    {
        Text = text,
        Product = facts.Part.Product,
        Quantity = net.Sign < 0 ? -1m : 1m,
        UnitPrice = UnitPrice.Of(net.Abs().Amount, net.Currency),
        TaxCode = facts.Part.TaxCode ?? facts.Product?.TaxCode,
        IsTaxOverride = facts.Part.TaxCode is not null,
        Period = days,
        Amount = net,
    };

    private static DatePeriod Charged(in Charge charge) => charge.Expected is { } basis ? Span(basis.Covered) : charge.Days;

    private static DatePeriod Span(ValueList<DatePeriod> runs) => DatePeriod.Create(runs[0].Start, runs[runs.Count - 1].EndExclusive);

    /// <summary>A charge of a period, and what it is expected to come to.</summary>
    internal readonly record struct Charge(LocalDate Slot, ChargeKind Kind, DatePeriod Days, LocalDate Due, ChargeBasis? Expected);
}
