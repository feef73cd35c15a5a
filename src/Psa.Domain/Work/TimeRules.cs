using NodaTime;
using Psa.Access;

namespace Psa.Work;

/// <summary>What time must keep to, and how it goes from hand to hand.</summary>
internal static class TimeRules
{
    /// <summary>The most minutes of an entry: those of a day.</summary>
    internal const int MostMinutes = 1440;

    /// <summary>Lists what is wrong with what somebody writes of time.</summary>
    /// <param name="content">What is written.</param>
    /// <param name="today">Today, where the tenant is.</param>
    internal static ValueList<Problem> Validate(this TimeContent content, LocalDate today)
    {
        var problems = new List<Problem>();
        if (BadMinutes(content.Minutes, nameof(content.Minutes)) is { } minutes)
        {
            problems.Add(minutes);
        }

        if (content.StartMinute is < 0 or >= MostMinutes)
        {
            problems.Add(new(WorkErrors.BadMinutes, FormattableString.Invariant($"{content.StartMinute} is no minute of a day: they are 0 to {MostMinutes - 1}."), nameof(content.StartMinute)));
        }

        if (content.WorkedOn > today)
        {
            problems.Add(new(WorkErrors.InFuture, $"Time of {content.WorkedOn:R} can't be logged on {today:R}: log it once it was worked.", nameof(content.WorkedOn)));
        }

        return problems.ToValueList();
    }

    /// <summary>Tells what is wrong with minutes.</summary>
    internal static Problem? BadMinutes(int minutes, string where) => minutes is >= 0 and <= MostMinutes
        ? null
        : new(WorkErrors.BadMinutes, FormattableString.Invariant($"An entry has 0 to {MostMinutes} minutes, not {minutes}."), where);

    /// <summary>Writes an entry anew.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="content">What is written of it.</param>
    /// <param name="isFree">Whether its ticket says that it isn't charged.</param>
    internal static TimeEntry With(this TimeEntry entry, TimeContent content, bool isFree) => entry with
    {
        WorkedOn = content.WorkedOn,
        StartMinute = content.StartMinute,
        Minutes = content.Minutes,
        Kind = content.Kind ?? WorkKinds.RegularOf(entry.Tenant),
        Activity = content.Activity,
        IsFree = content.IsFree ?? isFree,
        Text = content.Text,
    };

    /// <summary>Refuses an entry that is another's: only who logged it writes it.</summary>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    internal static TimeEntry RequireOwnedBy(this TimeEntry entry, Actor actor) => entry.User == actor.User
        ? entry
        : throw new PermissionDeniedException(actor.DisplayName, nameof(Permission.WorkOnTickets), entry.Id.Value);

    /// <summary>Refuses an entry that isn't a draft.</summary>
    /// <exception cref="RuleViolationException"><c>time.not_draft</c>.</exception>
    internal static TimeEntry RequireDraft(this TimeEntry entry) => entry.Status == TimeStatus.Draft
        ? entry
        : throw new RuleViolationException(
            WorkErrors.NotDraft, $"The time is {entry.Status.Name}: only a draft can be changed or deleted. Let it be rejected, and revise it.", entry.Id.Value);

    /// <summary>Asks for approval.</summary>
    internal static TimeEntry Submit(this TimeEntry entry, Actor actor) => entry with { Status = Next(entry, TimeAction.Submit, actor) };

    /// <summary>Says that an entry is wrong.</summary>
    internal static TimeEntry Reject(this TimeEntry entry, string reason, Actor actor) => entry with { Status = Next(entry, TimeAction.Reject, actor), RejectReason = reason };

    /// <summary>Lets a rejected entry be written anew.</summary>
    internal static TimeEntry Revise(this TimeEntry entry, Actor actor) => entry with { Status = Next(entry, TimeAction.Revise, actor), RejectReason = null };

    /// <summary>Says that an entry is right.</summary>
    internal static TimeEntry Approve(this TimeEntry entry, TimeApproval approval, Actor actor) => entry with { Status = Next(entry, TimeAction.Approve, actor), Approval = approval };

    /// <summary>Takes an approval back.</summary>
    internal static TimeEntry Unapprove(this TimeEntry entry, Actor actor) => entry with { Status = Next(entry, TimeAction.Unapprove, actor), Approval = null };

    private static TimeStatus Next(TimeEntry entry, TimeAction action, Actor actor) => TimeLifecycle.Table.Next(entry.Status, action, actor, entry.Id.Value);
}
