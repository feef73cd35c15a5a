using System.Runtime.CompilerServices;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>How a charge follows from its basis: the same function computes it first and recomputes it years later.</summary>
internal static class ChargeRules
{
    private const int OnStack = 4;

    /// <summary>Gives the exact amount of a full period under terms: quantity through the scheme, at the price less the volume discount, less the discount; of an overage, less what was committed, by the same terms.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="currency">The currency of the contract.</param>
    /// <returns>The amount, not rounded.</returns>
    /// <exception cref="RuleViolationException">A scheme's own refusals, for example <c>pricing.cost_missing</c>.</exception>
    /// <exception cref="CurrencyMismatchException">Price, cost or discount are of another currency.</exception>
    public static ExactAmount FullAmount(this ChargeTerms terms, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var price = terms.NetPrice() ?? UnitPrice.Of(0m, currency);
        if (price.Currency != currency)
        {
            throw new CurrencyMismatchException(price.Currency, currency);
        }

        return terms.Committed is { } committed
            ? terms.AmountOf(terms.Quantity, price) - terms.AmountOf(committed, price)
            : terms.AmountOf(terms.Quantity, price);
    }

    /// <summary>Gives the price of one unit less the volume discount, never below zero; <see langword="null"/> where the scheme holds the prices.</summary>
    /// <exception cref="CurrencyMismatchException">The volume discount is of another currency.</exception>
    internal static UnitPrice? NetPrice(this ChargeTerms terms)
    {
        if (terms is not { UnitPrice: { } price, VolumeDiscount: { } off })
        {
            return terms.UnitPrice;
        }

        return price.Currency == off.Currency
            ? UnitPrice.Of(Math.Max(0m, price.Amount - off.Amount), price.Currency)
            : throw new CurrencyMismatchException(price.Currency, off.Currency);
    }

    /// <summary>Computes a charge from its facts.</summary>
    /// <param name="slot">The period.</param>
    /// <param name="covered">The charged days: at least one run.</param>
    /// <param name="terms">The terms in force on them, ascending; the first holds from the first charged day.</param>
    /// <param name="policy">How a broken period is charged.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The charge with everything it came from.</returns>
    /// <exception cref="PsaException">What <see cref="FullAmount"/> and the proration refuse.</exception>
    public static ChargeBasis Charge(
        in BillingSlot slot,
        ReadOnlySpan<DatePeriod> covered,
        ValueList<ChargeTerms> terms,
        ProrationPolicy policy,
        Currency currency,
        Rounding rounding)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (pieces, units, net) = Pieces(slot.Cycle, slot.Full, covered, terms, policy, currency, rounding);
        return new()
        {
            Period = slot.Full,
            Cycle = slot.Agreed,
            CycleFrom = slot.AgreedFrom,
            Covered = ValueList.Create(covered),
            Proration = policy,
            Rounding = rounding,
            Terms = terms,
            Units = units,
            Pieces = pieces,
            Net = net,
        };
    }

    /// <summary>Computes a stored charge again from its basis alone.</summary>
    /// <param name="basis">The stored basis.</param>
    /// <returns>The pieces; they equal the stored ones, always.</returns>
    public static ValueList<ChargePiece> Recompute(this ChargeBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return basis.Covered.IsEmpty
            ? []
            : Pieces(
                basis.Cycle.AnchoredAt(basis.CycleFrom),
                basis.Period,
                basis.Covered.AsSpan(),
                basis.Terms,
                basis.Proration,
                basis.Net.Currency,
                basis.Rounding).Pieces;
    }

    // an amount of discount is given once: what was committed has it already
    private static ExactAmount AmountOf(this ChargeTerms terms, decimal quantity, UnitPrice price) =>
        terms.Pricing.PriceOf(quantity, price, terms.Cost).Less(terms.Discount);

    private static (ValueList<ChargePiece> Pieces, long Units, Money Net) Pieces(
        AnchoredCycle cycle,
        DatePeriod period,
        ReadOnlySpan<DatePeriod> covered,
        ValueList<ChargeTerms> terms,
        ProrationPolicy policy,
        Currency currency,
        Rounding rounding)
    {
        var amounts = default(AmountBuffer);
        Span<TermsAmount> entries = terms.Count <= OnStack ? amounts : new TermsAmount[terms.Count];
        entries = entries[..terms.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new(terms[i].From, terms[i].FullAmount(currency));
        }

        var frame = new ProrationFrame(policy.Basis, cycle, period, covered);
        var room = Proration.MaxPieces(covered.Length, terms.Count, policy.Style == ProrationStyle.Cumulative ? PieceDecomposition.ByTerms : policy.Decomposition);
        var buffer = default(PieceBuffer);
        Span<ProratedPiece> prorated = room <= OnStack ? buffer : new ProratedPiece[room];
        prorated = prorated[..Proration.Pieces(frame, entries, policy, rounding, prorated)];
        if (policy.Basis.Kind == ProrationBasisKind.FullPeriod && prorated.Length > 1)
        {
            // charged whole: days between that aren't charged make no line of their own
            var whole = Whole(prorated);
            return ([whole], frame.Units, whole.Net);
        }

        var (pieces, net) = (new ChargePiece[prorated.Length], Money.Zero(currency));
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = new(prorated[i].Period, prorated[i].Terms, prorated[i].Units, prorated[i].Net);
            net += prorated[i].Net;
        }

        return (ValueList.Owning(pieces), frame.Units, net);
    }

    private static ChargePiece Whole(ReadOnlySpan<ProratedPiece> pieces)
    {
        var (units, net) = (0L, Money.Zero(pieces[0].Net.Currency));
        foreach (var piece in pieces)
        {
            (units, net) = (units + piece.Units, net + piece.Net);
        }

        return new(DatePeriod.Create(pieces[0].Period.Start, pieces[^1].Period.EndExclusive), pieces[0].Terms, units, net);
    }

    [InlineArray(OnStack)]
    private struct AmountBuffer
    {
        private TermsAmount _first;
    }

    [InlineArray(OnStack)]
    private struct PieceBuffer
    {
        private ProratedPiece _first;
    }
}
