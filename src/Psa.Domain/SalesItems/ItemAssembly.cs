using NodaTime;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.SalesItems;

/// <summary>Writes sales items of charges and differences.</summary>
internal static class ItemAssembly
{
    /// <summary>Makes the item that bills a difference.</summary>
    internal static SalesItem Assemble(PartFacts facts, BillingContext context, in Difference difference, BilledPeriod? billed)
    {
        var part = facts.Part;
        var ordinal = billed?.Items ?? 0;
        var isCorrection = billed is { IsBilled: true };
        var lines = isCorrection ? Correction(facts, difference) : Lines(facts, difference.Expected!);
        var total = Money.Zero(difference.Amount.Currency);
        foreach (var line in lines)
        {
            total += line.UnitPrice.Extend(line.Quantity, context.Rounding);
        }

        return new()
        {
            Id = DerivedId.Create<SalesItem>(difference.Slot, context.Tenant, part.Customer.Value, part.Id.Value, (int)difference.Kind, ordinal),
            Tenant = context.Tenant,
            Customer = part.Customer,
            BillingEntity = facts.Contract.BillingEntity,
            Currency = difference.Amount.Currency,
            Source = facts.Source,
            SourceId = part.Id.Value,
            Contract = facts.Source == SalesItemSource.ContractPart ? facts.Contract.Id : null,
            Charge = difference.Kind,
            PeriodStart = difference.Slot,
            Ordinal = ordinal,
            Period = Charged(difference),
            BillingDate = isCorrection || difference.Due > context.Through ? context.Through : difference.Due,
            Status = facts.CanBeInvoiced ? SalesItemStatus.Pending : SalesItemStatus.Draft,
            Lines = lines,
            TotalBeforeDiscount = total,
            Computed = difference.Amount,
            Net = difference.Amount,
            BilledBefore = isCorrection ? billed!.Computed : null,
            Basis = difference.Expected,
            PreviousBasis = isCorrection ? billed!.Basis : null,
            Run = context.Run,
            Payer = isCorrection ? billed!.Payer : null,
            TaxPoint = isCorrection && difference.Amount.Sign < 0 ? billed!.TaxPoint : null,
            Corrects = isCorrection ? billed!.Invoices : [],
        };
    }

    private static ValueList<SalesItemLine> Lines(PartFacts facts, ChargeBasis basis)
    {
        if (basis.Pieces.Count == 1)
        {
            return [Line(facts, basis, basis.Pieces[0])];
        }

        var lines = new SalesItemLine[basis.Pieces.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = Line(facts, basis, basis.Pieces[i]);
        }

        return ValueList.Create<SalesItemLine>(lines);
    }

    private static SalesItemLine Line(PartFacts facts, ChargeBasis basis, ChargePiece piece)
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
            Net = piece.Net,
        };
    }

    // with a piece of its own for an added quantity, the line shows what was added
    private static decimal Quantity(ChargeBasis basis, ChargePiece piece, ChargeTerms terms) =>
        piece.Terms > 0 && basis.Proration is { Style: ProrationStyle.PerPiece, Decomposition: PieceDecomposition.ByDelta }
            ? terms.Quantity - basis.Terms[piece.Terms - 1].Quantity
            : terms.Quantity;

    private static ValueList<SalesItemLine> Correction(PartFacts facts, in Difference difference) =>
        [Lot(facts, $"{facts.Part.Text}: correction", difference.Expected is { } basis ? Span(basis.Covered) : difference.Days, difference.Amount)];

    /// <summary>One lot at a net; a price is never negative, the quantity is.</summary>
    private static SalesItemLine Lot(PartFacts facts, string text, DatePeriod days, Money net) => new()
    {
        Text = text,
        Product = facts.Part.Product,
        Quantity = net.Sign < 0 ? -1m : 1m,
        UnitPrice = UnitPrice.Of(net.Abs().Amount, net.Currency),
        TaxCode = facts.Part.TaxCode ?? facts.Product?.TaxCode,
        IsTaxOverride = facts.Part.TaxCode is not null,
        Period = days,
        Net = net,
    };

    private static DatePeriod Charged(in Difference difference) => difference.Expected is { } basis ? Span(basis.Covered) : difference.Days;

    private static DatePeriod Span(ValueList<DatePeriod> runs) => DatePeriod.Create(runs[0].Start, runs[runs.Count - 1].EndExclusive);

    internal readonly record struct Difference(LocalDate Slot, ChargeKind Kind, DatePeriod Days, LocalDate Due, ChargeBasis? Expected, Money Amount);
}
