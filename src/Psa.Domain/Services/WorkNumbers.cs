using Psa.Adjustments;
using Psa.Customers;
using Psa.Numbering;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Gives tickets, projects and service documents their numbers.</summary>
internal static class WorkNumbers
{
    /// <summary>Gives the chosen number, else the next of the series of who bills the customer; numbers that people gave by hand are passed over.</summary>
    /// <param name="step">The step.</param>
    /// <param name="chosen">The number that somebody says, or <see langword="null"/>.</param>
    /// <param name="purpose">What is numbered.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="ofNumber">The query for those of a number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RuleViolationException"><c>work.number_missing</c>, <c>work.number_taken</c>; of service documents <c>service_document.number_missing</c>, <c>service_document.number_taken</c>.</exception>
    internal static async Task<string> WorkNumberAsync<T>(
        this Step step, string? chosen, NumberPurpose purpose, Customer customer, Func<string, Query<T>> ofNumber, CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        const string At = nameof(NewTicket.Number);
        var (missing, taken) = purpose == NumberPurpose.ServiceDocument ? (AdjustmentErrors.NumberMissing, AdjustmentErrors.NumberTaken) : (WorkErrors.NumberMissing, WorkErrors.NumberTaken);
        if (!string.IsNullOrWhiteSpace(chosen))
        {
            return await IsTakenAsync(chosen).ConfigureAwait(false)
                ? throw new RuleViolationException(taken, $"Another {purpose} has the number {chosen}: choose another, or leave it to the number series.", customer.Id.Value).At(At)
                : chosen;
        }

        var payer = await step.PayerOfAsync(customer, cancellationToken).ConfigureAwait(false);
        var entity = await step.FindEntityAsync(customer.EntityUnder(payer), cancellationToken).ConfigureAwait(false);
        var series = entity is null ? null : await step.FindSeriesAsync(entity.Id, purpose, cancellationToken).ConfigureAwait(false);
        if (series is null)
        {
            throw new RuleViolationException(missing, $"Give the {purpose} a number, or set up a number series for it.", customer.Id.Value).At(At);
        }

        return (await step.TakeFreeAsync(series, entity!, 1, IsTakenAsync, cancellationToken).ConfigureAwait(false))[0];

        async Task<bool> IsTakenAsync(string number) => await step.Of<T>().FirstAsync(ofNumber(number), cancellationToken).ConfigureAwait(false) is not null;
    }
}
