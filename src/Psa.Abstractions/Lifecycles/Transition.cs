using Ardalis.SmartEnum;
using Psa.Access;

namespace Psa.Lifecycles;

/// <summary>One row of a <see cref="Lifecycle{TStatus, TAction}"/>.</summary>
/// <typeparam name="TStatus">The statuses.</typeparam>
/// <typeparam name="TAction">What people do.</typeparam>
/// <param name="Action">What is done.</param>
/// <param name="From">The status before.</param>
/// <param name="To">The status after.</param>
/// <param name="Needs">The permission it takes, or <see langword="null"/> when the lifecycle asks for none.</param>
internal sealed record Transition<TStatus, TAction>(TAction Action, TStatus From, TStatus To, Permission? Needs)
    where TStatus : SmartEnum<TStatus>
    where TAction : struct, Enum;
