using NodaTime;
using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>
/// What of a part's terms holds when, resolved once: for each aspect the latest-dated entry whose first day has come and that states it, of two of one date the later recorded; an agreed
/// price and the prices of an agreed scheme risen by the contract's escalations. The earliest entry holds from the part's start, and on days before it.
/// </summary>
internal sealed class TermsTimeline
{
    private readonly ContractPart _part;
    private readonly Contract _contract;
    private readonly HeldTerms _first;
    private readonly HeldTerms[] _later;

    private TermsTimeline(Contract contract, ContractPart part, HeldTerms first, HeldTerms[] later) => (_contract, _part, _first, _later) = (contract, part, first, later);

    /// <summary>Gets how many different terms there are, escalation steps not counted.</summary>
    internal int Count => _later.Length + 1;

    private bool MayRise => !_contract.Escalations.IsEmpty && _part.PriceBehaviour == PriceBehaviour.Locked;

    /// <summary>Gets the terms of a place, from 0.</summary>
    internal HeldTerms this[int index] => index == 0 ? _first : _later[index - 1];

    /// <summary>Resolves the terms of a part.</summary>
    /// <param name="contract">Its contract, whose policies say which day is the first of new terms.</param>
    /// <param name="part">The part.</param>
    /// <returns>The timeline. O(entries), once a part.</returns>
    internal static TermsTimeline Of(Contract contract, ContractPart part)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(part);
        var entries = part.Terms.AsSpan();
        var (first, earliest) = (HeldTerms.None, DatedEntries.Earliest(entries));
        if (earliest >= 0)
        {
            // only rises ask since when it was agreed
            var start = part.FirstDay(contract);
            var from = contract.Escalations.IsEmpty ? start : FirstDayOf(contract, entries[earliest]);
            first = HeldTerms.None.With(entries[earliest], from, earliest) with { From = LocalDate.MinIsoValue };
        }

        List<HeldTerms>? later = null;
        for (var i = earliest + 1; earliest >= 0 && i < entries.Length; i++)
        {
            if (entries[i].IsWithdrawn)
            {
                continue;
            }

            later ??= [];
            var day = FirstDayOf(contract, entries[i]);
            var held = (later.Count == 0 ? first : later[^1]).With(entries[i], day, i);
            if (later.Count > 0 && later[^1].From == day)
            {
                later[^1] = held;
            }
            else
            {
                later.Add(held);
            }
        }

        return new(contract, part, first, later is null ? [] : [.. later]);
    }

    /// <summary>Tells whether it is that of these.</summary>
    internal bool IsOf(Contract contract, ContractPart part) => ReferenceEquals(contract, _contract) && ReferenceEquals(part, _part);

    /// <summary>Gives the terms as agreed that hold on a day. O(log entries).</summary>
    internal HeldTerms AgreedOn(LocalDate date) => this[PlaceOf(date)];

    /// <summary>Gives the terms that are billed on a day: as agreed, with prices as they have risen by then.</summary>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: a price would have risen beyond all bounds.</exception>
    internal EffectiveTerms On(LocalDate date) => RisenTo(AgreedOn(date), date);

    /// <summary>
    /// Gives the terms that are charged on a day of a period that is charged in advance: a scheme that can't be prorated begins with the next period, and until then what was charged goes on, with prices as
    /// they have risen by the day.
    /// </summary>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: a price would have risen beyond all bounds.</exception>
    internal EffectiveTerms InAdvanceOn(LocalDate date)
    {
        var place = PlaceOf(date);
        while (place > 0 && !this[place].Scheme.CanBeProrated)
        {
            place--;
        }

        return RisenTo(this[place], date);
    }

    private int PlaceOf(LocalDate date)
    {
        var (low, high) = (0, _later.Length);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _later[middle - 1].From <= date ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private EffectiveTerms RisenTo(HeldTerms held, LocalDate date)
    {
        var pricing = held.Scheme;
        if (!MayRise || pricing.TakesCost)
        {
            return new(held, held.UnitPrice, pricing, []);
        }

        var (price, rises) = (held.UnitPrice, ValueList<PriceRise>.Empty);
        if (pricing.TakesPrice && price is { } agreed && StepsOf(held.PriceFrom, date) is { IsEmpty: false } steps)
        {
            price = UnitPrice.Of(Rise(agreed.Amount, held.PriceFrom, date), agreed.Currency);
            rises = [new(held.PriceFrom, steps) { Price = agreed }];
        }

        if (StepsOf(held.SchemeFrom, date) is { IsEmpty: false } since && Risen(pricing, held.SchemeFrom, date) is var risen && !ReferenceEquals(risen, pricing))
        {
            rises = rises.Add(new(held.SchemeFrom, since) { Pricing = pricing });
            pricing = risen;
        }

        return new(held, price, pricing, rises);
    }

    /// <summary>Gives the first day after another on which other terms or risen prices hold; <see langword="null"/> when there is none.</summary>
    internal LocalDate? NextChange(LocalDate after)
    {
        LocalDate? next = MayRise ? Escalations.NextStep(_contract.Escalations, after) : null;
        var (low, high) = (0, _later.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _later[middle].From > after ? (low, middle) : (middle + 1, high);
        }

        return low < _later.Length ? OpenDates.Earlier(next, _later[low].From) : next;
    }

    // by the policy of the period that holds the date, so that a later policy moves no day of a period that has begun
    private static LocalDate FirstDayOf(Contract contract, PartTerms terms) => CycleTimeline.PolicyOf(contract, terms.EffectiveFrom).FirstDayOfTerms(terms.EffectiveFrom);

    private ValueList<PriceSteps> StepsOf(LocalDate agreedFrom, LocalDate date) => Escalations.StepsOf(_contract.Escalations, agreedFrom, date);

    private PricingScheme Risen(PricingScheme agreed, LocalDate agreedFrom, LocalDate date) => agreed.Risen(amount => Rise(amount, agreedFrom, date));

    private decimal Rise(decimal agreed, LocalDate agreedFrom, LocalDate date) => Escalations.Rise(agreed, _contract.Escalations, agreedFrom, date);
}
