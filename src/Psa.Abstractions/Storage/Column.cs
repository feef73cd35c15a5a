using System.Runtime.CompilerServices;

namespace Psa.Storage;

/// <summary>
/// A property by which a store finds and sorts records. Text is compared by code points, ids by their text, statuses by equality only; nothing comes before everything.
/// </summary>
/// <typeparam name="T">The records.</typeparam>
public abstract class Column<T>
{
    private protected Column(string name) => Name = name;

    /// <summary>Gets the name of the property.</summary>
    public string Name { get; }

    /// <summary>Gets the type of the property.</summary>
    public abstract Type Type { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Gives a record's value.</summary>
    /// <param name="row">The record.</param>
    /// <returns>The value, of <see cref="Type"/>.</returns>
    public abstract object? ValueOf(T row);

    /// <summary>Compares the values of two records.</summary>
    /// <param name="left">A record.</param>
    /// <param name="right">Another record.</param>
    /// <returns>Less than 0, 0 or more than 0, as the first comes before the second.</returns>
    public abstract int Compare(T left, T right);

    /// <summary>Compares a record's value with another.</summary>
    /// <param name="row">The record.</param>
    /// <param name="value">A value of <see cref="Type"/>.</param>
    /// <returns>Less than 0, 0 or more than 0, as the record's value comes before the other.</returns>
    public abstract int CompareTo(T row, object? value);

    internal Condition<T> Is(object? value) => new(this, ConditionOperator.Equal, value);

    internal Condition<T> IsNot(object? value) => new(this, ConditionOperator.NotEqual, value);

    internal Condition<T> From(object value) => new(this, ConditionOperator.AtLeast, value);

    internal Condition<T> After(object value) => new(this, ConditionOperator.Above, value);

    internal Condition<T> Through(object value) => new(this, ConditionOperator.AtMost, value);

    internal Condition<T> Before(object value) => new(this, ConditionOperator.Below, value);

    internal Condition<T> IsOneOf<TValue>(IReadOnlyCollection<TValue> values) => new(this, ConditionOperator.OneOf, values);
}

/// <summary>Makes columns.</summary>
internal static class Column
{
    /// <summary>Makes the column of a property.</summary>
    /// <param name="get">Reads the property, and nothing else: <c>static (Customer c) => c.Number</c>.</param>
    /// <param name="expression">The compiler fills it in: the property's name is its last word.</param>
    internal static Column<T> Of<T, TValue>(Func<T, TValue> get, [CallerArgumentExpression(nameof(get))] string expression = "") =>
        new Property<T, TValue>(expression[(expression.LastIndexOf('.') + 1)..], get);

    private sealed class Property<T, TValue>(string name, Func<T, TValue> get) : Column<T>(name)
    {
        private static readonly IComparer<TValue> Order = typeof(TValue) == typeof(string) ? (IComparer<TValue>)(object)TextOrder.Instance : Comparer<TValue>.Default;

        public override Type Type => typeof(TValue);

        public override object? ValueOf(T row) => get(row);

        public override int Compare(T left, T right) => Order.Compare(get(left), get(right));

        public override int CompareTo(T row, object? value) => Order.Compare(get(row), (TValue)value!);
    }
}
