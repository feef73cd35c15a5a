using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Ardalis.SmartEnum;
using Psa.Access;

namespace Psa.Lifecycles;

/// <summary>
/// How one kind of record changes its status: an immutable table, kept in a static field and shared. It tells what may happen next, enforces it,
/// checks the permission and draws itself. Nothing else assigns a status.
/// </summary>
/// <typeparam name="TStatus">The statuses.</typeparam>
/// <typeparam name="TAction">What people do.</typeparam>
public sealed class Lifecycle<TStatus, TAction>
    where TStatus : SmartEnum<TStatus>
    where TAction : struct, Enum
{
    private readonly ImmutableArray<Transition<TStatus, TAction>> _transitions;

    internal Lifecycle(TStatus initial, ImmutableArray<Transition<TStatus, TAction>> transitions)
    {
        Initial = initial;
        _transitions = transitions;
    }

    /// <summary>Gets the status of a new record.</summary>
    public TStatus Initial { get; }

    /// <summary>Gets the rows of the table in the order they were written.</summary>
    internal ValueList<Transition<TStatus, TAction>> Transitions => new(_transitions);

    /// <summary>Gives a lifecycle with one more transition.</summary>
    /// <param name="action">What is done.</param>
    /// <param name="from">The status before.</param>
    /// <param name="to">The status after; may be the same, for a step that is only checked.</param>
    /// <param name="needs">The permission it takes; none when left out.</param>
    /// <returns>The longer lifecycle.</returns>
    /// <exception cref="ArgumentException">The action is allowed from that status already.</exception>
    internal Lifecycle<TStatus, TAction> Allow(TAction action, TStatus from, TStatus to, Permission? needs = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return Find(from, action) is null
            ? new(Initial, _transitions.Add(new(action, from, to, needs)))
            : throw new ArgumentException($"{action} from {from.Name} stands in the table already: a status and an action lead to one place.", nameof(action));
    }

    /// <summary>Tells where an action leads. Allocates nothing.</summary>
    /// <param name="from">The status now.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="to">The status after, or <see langword="null"/> when it isn't allowed.</param>
    /// <returns>Whether it is allowed.</returns>
    public bool TryNext(TStatus from, TAction action, [NotNullWhen(true)] out TStatus? to)
    {
        to = Find(from, action)?.To;
        return to is not null;
    }

    /// <summary>Gives where an action leads.</summary>
    /// <param name="from">The status now.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    /// <returns>The status after.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; the message lists what is possible.</exception>
    internal TStatus Next(TStatus from, TAction action, params ReadOnlySpan<Guid> ids) => Require(from, action, ids).To;

    /// <summary>Gives where an action of somebody leads.</summary>
    /// <param name="from">The status now.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    /// <returns>The status after.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; the message lists what is possible.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    internal TStatus Next(TStatus from, TAction action, Actor actor, params ReadOnlySpan<Guid> ids) => Next(from, action, actor, Grants.None, ids);

    /// <summary>Gives where an action of somebody leads, under conditions that the caller has checked.</summary>
    /// <param name="from">The status now.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="satisfied">The conditions that hold, as in <see cref="Actor.May"/>: <see cref="Grants.Own"/> when the record is of the actor's customer.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    /// <returns>The status after.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; the message lists what is possible.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    internal TStatus Next(TStatus from, TAction action, Actor actor, Grants satisfied, params ReadOnlySpan<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var transition = Require(from, action, ids);
        if (transition.Needs is { } permission)
        {
            actor.Require(permission, satisfied, ids);
        }

        return transition.To;
    }

    /// <summary>Lists what can be done in a status, whoever does it.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The actions in the order of the table.</returns>
    public ValueList<TAction> ActionsFrom(TStatus status) => Actions(status, actor: null, Grants.None);

    /// <summary>Lists what somebody may do in a status: a host draws its buttons from it.</summary>
    /// <param name="status">The status.</param>
    /// <param name="actor">Who.</param>
    /// <param name="satisfied">The conditions that hold, as in <see cref="Actor.May"/>.</param>
    /// <returns>The actions in the order of the table.</returns>
    public ValueList<TAction> AllowedFor(TStatus status, Actor actor, Grants satisfied = Grants.None)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Actions(status, actor, satisfied);
    }

    /// <summary>Tells whether nothing follows.</summary>
    /// <param name="status">The status.</param>
    /// <returns>Whether no transition leaves it.</returns>
    public bool IsFinal(TStatus status)
    {
        foreach (var transition in _transitions)
        {
            if (ReferenceEquals(transition.From, status))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Draws the table as a Mermaid state diagram, as in <c>docs/lifecycles.md</c>; a permission stands in brackets after its action.</summary>
    /// <returns>The text of the diagram, lines ended by <c>\n</c>.</returns>
    public string ToMermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        text.Append("    [*] --> ").Append(Initial.Name).Append('\n');
        var finals = new List<TStatus>();
        foreach (var transition in _transitions)
        {
            text.Append("    ").Append(transition.From.Name).Append(" --> ").Append(transition.To.Name).Append(": ").Append(transition.Action.ToString());
            if (transition.Needs is { } permission)
            {
                text.Append(" [").Append(permission.ToString()).Append(']');
            }

            text.Append('\n');
            if (IsFinal(transition.To) && !finals.Contains(transition.To))
            {
                finals.Add(transition.To);
            }
        }

        foreach (var status in finals)
        {
            text.Append("    ").Append(status.Name).Append(" --> [*]\n");
        }

        return text.ToString();
    }

    /// <summary>A table has at most a few dozen rows: walking it costs no more than hashing a key.</summary>
    private Transition<TStatus, TAction>? Find(TStatus from, TAction action)
    {
        foreach (var transition in _transitions)
        {
            // there is one instance of each status, so the reference is the identity
            if (ReferenceEquals(transition.From, from) && EqualityComparer<TAction>.Default.Equals(transition.Action, action))
            {
                return transition;
            }
        }

        return null;
    }

    private Transition<TStatus, TAction> Require(TStatus from, TAction action, ReadOnlySpan<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (Find(from, action) is { } transition)
        {
            return transition;
        }

        var possible = ActionsFrom(from);
        throw new RuleViolationException(
            PsaErrors.ActionNotAllowed,
            possible.IsEmpty
                ? $"{action} isn't possible: {from.Name} is final, nothing follows it."
                : $"{action} isn't possible in status {from.Name}: possible are {string.Join(", ", (IEnumerable<TAction>)possible)}.",
            ids);
    }

    private ValueList<TAction> Actions(TStatus status, Actor? actor, Grants satisfied)
    {
        var actions = new List<TAction>();
        foreach (var transition in _transitions)
        {
            if (ReferenceEquals(transition.From, status) && (actor is null || transition.Needs is not { } permission || actor.May(permission, satisfied)))
            {
                actions.Add(transition.Action);
            }
        }

        return actions.ToValueList();
    }
}
