using Ardalis.SmartEnum;

namespace Psa.Lifecycles;

/// <summary>Where lifecycles begin.</summary>
internal static class Lifecycle
{
    /// <summary>Begins a lifecycle: <c>Lifecycle.Starting(Draft).Allow(Activate, from: Draft, to: Active, needs: Permission.EditContracts)</c>.</summary>
    /// <typeparam name="TStatus">The statuses.</typeparam>
    /// <param name="initial">The status of a new record.</param>
    /// <returns>The beginning, to which transitions are added.</returns>
    public static LifecycleStart<TStatus> Starting<TStatus>(TStatus initial)
        where TStatus : SmartEnum<TStatus>
    {
        ArgumentNullException.ThrowIfNull(initial);
        return new(initial);
    }
}
