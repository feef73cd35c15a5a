namespace Psa.Lists;

/// <summary>Wants what fulfils any of some filters.</summary>
/// <param name="Of">The filters; without any, nothing fulfils one.</param>
public sealed record AnyFilter(ValueList<ListFilter> Of) : ListFilter;
