using NodaTime;
using Psa.Access;

namespace Psa.Quotes;

/// <summary>Where the approval of a quote's content stands.</summary>
/// <param name="State">Asked for, granted or rejected.</param>
/// <param name="ContentHash">What it is of: the hash of the content; of another content it says nothing.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="DecidedBy">Who decided, or <see langword="null"/>.</param>
/// <param name="DecidedByName">The name of who decided, or <see langword="null"/>.</param>
/// <param name="Note">What they said, or <see langword="null"/>.</param>
public sealed record QuoteApproval(ApprovalState State, string ContentHash, UserId RequestedBy, UserId? DecidedBy = null, string? DecidedByName = null, string? Note = null)
{
    /// <summary>Gets when somebody decided, or <see langword="null"/>.</summary>
    public Instant? DecidedAt { get; init => field = value.ToMicroseconds(); }
}
