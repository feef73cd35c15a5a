using System.Text.Json.Serialization;

namespace Psa.Notifications;

/// <summary>Whom an event concerns: the data of events of which people are told, written with the event.</summary>
/// <param name="Kind">Of what they are told.</param>
/// <param name="Recipients">Who, by name first; each named once.</param>
/// <param name="IsOff">Whether the kind was switched off when it happened: then nobody is told.</param>
[method: JsonConstructor]
public sealed record Notice(NotificationKind Kind, ValueList<Recipient> Recipients, bool IsOff = false);
