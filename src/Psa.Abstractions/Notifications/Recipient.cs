using System.Text.Json.Serialization;
using Psa.Access;

namespace Psa.Notifications;

/// <summary>Somebody who is told.</summary>
/// <param name="As">As what.</param>
/// <param name="User">Who; <see langword="null"/> for all that the host knows to be that.</param>
[method: JsonConstructor]
public sealed record Recipient(RecipientRole As, UserId? User = null);
