using System.Text;

namespace Psa.SalesItems;

/// <summary>Says in words how a charge came about, from the data kept with it and nothing else.</summary>
public static class Explanations
{
    /// <summary>Explains a sales item, a sentence a line.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The explanation in plain English; for an item without basis, its lines.</returns>
    public static string Explain(this SalesItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var text = new StringBuilder();
        if (item.BilledBefore is { } before)
        {
            ExplainCorrection(item, before, text);
        }
        else if (item.Basis is { } basis)
        {
            ChargeText.Explain(item.Charge, basis, text);
        }
        else
        {
            ExplainLines(item, text);
        }

        if (item.Override is { } decision)
        {
            text.Line($"{decision.By} set the net to {item.Net} instead of the computed {item.NetByRule()}: {Wording.Sentence(decision.Reason)}");
        }

        if (item.CancelReason is { } reason)
        {
            text.Line($"Canceled: {Wording.Sentence(reason)}");
        }

        if (item.Released)
        {
            text.Line($"It no longer counts as billed: the next run bills its period again.");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Compares a charge with that of another period of the same part, usually the one before: what changed and why.</summary>
    /// <param name="item">The charge.</param>
    /// <param name="previous">The other charge.</param>
    /// <returns>One sentence a difference; one that says so when there is none.</returns>
    /// <exception cref="ArgumentException">The items are not of one source.</exception>
    /// <exception cref="CurrencyMismatchException">They are in different currencies.</exception>
    public static string CompareWith(this SalesItem item, SalesItem previous)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(previous);
        if (item.SourceId != previous.SourceId)
        {
            throw new ArgumentException("Only charges of one source can be compared.", nameof(previous));
        }

        var text = new StringBuilder();
        var difference = item.Net - previous.Net;
        var change = difference.Sign switch
        {
            > 0 => $"{difference} more",
            < 0 => $"{difference.Abs()} less",
            _ => "the same",
        };
        text.Line($"{Period(item)}: {item.Net}. {Period(previous)}: {previous.Net}. That is {change}.");
        ChargeComparison.Compare(item, previous, text);
        return text.ToString().TrimEnd();
    }

    private static void ExplainCorrection(SalesItem item, Money before, StringBuilder text)
    {
        var due = item.Basis?.Net ?? Money.Zero(item.Currency);
        var share = item.Computed == due - before ? "so" : "and of the difference";
        text.Line($"Correction of {Period(item)}: {due} is due, {before} was billed, {share} {item.Computed.Abs()} is {(item.Computed.Sign < 0 ? "credited" : "billed")}.");
        if (item.NetByRule() is var net && net != item.Computed)
        {
            text.Line($"What was decided on earlier items of the period counts too: {(net.IsZero ? "nothing" : net.Abs())} is {(net.Sign < 0 ? "credited" : "billed")}.");
        }

        if (item.PreviousBasis is { } old)
        {
            text.Line($"Billed before:");
            ChargeText.Explain(item.Charge, old, text);
        }

        text.Line($"Due now:");
        if (item.Basis is { } basis)
        {
            ChargeText.Explain(item.Charge, basis, text);
        }
        else
        {
            text.Line($"Nothing, since nothing of the period is charged any more.");
        }
    }

    private static void ExplainLines(SalesItem item, StringBuilder text)
    {
        foreach (var line in item.Lines)
        {
            if (line.IsNote)
            {
                text.Line($"{line.Text}");
                continue;
            }

            var discount = line.Discount is { } less ? Wording.Invariant($", less {less}") : string.Empty;
            text.Line($"{line.Text}: {Figures.Quantity(line.Quantity)} × {Figures.Price(line.UnitPrice)}{discount} = {line.Amount}.");
        }
    }

    private static string Period(SalesItem item) => item.Period is { } period ? Wording.Days(period) : Wording.On(item.BillingDate);
}
