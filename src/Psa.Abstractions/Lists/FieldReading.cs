using NodaTime;

namespace Psa.Lists;

/// <summary>What fields are read with, beside the record.</summary>
/// <param name="Related">The records beside it.</param>
/// <param name="Day">The day on which an age is told.</param>
internal readonly record struct FieldReading(IRelated Related, LocalDate Day);
