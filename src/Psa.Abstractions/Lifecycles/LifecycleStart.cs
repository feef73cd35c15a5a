using Ardalis.SmartEnum;
using Psa.Access;

namespace Psa.Lifecycles;

/// <summary>A lifecycle that has a first status and no transition yet; see <see cref="Lifecycle.Starting{TStatus}"/>.</summary>
/// <typeparam name="TStatus">The statuses.</typeparam>
internal readonly struct LifecycleStart<TStatus>
    where TStatus : SmartEnum<TStatus>
{
    private readonly TStatus _initial;

    internal LifecycleStart(TStatus initial) => _initial = initial;

    /// <summary>Adds the first transition.</summary>
    /// <typeparam name="TAction">What people do.</typeparam>
    /// <param name="action">What is done.</param>
    /// <param name="from">The status before.</param>
    /// <param name="to">The status after.</param>
    /// <param name="needs">The permission it takes; none when left out.</param>
    /// <returns>The lifecycle.</returns>
    public Lifecycle<TStatus, TAction> Allow<TAction>(TAction action, TStatus from, TStatus to, Permission? needs = null)
        where TAction : struct, Enum => new Lifecycle<TStatus, TAction>(_initial, []).Allow(action, from, to, needs);
}
