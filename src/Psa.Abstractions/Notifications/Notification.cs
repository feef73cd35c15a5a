using Psa.Events;

namespace Psa.Notifications;

/// <summary>What people are to be told.</summary>
/// <param name="Event">What happened, to which record, by whom and when; its place is the notification's.</param>
/// <param name="Kind">Of what they are told.</param>
/// <param name="Recipients">Who, by name first; each named once.</param>
public sealed record Notification(PsaEvent Event, NotificationKind Kind, ValueList<Recipient> Recipients);
