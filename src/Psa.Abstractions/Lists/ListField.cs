namespace Psa.Lists;

/// <summary>A field by which a list is filtered.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="CanSort">Whether the list sorts by it: not where a record has several values.</param>
/// <param name="Choices">The names that a <see cref="FieldKind.Choice"/> has, in its order.</param>
public sealed record ListField(string Name, FieldKind Kind, bool CanSort, ValueList<string> Choices);
