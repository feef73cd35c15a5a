using System.Linq;
using NodaTime;
using Psa.Contracts;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What becomes of a quote when it is chosen, accepted and won.</summary>
internal static class QuoteWins
{
    /// <summary>Chooses lines of a quote: its totals are of them.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="chosen">The places of the chosen lines that are for choice.</param>
    /// <exception cref="RuleViolationException"><c>quote.bad_choice</c>; <c>document.discount_exceeds_detail</c>; <c>discount.needs_one_time</c>.</exception>
    internal static Quote Choosing(this Quote quote, ValueList<int> chosen)
    {
        var totals = quote.TotalsOf(chosen);
        var (counts, lines) = (QuoteChoices.Counting(quote.Lines, chosen), quote.Lines);
        for (var i = 0; i < counts.Length; i++)
        {
            if (lines[i].Offer is { } offer && offer.IsChosen != counts[i])
            {
                lines = lines.SetItem(i, lines[i] with { Offer = offer with { IsChosen = counts[i] } });
            }
        }

        return quote with { Lines = lines, Totals = totals.OneTime, Recurring = totals.Recurring };
    }

    /// <summary>Keeps on a quote which lines are chosen, where that isn't what it offers: what it says stays.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="chosen">The places of the chosen lines that are for choice.</param>
    /// <exception cref="RuleViolationException">As of <see cref="Choosing"/>.</exception>
    internal static Quote Keeping(this Quote quote, ValueList<int> chosen)
    {
        _ = quote.Choosing(chosen);
        return quote with { Choice = chosen == QuoteChoices.Chosen(quote.Lines) ? null : chosen };
    }

    /// <summary>Gives the places of the lines of another revision that are chosen where these are: bundles may hold other components there.</summary>
    internal static ValueList<int> ChosenIn(this Quote revision, Quote quote, ValueList<int> chosen)
    {
        var (before, after) = (BundleLines.Cut(quote.Lines), BundleLines.Cut(revision.Lines));
        return chosen.AsEnumerable().Select(place => before.FindIndex(block => block.First == place) is >= 0 and var at ? after[at].First : place).ToValueList();
    }

    /// <summary>Keeps on an active quote that the customer accepted it.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="request">How they accepted.</param>
    /// <param name="hashOf">Gives the hash of a content.</param>
    /// <param name="now">The moment.</param>
    /// <param name="today">The day.</param>
    /// <exception cref="RuleViolationException">
    /// <c>quote.superseded</c>, <c>quote.not_active</c>, <c>quote.expired</c>; <c>quote.bad_choice</c>; <c>document.discount_exceeds_detail</c>; <c>discount.needs_one_time</c>; <c>value.out_of_range</c>: they accepted in the future.
    /// </exception>
    internal static Quote Accept(this Quote quote, AcceptQuote request, Func<Quote, string> hashOf, Instant now, LocalDate today)
    {
        quote.RequireActive().RequireUnexpired(today);
        if (request.At > now)
        {
            throw new RuleViolationException(MoneyErrors.OutOfRange, "Nobody accepted the quote in the future: leave the moment open for now.", quote.Id.Value).At(nameof(request.At));
        }

        // what is accepted can't be said otherwise afterwards
        if (request.Note is { Length: 0 })
        {
            throw new RuleViolationException(MoneyErrors.BadText, "The note says nothing: leave it out.", quote.Id.Value).At(nameof(request.Note));
        }

        var chosen = Sorted(request.Chosen) ?? QuoteChoices.Chosen(quote.Lines);
        var accepted = quote.Choosing(chosen);
        return quote.Keeping(chosen) with
        {
            Status = QuoteLifecycle.Table.Next(quote.Status, QuoteAction.Accept, quote.Id.Value),
            Acceptance = new(request.ByName, hashOf(accepted), chosen, request.Email, request.Note) { Totals = accepted.Totals, Recurring = accepted.Recurring, At = request.At ?? now },
        };
    }

    /// <summary>Refuses another acceptance than the one that is stored.</summary>
    /// <exception cref="RuleViolationException"><c>quote.already_accepted</c>.</exception>
    internal static void RequireSame(this Quote quote, QuoteAcceptance stored, AcceptQuote request)
    {
        var chosen = Sorted(request.Chosen) ?? QuoteChoices.Chosen(quote.Lines);
        if ((request.ByName, request.Email, request.Note, request.At ?? stored.At) != (stored.ByName, stored.Email, stored.Note, stored.At) || chosen != stored.Chosen)
        {
            throw new RuleViolationException(
                QuoteErrors.AlreadyAccepted, $"{stored.ByName} accepted the quote already, otherwise: what was agreed stays, and another quote is written for what is to be another.", quote.Id.Value);
        }
    }

    /// <summary>Refuses a quote that doesn't hold yet, and one whose last day has passed, unless it was accepted in time.</summary>
    /// <exception cref="RuleViolationException"><c>quote.not_effective</c>; <c>quote.expired</c>.</exception>
    internal static void RequireUnexpired(this Quote quote, LocalDate today)
    {
        if (quote.EffectiveFrom > today)
        {
            throw new RuleViolationException(QuoteErrors.NotEffective, $"The quote holds from {quote.EffectiveFrom:R} on: wait for that day, or revise it.", quote.Id.Value);
        }

        if (quote.IsExpired(today))
        {
            throw new RuleViolationException(QuoteErrors.Expired, $"The quote's last day was {quote.LastDay:R}: revise it, and offer it anew.", quote.Id.Value);
        }
    }

    /// <summary>Gives the choice with which a quote is won: what was accepted, else what is asked for, else what it proposes.</summary>
    /// <exception cref="RuleViolationException"><c>quote.already_accepted</c>: something else is asked for than was accepted.</exception>
    internal static ValueList<int> ChoiceOf(this Quote quote, WinQuote request)
    {
        var asked = Sorted(request.Chosen);
        return quote.Acceptance is not { } acceptance ? asked ?? QuoteChoices.Chosen(quote.Lines)
            : asked is null || asked == acceptance.Chosen ? acceptance.Chosen
            : throw new RuleViolationException(QuoteErrors.AlreadyAccepted, $"{acceptance.ByName} accepted the quote with other lines: win it as it was accepted.", quote.Id.Value).At(nameof(request.Chosen));
    }

    /// <summary>Wins a quote.</summary>
    /// <param name="quote">The quote, as it was chosen.</param>
    /// <param name="today">The day.</param>
    internal static Quote Win(this Quote quote, LocalDate today) =>
        quote with { Status = QuoteLifecycle.Table.Next(quote.Status, QuoteAction.Win, quote.Id.Value), ClosedOn = today };

    /// <summary>Tells whether something of a quote is sold once.</summary>
    internal static bool SellsOnce(this Quote quote) => quote.Lines.AsEnumerable().Any(static line => line is { Bills: true, Quantity: not 0m } && line.Offered() is { IsChosen: true, Recurring: null });

    /// <summary>Tells whether recurring lines of a quote can go to a contract: one of the same customer, seller and currency, that is billed as often, at the same time, on days that the quote allows.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="group">The lines.</param>
    /// <param name="start">The first day.</param>
    internal static bool Takes(this Contract contract, Quote quote, RecurringGroup group, LocalDate start)
    {
        if (contract.Customer != quote.ServedCustomer || contract.BillingEntity != quote.BillingEntity || contract.Currency != quote.Currency || !IsOpen(contract.Status) || CycleTimeline.TimingOn(contract, start) != group.Timing)
        {
            return false;
        }

        var (cycle, from, _) = CycleTimeline.CycleOn(contract, start);
        return (cycle.Unit, cycle.Count) == (group.Cycle.Unit, group.Cycle.Count)
            && (cycle.Unit == CycleUnit.Weeks
                ? Period.DaysBetween(cycle.Anchor!.Value, group.Cycle.Anchor!.Value) % (7 * cycle.Count) == 0
                : group.Cycle.Day is not { } day || day == (cycle.Day ?? from.Day));
    }

    private static bool IsOpen(ContractStatus status) => status == ContractStatus.Draft || status == ContractStatus.Active || status == ContractStatus.Suspended;

    private static ValueList<int>? Sorted(ValueList<int>? chosen) => chosen?.AsEnumerable().Order().ToValueList();
}
