using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Psa.Access;

namespace Psa.Services;

/// <summary>Lets observers hear of one call of a host: as an activity, and in one message at its end.</summary>
internal static class Observing
{
    /// <summary>Does something that observers hear of: begun, ended, refused or failed.</summary>
    /// <param name="logger">Hears how it ended.</param>
    /// <param name="operation">What it is, the name of the activity: <c>billing_run.plan</c>.</param>
    /// <param name="actor">Who does it; the tenant is told, the person isn't.</param>
    /// <param name="run">The run that it is about, if any.</param>
    /// <param name="work">The work.</param>
    /// <param name="outcome">Says how it ended.</param>
    /// <param name="madeRun">Gives the run that was made, if one was.</param>
    internal static async Task<T> ObserveAsync<T>(
        this ILogger logger, string operation, Actor actor, Guid? run, Func<Task<T>> work, Func<T, string> outcome, Func<T, Guid?>? madeRun = null)
    {
        var (tenant, about) = (actor.Tenant, run);
        try
        {
            var result = await PsaDiagnostics.TraceAsync(operation, tenant, activity => Tag(activity, about), Work, outcome).ConfigureAwait(false);
            LogMessages.OperationDone(logger, operation, tenant, outcome(result), about);
            return result;
        }
        catch (OperationCanceledException)
        {
            LogMessages.OperationCanceled(logger, operation, tenant, PsaDiagnostics.Canceled, about);
            throw;
        }
        catch (PsaException refusal) when (refusal is not StoreException)
        {
            LogMessages.OperationRefused(logger, operation, tenant, refusal.Code, about);
            throw;
        }
        catch (Exception failure)
        {
            LogMessages.OperationFailed(logger, failure, operation, tenant, PsaDiagnostics.CodeOf(failure), about);
            throw;
        }

        async Task<T> Work(Activity? activity)
        {
            var result = await work().ConfigureAwait(false);
            if (madeRun?.Invoke(result) is { } made)
            {
                about = made;
                Tag(activity, made);
            }

            return result;
        }
    }

    private static void Tag(Activity? activity, Guid? run)
    {
        if (run is { } id)
        {
            activity?.SetTag(PsaDiagnostics.Run, id.ToString());
        }
    }
}
