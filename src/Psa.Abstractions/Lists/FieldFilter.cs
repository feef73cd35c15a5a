namespace Psa.Lists;

/// <summary>Compares a field of the list.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Values">With what, written as its <see cref="FieldKind"/> says, the same in every culture.</param>
public sealed record FieldFilter(string Field, FilterOperator Operator, ValueList<string> Values) : ListFilter;
