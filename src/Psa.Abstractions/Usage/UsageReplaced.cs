using NodaTime;

namespace Psa.Usage;

/// <summary>What a delivery did when it took effect: the data of <see cref="Events.EventKinds.UsageReplaced"/>.</summary>
/// <param name="SourceCode">The code of the source.</param>
/// <param name="Scope">What the delivery is of.</param>
/// <param name="PeriodFrom">The first day of its period.</param>
/// <param name="PeriodLastDay">The last day of its period, included.</param>
/// <param name="Imported">How many rows were new.</param>
/// <param name="Replaced">How many rows replaced another value.</param>
/// <param name="Unchanged">How many rows were there already.</param>
/// <param name="Withdrawn">How many rows of the delivery before are gone.</param>
public sealed record UsageReplaced(string SourceCode, string Scope, LocalDate PeriodFrom, LocalDate PeriodLastDay, long Imported, long Replaced, long Unchanged, long Withdrawn);
