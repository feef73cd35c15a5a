using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;

namespace Psa.Inventory;

/// <summary>Who approved what is to be bought.</summary>
/// <param name="User">Who.</param>
/// <param name="By">Their name.</param>
/// <param name="Note">What they said, or <see langword="null"/>.</param>
[method: JsonConstructor]
public sealed record ApprovalGiven(UserId User, string By, string? Note = null)
{
    /// <summary>Gets when.</summary>
    public required Instant At { get; init => field = value.ToMicroseconds(); }
}
