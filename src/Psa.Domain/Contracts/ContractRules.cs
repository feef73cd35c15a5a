using NodaTime;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>What a contract must keep to. Validations report everything at once.</summary>
internal static class ContractRules
{
    private const int MostNoticeDays = 3_650;

    /// <summary>Checks a contract with its parts.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="parts">All its parts.</param>
    /// <returns>All that is wrong, each with its place, as <c>Parts[0].Terms[2]</c>; empty when nothing is.</returns>
    public static ValueList<Problem> Validate(this Contract contract, params IReadOnlyList<ContractPart> parts)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(parts);
        var problems = new List<Problem>();
        CheckWords(contract, problems);
        CheckTerm(contract, problems);
        CheckCycles(contract, problems);
        CheckSuspensions(contract.Suspensions, problems);
        Escalations.Check(contract.Escalations, contract.EffectiveFrom, problems);
        for (var i = 0; i < parts.Count; i++)
        {
            ContractPartRules.Check(contract, parts[i], FormattableString.Invariant($"Parts[{i}]"), problems);
        }

        return problems.ToValueList();
    }

    /// <summary>Makes the record of a new contract.</summary>
    /// <param name="contract">What was agreed.</param>
    /// <param name="id">Its id.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="number">Its number.</param>
    /// <param name="entity">Which of the tenant's companies bills.</param>
    /// <param name="currency">The currency of all prices.</param>
    /// <returns>The contract as a draft, not checked. Its first cycle terms have its id.</returns>
    public static Contract ToContract(this NewContract contract, Id<Contract> id, TenantId tenant, string number, Id<BillingEntity> entity, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return new()
        {
            Id = id,
            Tenant = tenant,
            Number = number,
            Name = contract.Name,
            Customer = contract.Customer,
            BillingEntity = entity,
            Currency = currency,
            Status = ContractLifecycle.Table.Initial,
            EffectiveFrom = contract.EffectiveFrom,
            LastDay = contract.LastDay,
            Renewal = contract.Renewal,
            Cycles = [new(contract.EffectiveFrom, contract.Cycle, contract.Timing, contract.Proration) { Id = new(id.Value) }],
            PriceLists = contract.PriceList is { } list ? [new(contract.EffectiveFrom, list) { Id = new(id.Value) }] : [],
            PaymentTerms = contract.PaymentTerms,
            PaymentMethod = contract.PaymentMethod,
            Delivery = contract.Delivery,
            SeparateInvoice = contract.SeparateInvoice,
            LineGrouping = contract.LineGrouping,
            PurchaseOrderNumber = contract.PurchaseOrderNumber,
            Escalations = contract.Escalations,
            Metadata = contract.Metadata,
        };
    }

    private static void CheckWords(Contract contract, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(contract.Name))
        {
            problems.Add(new(ContractErrors.Incomplete, "The contract needs a name.", nameof(contract.Name)));
        }

        if (string.IsNullOrWhiteSpace(contract.Number))
        {
            problems.Add(new(ContractErrors.Incomplete, "The contract needs a number.", nameof(contract.Number)));
        }

        if (contract.Currency.IsNone)
        {
            problems.Add(new(ContractErrors.Incomplete, "The contract needs a currency.", nameof(contract.Currency)));
        }
    }

    private static void CheckTerm(Contract contract, List<Problem> problems)
    {
        if (contract.LastDay < contract.EffectiveFrom)
        {
            problems.Add(new(ContractErrors.EndBeforeStart, $"The last day {contract.LastDay:R} is before the first, {contract.EffectiveFrom:R}: change one of them.", nameof(contract.LastDay)));
        }

        // the day before the first: the contract is taken back as a whole
        if (contract.Termination?.LastDay < contract.EffectiveFrom.PlusDays(-1))
        {
            problems.Add(new(ContractErrors.EndBeforeStart, $"The contract can't be terminated before the day before it starts, {contract.EffectiveFrom:R}.", nameof(contract.Termination)));
        }

        if (contract.Renewal is { } renewal && (renewal.Months is < 1 or > BillingCycle.MaxMonths || renewal.NoticeDays is < 0 or > MostNoticeDays || contract.LastDay is null))
        {
            problems.Add(new(
                ContractErrors.BadRenewal,
                contract.LastDay is null ? "Only a contract with a last day can renew itself: give it one." : "A contract renews itself by 1 to 60 months, with a notice of 0 to 3,650 days.",
                nameof(contract.Renewal)));
        }
    }

    private static void CheckCycles(Contract contract, List<Problem> problems)
    {
        var earliest = DatedEntries.Earliest(contract.Cycles.AsSpan());
        if (earliest < 0 || contract.Cycles[earliest] is { Cycle: null } or { Timing: null } or { Proration: null })
        {
            problems.Add(new(
                ContractErrors.BadCycles,
                $"The earliest entry must state cycle, timing and proration: they hold from the contract's start, {contract.EffectiveFrom:R}.",
                earliest < 0 ? nameof(contract.Cycles) : Where(earliest)));
        }

        for (var i = 0; i < contract.Cycles.Count; i++)
        {
            var entry = contract.Cycles[i];
            if (i > 0 && entry.EffectiveFrom < contract.Cycles[i - 1].EffectiveFrom)
            {
                problems.Add(new(ContractErrors.BadCycles, $"The cycle terms from {entry.EffectiveFrom:R} stand behind later ones: sort them by date.", Where(i)));
            }

            if (!DatedEntries.StatesSomething(entry))
            {
                problems.Add(new(ContractErrors.BadCycles, $"The cycle terms from {entry.EffectiveFrom:R} state nothing: give a cycle, a timing or a proration.", Where(i)));
            }

            if (!entry.IsWithdrawn && CycleTimeline.DayOf(contract, i) is var day && CycleTimeline.ProrationOn(contract, day) is { Basis: { CountsMonths: true } basis }
                && CycleTimeline.CycleOn(contract, day).Cycle.Unit == CycleUnit.Weeks)
            {
                problems.Add(new(ContractErrors.BasisNotForWeeks, $"The proration basis {basis} counts months and can't measure weeks: use actual days, full periods or none.", Where(i)));
            }
        }

        static string Where(int index) => FormattableString.Invariant($"Cycles[{index}]");
    }

    private static void CheckSuspensions(ValueList<Suspension> suspensions, List<Problem> problems)
    {
        for (var i = 0; i < suspensions.Count; i++)
        {
            var where = FormattableString.Invariant($"Suspensions[{i}]");
            var one = suspensions[i];
            if (one.LastDay < one.From)
            {
                problems.Add(new(ContractErrors.EndBeforeStart, $"The suspension from {one.From:R} ends before it starts, on {one.LastDay:R}.", where));
                continue;
            }

            for (var j = 0; j < i; j++)
            {
                var other = suspensions[j];
                if (other.From.IsOnOrBefore(one.LastDay) && one.From.IsOnOrBefore(other.LastDay))
                {
                    problems.Add(new(ContractErrors.SuspensionsOverlap, $"The suspensions from {other.From:R} and from {one.From:R} share days: end one before the other starts.", where));
                }
            }
        }
    }

    /// <summary>Gives the last day agreed, before any termination; <see langword="null"/> for an open end and for contracts that renew themselves.</summary>
    internal static LocalDate? AgreedLastDay(this Contract contract) => contract.Renewal is null ? contract.LastDay : null;
}
