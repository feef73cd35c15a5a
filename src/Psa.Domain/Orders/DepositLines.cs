using Psa.Documents;
using Psa.Sellers;

namespace Psa.Orders;

/// <summary>What a deposit asks for (R-DEPOSIT): one line a tax code of its order.</summary>
internal static class DepositLines
{
    private const long Millionths = 1_000_000;

    /// <summary>Refuses a percent or amount that is none.</summary>
    /// <exception cref="RuleViolationException"><c>deposit.bad_value</c>.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>: the amount is of another currency than the order.</exception>
    internal static void Require(NewDeposit wanted, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Percent.HasValue == wanted.Amount.HasValue)
        {
            throw Bad("Say a percent of the order's nets or an amount with tax: one of the two.", nameof(wanted.Percent));
        }

        if (wanted.Percent is { } percent && percent.Value is <= 0m or > 100m)
        {
            throw Bad($"{percent} isn't above 0 % and at most 100 %: give which part of the order is asked for.", nameof(wanted.Percent));
        }

        if (wanted.Amount is { } amount)
        {
            if (amount.Currency != currency)
            {
                throw new CurrencyMismatchException(amount.Currency, currency);
            }

            if (amount.Sign <= 0)
            {
                throw Bad($"{amount} isn't above zero: give what is asked for, with tax.", nameof(wanted.Amount));
            }
        }
    }

    /// <summary>
    /// Writes the lines of a deposit. By percent: of each code what it comes to × percent, rounded. By amount: <c>Allocate</c> over what the codes come to with tax, then without it
    /// round(gross × 100 ÷ (100 + R)), where prices don't hold it.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="wanted">The percent or amount, checked.</param>
    /// <param name="before">What earlier deposits on the order come to with tax, and what else of it stands on documents already.</param>
    /// <param name="text">What the lines say.</param>
    /// <returns>The lines: the tax of each is found when its invoice is drafted.</returns>
    /// <exception cref="RuleViolationException"><c>deposit.bad_value</c>: there is nothing of which a part can be asked for; <c>deposit.exceeds_order</c>.</exception>
    internal static ValueList<DocumentLine> Write(Order order, NewDeposit wanted, Money before, string text)
    {
        var codes = OrderedCode.Of(order);
        var amounts = wanted.Percent is { } percent ? ByPercent(order, codes, percent) : ByAmount(order, codes, wanted.Amount!.Value);
        Fit(order, codes, amounts, wanted, before);
        var isFreed = IsFreed(order);
        var lines = new List<DocumentLine>();
        for (var i = 0; i < amounts.Length; i++)
        {
            if (!amounts[i].IsZero)
            {
                lines.Add(new()
                {
                    Text = text,
                    Quantity = amounts[i].Sign,
                    UnitPrice = UnitPrice.Of(amounts[i].Abs().Amount, order.Currency),
                    Amount = amounts[i],
                    TaxCode = codes[i].TaxCode,
                    IsTaxOverride = codes[i].IsTaxOverride,

                    // prices that were freed of a tax they held have none that could be found anew
                    Tax = isFreed ? new(codes[i].Tax, order.IssueDate, PriceMode.TaxExclusive, IsKept: true) : null,
                });
            }
        }

        return lines.Count > 0 ? lines.ToValueList() : throw Bad("Nothing of the order comes to an amount of which that part could be asked for.", wanted.Percent is null ? nameof(wanted.Amount) : nameof(wanted.Percent));
    }

    /// <summary>Tells whether a price with tax on an order was freed of it, since another treatment applies.</summary>
    internal static bool IsFreed(Order order)
    {
        foreach (var line in order.Lines)
        {
            if (line.Tax?.Freed is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives what amounts of codes come to with tax, as an invoice computes it.</summary>
    internal static Money WithTax(Order order, IReadOnlyList<LineAmount> amounts) => Totals.Compute(new()
    {
        Currency = order.Currency,
        Lines = amounts.ToValueList(),
        PriceMode = order.PriceMode,
        TaxRounding = order.TaxRounding,
        Rounding = order.Rounding,
    }).TotalWithTax;

    private static Money[] ByPercent(Order order, List<OrderedCode> codes, Percent percent)
    {
        var amounts = new Money[codes.Count];
        for (var i = 0; i < amounts.Length; i++)
        {
            amounts[i] = codes[i].Amount.Scale((long)(percent.Value * Millionths), 100 * Millionths, order.Rounding);
        }

        return amounts;
    }

    private static Money[] ByAmount(Order order, List<OrderedCode> codes, Money amount)
    {
        var weights = new long[codes.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Max(0L, codes[i].WithTax.MinorUnits);
        }

        if (Array.TrueForAll(weights, static weight => weight == 0))
        {
            throw Bad("The order comes to nothing of which an amount could be asked for.", nameof(NewDeposit.Amount));
        }

        var shares = amount.Allocate(weights);
        for (var i = 0; i < shares.Length && order.PriceMode != PriceMode.TaxInclusive; i++)
        {
            shares[i] = shares[i].Scale(100 * Millionths, (100 * Millionths) + (long)(codes[i].Tax.Rate.Value * Millionths), order.Rounding);
        }

        return shares;
    }

    // what is rounded code by code may miss what was asked by a minor unit or two a code: that much less is asked for, so that deposits on all of an order fit it
    private static void Fit(Order order, List<OrderedCode> codes, Money[] amounts, NewDeposit wanted, Money before)
    {
        var total = OrderedCode.Sum(order.Currency, codes);
        var (over, unit) = (OverOf(order, codes, amounts, before, total), Money.FromMinorUnits(1, order.Currency));
        var isMeant = wanted.Amount is { } amount ? before + amount <= total : over.MinorUnits <= 2 * codes.Count;
        for (var round = 0; over.Sign > 0 && isMeant && round < 2; round++)
        {
            for (var i = 0; i < amounts.Length && over.Sign > 0; i++)
            {
                amounts[i] -= amounts[i].Sign > 0 ? unit : Money.Zero(order.Currency);
                over = OverOf(order, codes, amounts, before, total);
            }
        }

        if (over.Sign > 0)
        {
            throw (RuleViolationException)new RuleViolationException(
                DepositErrors.ExceedsOrder, $"The order comes to {total} with tax, of which {before} stands on invoices or is asked for by deposits: {total - before} is left for another.", order.Id.Value).At(wanted.Percent is null ? nameof(wanted.Amount) : nameof(wanted.Percent));
        }
    }

    private static Money OverOf(Order order, List<OrderedCode> codes, Money[] amounts, Money before, Money total)
    {
        var lines = new LineAmount[amounts.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = new(amounts[i], codes[i].Tax);
        }

        return before + WithTax(order, lines) - total;
    }

    private static RuleViolationException Bad(string message, string field) => (RuleViolationException)new RuleViolationException(DepositErrors.BadValue, message).At(field);
}
