using Psa.Catalog;

namespace Psa.Work;

/// <summary>Time that is to be approved, and as what: what is left open is as it was logged.</summary>
/// <param name="Entry">The entry, submitted.</param>
/// <param name="Minutes">How many of its minutes are billable, or <see langword="null"/> for all.</param>
/// <param name="Activity">The hourly rate, or <see langword="null"/> for the logged one, else the ticket's.</param>
/// <param name="Kind">The work kind, or <see langword="null"/> for the logged one.</param>
/// <param name="IsFree">Whether it isn't charged, or <see langword="null"/> for what was logged.</param>
public sealed record TimeToApprove(Id<TimeEntry> Entry, int? Minutes = null, Id<Product>? Activity = null, Id<WorkKind>? Kind = null, bool? IsFree = null);
