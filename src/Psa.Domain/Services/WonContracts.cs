using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Events;
using Psa.Numbering;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Makes contracts of what recurs of a won quote (R-RECURRING). Ids are derived from the quote, so that nothing is made twice.</summary>
internal static class WonContracts
{
    /// <summary>Stages the parts of a quote: on contracts that are named and take them, and the rest on new drafts, one for each cycle and timing.</summary>
    /// <param name="step">The step.</param>
    /// <param name="quote">The quote, as it was chosen.</param>
    /// <param name="start">The first day.</param>
    /// <param name="named">The contracts that are to take parts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The contracts, in the order of the quote's lines.</returns>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>quote.contract_mismatch</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with contract and parts.</exception>
    internal static async Task<ValueList<Contract>> AgreeAsync(this Step step, Quote quote, LocalDate start, ValueList<Id<Contract>> named, CancellationToken cancellationToken)
    {
        var groups = RecurringParts.Of(quote, start);
        var taken = new Contract?[groups.Count];
        foreach (var id in named.AsEnumerable().Distinct())
        {
            var guard = await step.GuardAsync(id, cancellationToken).ConfigureAwait(false);
            var contract = await step.Of<Contract>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(WinQuote.Contracts)).ConfigureAwait(false);
            var at = groups.FindIndex(group => contract.Takes(quote, group, start));
            if (at < 0 || taken[at] is not null)
            {
                throw new RuleViolationException(
                    QuoteErrors.ContractMismatch,
                    $"No recurring line of the quote goes to the contract {contract.Number}: name one of the same customer, billing entity, currency, cycle and timing, which is in force or a draft, and one for each cycle.",
                    quote.Id.Value,
                    id.Value).At(nameof(WinQuote.Contracts));
            }

            guard.Write();
            taken[at] = contract;
            step.AddParts(quote, contract, groups[at]);
        }

        var drafts = groups.Count - taken.Count(static contract => contract is not null);
        var numbers = drafts == 0 ? [] : await step.NumbersAsync(quote, drafts, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] ??= await step.DraftAsync(quote, groups[i], start, numbers.Dequeue(), cancellationToken).ConfigureAwait(false);
        }

        return taken.OfType<Contract>().ToValueList();
    }

    /// <summary>Finds the contracts that have the parts of a won quote.</summary>
    internal static async Task<ValueList<Contract>> AgreedAsync(this IPsaSession session, Quote quote, CancellationToken cancellationToken)
    {
        var contracts = new List<Contract>();
        foreach (var group in RecurringParts.Of(quote, quote.ClosedOn ?? quote.IssueDate))
        {
            var part = await session.Of<ContractPart>().FindAsync(PartOf(quote, group.Parts[0].Place), cancellationToken).ConfigureAwait(false);
            if (part is not null && await session.Of<Contract>().FindAsync(part.Contract, cancellationToken).ConfigureAwait(false) is { } contract)
            {
                contracts.Add(contract);
            }
        }

        return contracts.ToValueList();
    }

    private static async Task<Contract> DraftAsync(this Step step, Quote quote, RecurringGroup group, LocalDate start, string number, CancellationToken cancellationToken)
    {
        var id = DerivedId.Create<Contract>(
            quote.Tenant, "quoted contract", quote.Id.ToString(), group.Cycle.ToString(), group.Timing.ToString());
        var request = new NewContract(group.Cycle)
        {
            Customer = quote.ServedCustomer,
            Name = $"{quote.Number}, {group.Cycle}",
            EffectiveFrom = start,
            LastDay = group.LastDay,
            Timing = group.Timing,
            PriceList = await step.ListAsync(quote, cancellationToken).ConfigureAwait(false),
            PaymentTerms = quote.PaymentTerms,
            PaymentMethod = quote.PaymentMethod,
            Delivery = quote.Delivery,
            PurchaseOrderNumber = quote.PurchaseOrderNumber,
        };
        var draft = request.ToContract(id, quote.Tenant, number, quote.BillingEntity, quote.Currency);
        var parts = PartsOf(quote, draft, group);
        ValidationFailedException.ThrowIfAny(draft.Validate(parts), quote.Id.Value);
        var stored = step.Of<Contract>().Add(draft);
        parts.ForEach(part => step.Of<ContractPart>().Add(part));
        step.Append(EventKinds.ContractCreated, stored.Id, to: stored.Status.Name);
        return stored;
    }

    private static void AddParts(this Step step, Quote quote, Contract contract, RecurringGroup group)
    {
        foreach (var part in PartsOf(quote, contract, group))
        {
            ValidationFailedException.ThrowIfAny(part.Validate(contract), quote.Id.Value, contract.Id.Value);
            if (contract.Status.IsBilled)
            {
                step.Added(contract, part);
            }

            step.Append(contract.Id, EventKinds.ContractPartAdded, step.Of<ContractPart>().Add(part).Id);
        }
    }

    // a part that ends with its contract says no day of its own, so that it is renewed with it
    private static List<ContractPart> PartsOf(Quote quote, Contract contract, RecurringGroup group) => group.Parts.AsEnumerable()
        .Select(one => (one.Part with { LastDay = one.LastDay == contract.LastDay ? null : one.LastDay, EffectiveFrom = one.Part.EffectiveFrom == contract.EffectiveFrom ? null : one.Part.EffectiveFrom })
            .ToPart(PartOf(quote, one.Place), contract)).ToList();

    private static Id<ContractPart> PartOf(Quote quote, int place) =>
        DerivedId.Create<ContractPart>(quote.Tenant, "quoted part", quote.Id.ToString(), FormattableString.Invariant($"{place}"));

    // the parts have agreed prices: a list that can't be obeyed any more isn't worth losing the business
    private static async Task<Id<PriceList>?> ListAsync(this Step step, Quote quote, CancellationToken cancellationToken)
    {
        var id = quote.PriceList;
        if (id is null && quote.Contract is { } of && await step.Of<Contract>().FindAsync(of, cancellationToken).ConfigureAwait(false) is { } contract)
        {
            id = contract.PriceLists.AsEnumerable().LastOrDefault(static entry => entry.Withdrawn is null)?.PriceList;
        }

        if (id is not { } chosen)
        {
            return null;
        }

        (await step.GuardPriceListAsync(chosen, cancellationToken).ConfigureAwait(false)).Write();
        var list = await step.Of<PriceList>().FindAsync(chosen, cancellationToken).ConfigureAwait(false);
        return list is { IsActive: true } && list.Currency == quote.Currency ? chosen : null;
    }

    /// <summary>Takes numbers of the seller's series of contracts; without a confirmed one they are the quote's own with their place, so that nobody loses business for want of a series.</summary>
    private static async Task<Queue<string>> NumbersAsync(this Step step, Quote quote, int count, CancellationToken cancellationToken)
    {
        var (numbers, series) = (new Queue<string>(), await step.FindSeriesAsync(quote.BillingEntity, NumberPurpose.Contract, cancellationToken).ConfigureAwait(false));
        var entity = await step.Of<BillingEntity>().RequireAsync(quote.BillingEntity, cancellationToken).ConfigureAwait(false);
        var (today, last) = (await step.TodayAsync(cancellationToken).ConfigureAwait(false), series);
        for (var place = 1; numbers.Count < count; place++)
        {
            var number = FormattableString.Invariant($"{quote.Number}-{place}");
            if (last is { IsConfirmed: true })
            {
                var allocation = last.Allocate(entity, today, 1);
                (last, number) = (allocation.Series, allocation.Numbers[0]);
            }

            if (!await step.IsTakenAsync(number, cancellationToken).ConfigureAwait(false))
            {
                numbers.Enqueue(number);
            }
        }

        if (last is not null && last != series)
        {
            step.Of<NumberSeries>().Update(last);
        }

        return numbers;
    }
}
