using System.Text;
using Psa.Languages;

namespace Psa.SalesItems;

/// <summary>Says in words how a charge came about, from the data kept with it and nothing else.</summary>
public static class Explanations
{
    /// <summary>Explains a sales item, a sentence a line.</summary>
    /// <param name="item">The item.</param>
    /// <param name="language">The language; English when none is given.</param>
    /// <returns>The explanation; for an item without basis, its lines.</returns>
    [Pure]
    public static string Explain(this SalesItem item, ILanguage? language = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        var (speaker, text) = (new Speaker(language ?? DocumentLanguages.English), new StringBuilder());
        if (item.BilledBefore is { } before)
        {
            ExplainCorrection(item, before, speaker, text);
        }
        else if (item.Basis is { } basis)
        {
            ChargeText.Explain(item.Charge, basis, speaker, text);
        }
        else
        {
            ExplainLines(item, speaker, text);
        }

        if (item.Override is { } decision)
        {
            text.Line($"{speaker.Words.Overridden(decision.By, speaker.Amount(item.Net), speaker.Amount(item.NetByRule()))}: {Wording.Sentence(decision.Reason)}");
        }

        if (item.CancelReason is { } reason)
        {
            text.Line($"{speaker.Words.Canceled}: {Wording.Sentence(reason)}");
        }

        if (item.Released)
        {
            text.Line(speaker.Words.Released);
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Compares a charge with that of another period of the same part, usually the one before: what changed and why.</summary>
    /// <param name="item">The charge.</param>
    /// <param name="previous">The other charge.</param>
    /// <param name="language">The language; English when none is given.</param>
    /// <returns>One sentence a difference; one that says so when there is none.</returns>
    /// <exception cref="ArgumentException">The items are not of one source.</exception>
    /// <exception cref="CurrencyMismatchException">They are in different currencies.</exception>
    [Pure]
    public static string CompareWith(this SalesItem item, SalesItem previous, ILanguage? language = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(previous);
        if (item.SourceId != previous.SourceId)
        {
            throw new ArgumentException("Only charges of one source can be compared.", nameof(previous));
        }

        var (speaker, text) = (new Speaker(language ?? DocumentLanguages.English), new StringBuilder());
        var difference = item.Net - previous.Net;
        var change = difference.Sign switch
        {
            > 0 => speaker.Words.More(speaker.Amount(difference)),
            < 0 => speaker.Words.Fewer(speaker.Amount(difference.Abs())),
            _ => speaker.Words.Same,
        };
        text.Line($"{Period(item, speaker)}: {speaker.Amount(item.Net)}. {Period(previous, speaker)}: {speaker.Amount(previous.Net)}. {change}");
        ChargeComparison.Compare(item, previous, speaker, text);
        return text.ToString().TrimEnd();
    }

    internal static string Period(SalesItem item, Speaker speaker) => item.Period is { } period ? speaker.Days(period) : speaker.On(item.BillingDate);

    private static void ExplainCorrection(SalesItem item, Money before, Speaker speaker, StringBuilder text)
    {
        var due = item.Basis?.Net ?? Money.Zero(item.Currency);
        var words = speaker.Words;
        text.Append($"{words.CorrectionOf(Period(item, speaker), speaker.Amount(due), speaker.Amount(before))} ");
        text.Line(item.Computed == due - before ? Bills(item.Computed, speaker) : $"{words.PartOfDifference} {Bills(item.Computed, speaker)}");
        if (item.NetByRule() is var net && net != item.Computed)
        {
            text.Line($"{words.DecisionsCount} {Bills(net, speaker)}");
        }

        if (item.PreviousBasis is { } old)
        {
            text.Line(words.BilledBefore);
            ChargeText.Explain(item.Charge, old, speaker, text);
        }

        text.Line(words.DueNow);
        if (item.Basis is { } basis)
        {
            ChargeText.Explain(item.Charge, basis, speaker, text);
        }
        else
        {
            text.Line(words.NothingDue);
        }
    }

    private static string Bills(Money amount, Speaker speaker) => amount.Sign switch
    {
        > 0 => speaker.Words.Bills(speaker.Amount(amount)),
        < 0 => speaker.Words.Credits(speaker.Amount(amount.Abs())),
        _ => speaker.Words.BillsNothing,
    };

    private static void ExplainLines(SalesItem item, Speaker speaker, StringBuilder text)
    {
        foreach (var line in item.Lines)
        {
            DocumentExplanations.Explain(line, Rounding.HalfUp, speaker, text);
        }
    }
}
