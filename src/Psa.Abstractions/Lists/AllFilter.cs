namespace Psa.Lists;

/// <summary>Wants what fulfils all of some filters.</summary>
/// <param name="Of">The filters; without any, everything fulfils them.</param>
public sealed record AllFilter(ValueList<ListFilter> Of) : ListFilter;
