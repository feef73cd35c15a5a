using System.Linq;
using NodaTime;
using Psa.Contracts;
using Psa.Inventory;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Bills stock charges: makes or replaces their sales items in the commit of what asks for it.</summary>
internal static class ChargeSettling
{
    /// <summary>Settles the charges of which somebody decided on items or released some, in the same commit: what was released is billed anew, and what a decision leaves to be billed or given back is.</summary>
    /// <param name="step">The step, which stages the items.</param>
    /// <param name="changed">The items as the step leaves them, of any source.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task SettleChargesAsync(this Step step, IReadOnlyCollection<SalesItem> changed, CancellationToken cancellationToken)
    {
        foreach (var own in changed.Where(static item => item.Source == SalesItemSource.StockCharge).GroupBy(static item => item.SourceId))
        {
            // queries see what is committed, so the rule is told what this step changes
            var now = own.ToDictionary(static item => item.Id);
            var hand = await DemandInHand.ReadAsync(step, DemandSource.Of(new Id<StockCharge>(own.Key)), cancellationToken).ConfigureAwait(false);
            var items = await step.ItemsOfAsync(hand.Charge!, cancellationToken).ConfigureAwait(false);
            step.Of<Demand>().Update(hand.Demand);
            await step.SettleAsync(hand.Charge!, hand.Demand.Delivered(), items.ConvertAll(item => now.GetValueOrDefault(item.Id, item)), await step.TodayAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Settles a charge.</summary>
    /// <param name="step">The step, which stages the items.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="delivered">How much of it is delivered, as the step leaves it.</param>
    /// <param name="items">All items it ever had, as the step leaves them.</param>
    /// <param name="day">The day from which what is new may be invoiced.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task SettleAsync(this Step step, StockCharge charge, decimal delivered, List<SalesItem> items, LocalDate day, CancellationToken cancellationToken)
    {
        var (_, payer) = await step.GuardPayerAsync(charge.Customer, cancellationToken).ConfigureAwait(false);
        var entity = await step.Of<BillingEntity>().RequireAsync(charge.BillingEntity, cancellationToken).ConfigureAwait(false);
        var facts = new StockChargeFacts(
            charge,
            await step.ContractOfAsync(charge.Owner, cancellationToken).ConfigureAwait(false),
            delivered,
            items,
            day,
            entity.Rounding);
        await step.StageSettledAsync(ChargeItems.Next(facts), items, charge.Customer, payer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the contract of what needs goods, whose price lists and terms of payment apply; <see langword="null"/> where it has none.</summary>
    internal static async Task<Id<Contract>?> ContractOfAsync(this IPsaSession session, StockChargeOwner owner, CancellationToken cancellationToken) =>
        owner.Contract is { } contract ? contract
        : owner.Project is { } project ? (await session.Of<Project>().FindAsync(project, cancellationToken).ConfigureAwait(false))?.Contract
        : (await session.Of<Ticket>().FindAsync(owner.Ticket.GetValueOrDefault(), cancellationToken).ConfigureAwait(false))?.Part is { } part
            ? (await session.Of<ContractPart>().FindAsync(part, cancellationToken).ConfigureAwait(false))?.Contract
            : null;
}
