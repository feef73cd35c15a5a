namespace Psa.Usage;

/// <summary>
/// Where rows of usage come from: a vendor's feed. A source id names one row within its source, and within the source's period where it has one: two vendors may use the same ids,
/// and a vendor may begin at 1 again each month.
/// </summary>
/// <param name="Code">A code of the host's choice for the feed, the same at each import.</param>
/// <param name="Period">
/// The period within which source ids are unique, when the vendor uses them again in the next: then all rows lie in it. <see langword="null"/> when ids are never used again; a row that
/// comes again with another day then replaces the earlier one.
/// </param>
public sealed record UsageSource(string Code, DatePeriod? Period = null)
{
    /// <summary>Gets a code of the host's choice for the feed, the same at each import.</summary>
    public string Code { get; init => field = TextEnds.Trim(value); } = TextEnds.Trim(Code);
}
