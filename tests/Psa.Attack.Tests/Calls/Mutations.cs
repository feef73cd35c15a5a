namespace Psa.Attack.Tests.Calls;

/// <summary>All ways to give one value in an argument another value, however deep it lies.</summary>
/// <param name="world">Whose values fill what is missing on the way.</param>
/// <param name="othersOf">The other values of a type.</param>
/// <param name="withLists">Whether lists are emptied, doubled and given a <see langword="null"/>.</param>
internal sealed class Mutations(World world, Func<Type, IEnumerable<object?>> othersOf, bool withLists)
{
    private const int MostDepth = 5;

    private readonly Values _values = new(world);

    public IEnumerable<(string Where, object? Value)> Of(Type type, object? value, string where, int depth = 0)
    {
        foreach (var other in othersOf(type).Where(other => !Equals(other, value)))
        {
            yield return ($"{where} = {Show(other)}", other);
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        var whole = value ?? _values.One(type, where);
        if (whole is null || depth == MostDepth)
        {
            yield break;
        }

        var inside = ElementOf(type) is { } element ? OfList(whole, element, where, depth) : OfParts(whole, where, depth);
        foreach (var changed in inside)
        {
            yield return changed;
        }
    }

    private static Type? ElementOf(Type type) => type.IsGenericType && type != typeof(string) && type.GetGenericArguments() is [var element] && !Parts.IsId(type) && !type.Name.StartsWith(nameof(IProgress<>), StringComparison.Ordinal)
        ? element
        : null;

    private static string Show(object? value) => value switch
    {
        null => "null",
        string { Length: > 100 } text => $"a text of {text.Length} characters",
        string text => System.Text.Json.JsonSerializer.Serialize(text.Replace("\uD800", "lone surrogate", StringComparison.Ordinal)),
        NodaTime.LocalDate date => $"{date:R} {date.Calendar}",
        _ => $"{value}",
    };

    private static IEnumerable<(string Where, object? Value)> Shapes(object list, Type element, string where, List<object?> items)
    {
        yield return ($"{where} = empty", Lists.Like(list, element, []));
        if (!element.IsValueType)
        {
            yield return ($"{where} = with a null", Lists.Like(list, element, [.. items, null]));
        }

        if (items.Count > 0)
        {
            yield return ($"{where} = with one twice", Lists.Like(list, element, [.. items, items[0]]));
        }
    }

    private IEnumerable<(string Where, object? Value)> OfList(object list, Type element, string where, int depth)
    {
        var items = list is IStreamed stream ? [.. stream.Items] : ((System.Collections.IEnumerable)list).Cast<object?>().ToList();
        var shapes = withLists ? Shapes(list, element, where, items) : [];
        foreach (var shape in shapes)
        {
            yield return shape;
        }

        var first = items.Count > 0 ? items[0] : _values.One(element, where);
        foreach (var (place, changed) in Of(element, first, $"{where}[0]", depth + 1))
        {
            yield return (place, Lists.Like(list, element, [changed, .. items.Skip(1)]));
        }
    }

    private IEnumerable<(string Where, object? Value)> OfParts(object whole, string where, int depth) =>
        from property in Parts.Of(whole.GetType())
        from changed in Of(property.PropertyType, property.GetValue(whole), $"{where}.{property.Name}", depth + 1)
        from copy in Parts.TryWith(whole, property, changed.Value)
        select (changed.Where, (object?)copy);
}
