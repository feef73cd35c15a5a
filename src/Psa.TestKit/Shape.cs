using System.Collections.Concurrent;
using System.Reflection;

namespace Psa.TestKit;

/// <summary>How a type of the library is made: its constructor, and the properties that it doesn't set. Found once a type.</summary>
/// <param name="Constructor">The constructor with the fewest parameters that isn't of a copy; <see langword="null"/> when a value has none.</param>
/// <param name="Parameters">Its parameters, in their order.</param>
/// <param name="Properties">The properties that are set afterwards.</param>
internal sealed record Shape(ConstructorInfo? Constructor, IReadOnlyList<Shape.Slot> Parameters, IReadOnlyList<(PropertyInfo Property, Shape.Slot Slot)> Properties)
{
    private static readonly ConcurrentDictionary<Type, Shape> Shapes = new();

    /// <summary>Gives the shape of a type.</summary>
    internal static Shape Of(Type type) => Shapes.GetOrAdd(type, Find);

    private static Shape Find(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var constructor = type.GetConstructors().OrderBy(c => c.GetParameters().Length).FirstOrDefault(c => c.GetParameters() is not [var only] || only.ParameterType != type);
        var parameters = constructor?.GetParameters() ?? [];
        var properties = type.GetProperties().Where(p => p.CanWrite && !parameters.Any(a => string.Equals(a.Name, p.Name, StringComparison.OrdinalIgnoreCase)));
        return new(
            constructor,
            [.. parameters.Select(parameter => Slot.Of(parameter.ParameterType, () => nullability.Create(parameter)))],
            [.. properties.Select(property => (property, Slot.Of(property.PropertyType, () => nullability.Create(property))))]);
    }

    /// <summary>What is to be filled.</summary>
    /// <param name="Type">With which type.</param>
    /// <param name="MayBeNull">Whether it may be left out.</param>
    internal readonly record struct Slot(Type Type, bool MayBeNull)
    {
        /// <summary>Gives what a value type says itself, and others by their annotations.</summary>
        internal static Slot Of(Type type, Func<NullabilityInfo> nullability) =>
            new(type, type.IsValueType ? Nullable.GetUnderlyingType(type) is not null : nullability().WriteState == NullabilityState.Nullable);
    }
}
