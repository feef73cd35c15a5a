using Psa.Access;
using Psa.Customers;
using Psa.Payments;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Asks, before something new is agreed with a payer, whether its limit or a hold speaks against it (R-CREDIT).</summary>
internal static class CreditGate
{
    /// <summary>Refuses or warns, as the tenant's policy says.</summary>
    /// <param name="step">The step.</param>
    /// <param name="payer">The payer.</param>
    /// <param name="currency">The currency of what is to be agreed.</param>
    /// <param name="amount">What it adds to what is owed, with tax; <see langword="null"/> where it has no amount.</param>
    /// <param name="passReason">Why it is to pass all the same, or <see langword="null"/>.</param>
    /// <param name="record">What is to be agreed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What speaks against it, and was passed.</returns>
    /// <exception cref="RuleViolationException"><c>credit.on_hold</c>, <c>credit.limit_exceeded</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: a reason was given by somebody who doesn't manage credit.</exception>
    internal static async Task<ValueList<Problem>> AskCreditAsync(this Step step, Id<Customer> payer, Currency currency, Money? amount, string? passReason, Guid record, CancellationToken cancellationToken)
    {
        var settings = await step.SettingsAsync(cancellationToken).ConfigureAwait(false);
        if (settings.CreditPolicy == CreditPolicy.Off)
        {
            return [];
        }

        var problems = (await step.StandingOfAsync(payer, cancellationToken).ConfigureAwait(false)).ProblemsOf(currency, amount);
        if (settings.CreditPolicy != CreditPolicy.Refuse || problems.IsEmpty)
        {
            return problems;
        }

        if (string.IsNullOrWhiteSpace(passReason))
        {
            throw new RuleViolationException(problems[0].Code, problems[0].Message, record, payer.Value);
        }

        step.Actor.Require(Permission.ManageCredit, record, payer.Value);
        return problems;
    }
}
