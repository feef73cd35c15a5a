using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>An immutable list that equals another by its elements, so that a saved record equals the loaded one. The default value is an empty list.</summary>
/// <typeparam name="T">The elements.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
[JsonConverter(typeof(PsaJsonConverter))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>, IJsonConverterSource, IItems
{
    private readonly ImmutableArray<T> _items;

    internal ValueList(ImmutableArray<T> items) => _items = items;

    /// <summary>Gets the empty list.</summary>
    public static ValueList<T> Empty => default;

    /// <inheritdoc/>
    public int Count => _items.IsDefault ? 0 : _items.Length;

    /// <summary>Gets whether there are no elements.</summary>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc/>
    public T this[int index] => _items.IsDefault ? throw new ArgumentOutOfRangeException(nameof(index)) : _items[index];

    /// <summary>Gives the elements without copying.</summary>
    /// <returns>A span over them.</returns>
    [Pure]
    public ReadOnlySpan<T> AsSpan() => _items.IsDefault ? [] : _items.AsSpan();

    /// <summary>Gives a list with one more element at the end.</summary>
    /// <param name="item">The element.</param>
    /// <returns>The longer list.</returns>
    [Pure]
    public ValueList<T> Add(T item) => new(_items.IsDefault ? [item] : _items.Add(item));

    /// <summary>Gives a list with more elements at the end.</summary>
    /// <param name="items">The elements.</param>
    /// <returns>The longer list.</returns>
    [Pure]
    public ValueList<T> AddRange(IEnumerable<T> items) => new((_items.IsDefault ? ImmutableArray<T>.Empty : _items).AddRange(items));

    /// <summary>Gives a list in which one element is another.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="item">The new element.</param>
    /// <returns>The changed list.</returns>
    [Pure]
    public ValueList<T> SetItem(int index, T item) => new(_items.SetItem(index, item));

    /// <summary>Enumerates the elements without allocating, also where the loop awaits. A loop that is hot and doesn't await goes over <see cref="AsSpan"/>.</summary>
    /// <returns>The enumerator.</returns>
    public ImmutableArray<T>.Enumerator GetEnumerator() => (_items.IsDefault ? [] : _items).GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items.IsDefault ? [] : _items)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    object? IItems.ItemAt(int index) => this[index];

    JsonConverter IJsonConverterSource.CreateConverter() => new ValueListJsonConverter<T>();

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other)
    {
        var left = AsSpan();
        var right = other.AsSpan();
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Lists the elements.</summary>
    /// <returns>The elements between brackets.</returns>
    public override string ToString() => $"[{string.Join(", ", (IEnumerable<T>)this)}]";

    /// <summary>Compares element by element.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether all elements are equal, in order.</returns>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Compares element by element.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether any element differs.</returns>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);
}

/// <summary>Makes <see cref="ValueList{T}"/>s.</summary>
public static class ValueList
{
    /// <summary>Makes a list of the elements; also what a collection expression <c>[a, b]</c> calls.</summary>
    /// <typeparam name="T">The elements.</typeparam>
    /// <param name="items">The elements, copied.</param>
    /// <returns>The list.</returns>
    [Pure]
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new([.. items]);

    /// <summary>Makes a list of an array that nobody else holds, without copying it.</summary>
    internal static ValueList<T> Owning<T>(T[] items) => items.Length == 0 ? default : new(ImmutableCollectionsMarshal.AsImmutableArray(items));

    /// <summary>Makes a list of a sequence.</summary>
    /// <typeparam name="T">The elements.</typeparam>
    /// <param name="items">The elements, copied.</param>
    /// <returns>The list.</returns>
    [Pure]
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new([.. items]);
}
