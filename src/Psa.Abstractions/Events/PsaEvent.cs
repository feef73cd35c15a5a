using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;

namespace Psa.Events;

/// <summary>
/// Something that happened to a record: who did what, when, from which state to which. It is stored with the change itself, in one commit, and never changed:
/// the audit trail, and the outbox that a host drains to notify people.
/// </summary>
public sealed record PsaEvent
{
    /// <summary>The data of kinds that have none: an empty object.</summary>
    public const string NoData = "{}";

    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="data">See <see cref="Data"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public PsaEvent(string data = NoData) => Data = data;

    /// <summary>Gets the place in the tenant's log, from 1, without a late-comer: 0 until the commit has given it.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Gets when it happened.</summary>
    public required Instant At { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets who did it.</summary>
    public required UserId Actor { get; init; }

    /// <summary>Gets their name as it was then.</summary>
    public required string ActorName { get; init; }

    /// <summary>Gets what happened, one of <see cref="EventKinds"/>: <c>contract.activated</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the kind of record: <c>Contract</c>.</summary>
    public required string RecordKind { get; init; }

    /// <summary>Gets the record's id.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>Gets the status or value before, or <see langword="null"/> when there was none.</summary>
    public string? From { get; init; }

    /// <summary>Gets the status or value after, or <see langword="null"/> when there is none.</summary>
    public string? To { get; init; }

    /// <summary>Gets the reason the actor gave, if any.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets more facts: one JSON object, whose members the kind's description in <see cref="EventKinds"/> names; <see cref="NoData"/> when the kind has none.</summary>
    public string Data { get; init; }

    /// <summary>Makes an event of an actor's tenant, to be staged with <see cref="IEventLog.Append"/>.</summary>
    /// <typeparam name="TEntity">The kind of record.</typeparam>
    /// <param name="actor">Who did it.</param>
    /// <param name="at">When.</param>
    /// <param name="kind">What: one of <see cref="EventKinds"/>.</param>
    /// <param name="record">The record's id.</param>
    /// <param name="from">The status or value before, if any.</param>
    /// <param name="to">The status or value after, if any.</param>
    /// <param name="reason">The reason the actor gave, if any.</param>
    /// <returns>The event, without a sequence.</returns>
    [Pure]
    public static PsaEvent By<TEntity>(Actor actor, Instant at, string kind, Id<TEntity> record, string? from = null, string? to = null, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new()
        {
            Tenant = actor.Tenant,
            At = at,
            Actor = actor.User,
            ActorName = actor.DisplayName,
            Kind = kind,
            RecordKind = typeof(TEntity).Name,
            RecordId = record.Value,
            From = from,
            To = to,
            Reason = reason,
        };
    }
}
