using System.Linq;
using NodaTime;
using Psa.Customers;
using Psa.Documents;
using Psa.Inventory;
using Psa.Languages;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>
/// Asks before goods leave whether the credit of who pays speaks against it (R-CREDIT). What leaves for charges adds its price with tax to what is owed; what leaves for an order adds nothing, since all of that counts from
/// when it was submitted until its invoice does.
/// </summary>
/// <param name="taxes">Finds taxes.</param>
/// <param name="languages">The languages of documents.</param>
internal sealed class DeliveryCredit(ITaxCalculator taxes, LanguageSet languages)
{
    /// <summary>Refuses or warns, as the tenant's policy says, once for each payer and currency.</summary>
    /// <param name="step">The step, which has staged nothing of the delivery.</param>
    /// <param name="leaving">What is to leave.</param>
    /// <param name="day">The day on which it does.</param>
    /// <param name="passReason">Why it is to pass all the same, or <see langword="null"/>.</param>
    /// <param name="record">What is delivered by.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What speaks against it, and was passed.</returns>
    /// <exception cref="RuleViolationException"><c>credit.on_hold</c>, <c>credit.limit_exceeded</c>; where a limit is asked, what the tax calculator refuses.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: a reason was given by somebody who doesn't manage credit.</exception>
    internal async Task<ValueList<Problem>> AskAsync(Step step, IReadOnlyList<LeavingGoods> leaving, LocalDate day, string? passReason, Guid record, CancellationToken cancellationToken)
    {
        if (leaving.Count == 0 || (await step.SettingsAsync(cancellationToken).ConfigureAwait(false)).CreditPolicy == CreditPolicy.Off)
        {
            return [];
        }

        var (asked, warnings) = (new List<(Id<Customer> Payer, Currency Currency, LeavingGoods Goods)>(leaving.Count), new List<Problem>());
        foreach (var goods in leaving)
        {
            var customer = await step.Of<Customer>().RequireAsync(goods.Hand.Customer, cancellationToken).ConfigureAwait(false);
            asked.Add((customer.Payer, goods.Hand.Line.UnitPrice.Currency, goods));
        }

        foreach (var own in asked.GroupBy(static one => (one.Payer, one.Currency), static one => one.Goods))
        {
            var (payer, currency) = own.Key;
            var isLimited = (await step.CreditOfAsync(payer, cancellationToken).ConfigureAwait(false)).Limits.AsEnumerable().Any(limit => limit.Currency == currency);
            var added = isLimited ? await AddedAsync(step, payer, currency, own, day, cancellationToken).ConfigureAwait(false) : Money.Zero(currency);
            warnings.AddRange(await step.AskCreditAsync(payer, currency, added.IsZero ? null : added, passReason, record, cancellationToken).ConfigureAwait(false));
        }

        return warnings.ToValueList();
    }

    // by seller, whose document has them together
    private async Task<Money> AddedAsync(Step step, Id<Customer> payer, Currency currency, IEnumerable<LeavingGoods> leaving, LocalDate day, CancellationToken cancellationToken)
    {
        var added = Money.Zero(currency);
        foreach (var own in leaving.Where(static goods => goods.Hand.Charge is { IsFree: false }).GroupBy(static goods => (goods.Hand.Customer, goods.Hand.Charge!.BillingEntity)))
        {
            var entity = await step.Of<BillingEntity>().RequireAsync(own.Key.BillingEntity, cancellationToken).ConfigureAwait(false);
            var whose = new PricedFor(
                await step.Of<Customer>().RequireAsync(own.Key.Customer, cancellationToken).ConfigureAwait(false),
                await step.Of<Customer>().RequireAsync(payer, cancellationToken).ConfigureAwait(false),
                entity,
                currency,
                Contract: null);
            var lines = new List<DocumentLine>();
            foreach (var goods in own)
            {
                var (charge, demand) = (goods.Hand.Charge!, goods.Hand.Demand);
                var from = ChargeItems.UpTo(charge, demand.Delivered(), await goods.Hand.ItemsAsync(step, cancellationToken).ConfigureAwait(false));

                // what is beyond is refused by itself
                if (Math.Min(goods.Quantity, demand.Needed - demand.Delivered()) is > 0m and var quantity)
                {
                    lines.Add(LineParts.Cut(charge.Line, from, quantity, entity.Rounding));
                }
            }

            var taxed = await step.TaxAsync(taxes, languages, whose, lines.ToValueList(), [], day, cancellationToken).ConfigureAwait(false);
            added += taxed.Totals(static _ => true, [], withCharges: false).TotalWithTax;
        }

        return added;
    }
}
