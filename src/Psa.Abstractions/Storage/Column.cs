using System.Runtime.CompilerServices;

namespace Psa.Storage;

/// <summary>
/// What a store finds and sorts records by: a property, or what follows from one. Text is compared by code points, ids by their text, statuses by equality only; nothing comes
/// before everything.
/// </summary>
/// <typeparam name="T">The records.</typeparam>
public abstract class Column<T>
{
    private protected Column(string name) => Name = name;

    /// <summary>Gets the name of the property, or of what follows from it.</summary>
    public string Name { get; }

    /// <summary>Gets the type of the value.</summary>
    public abstract Type Type { get; }

    /// <summary>
    /// Gets a value indicating whether the record has no such property: the value follows from one, as a text's fold does (<c>NumberFold</c>). A store that finds by stored values
    /// keeps it beside the record, and writes it whenever it writes the record.
    /// </summary>
    public virtual bool IsDerived => false;

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

    internal Condition<T> After(object? value) => new(this, ConditionOperator.Above, value);

    internal Condition<T> Through(object value) => new(this, ConditionOperator.AtMost, value);

    internal Condition<T> Before(object value) => new(this, ConditionOperator.Below, value);

    internal Condition<T> Contains(string value) => new(this, ConditionOperator.Contains, value);

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

    /// <summary>Makes the column of a text's fold, by which people search and sort: upper and lower case are alike.</summary>
    /// <param name="get">Reads the property, as in <see cref="Of"/>.</param>
    /// <param name="expression">The compiler fills it in.</param>
    internal static Column<T> FoldOf<T>(Func<T, string?> get, [CallerArgumentExpression(nameof(get))] string expression = "") =>
        new Fold<T>(expression[(expression.LastIndexOf('.') + 1)..] + nameof(Fold<>), get);

    /// <summary>Makes the column of what follows from other properties: a store keeps it beside the record.</summary>
    /// <param name="get">Reads it, and nothing else, as in <see cref="Of"/>.</param>
    /// <param name="expression">The compiler fills it in.</param>
    internal static Column<T> FollowingOf<T, TValue>(Func<T, TValue> get, [CallerArgumentExpression(nameof(get))] string expression = "") =>
        new Following<T, TValue>(expression[(expression.LastIndexOf('.') + 1)..], get);

    private class Property<T, TValue>(string name, Func<T, TValue> get) : Column<T>(name)
    {
        private static readonly IComparer<TValue> Order = typeof(TValue) == typeof(string) ? (IComparer<TValue>)(object)TextOrder.Instance : Comparer<TValue>.Default;

        public override Type Type => typeof(TValue);

        public override object? ValueOf(T row) => get(row);

        public override int Compare(T left, T right) => Order.Compare(get(left), get(right));

        public override int CompareTo(T row, object? value) => Order.Compare(get(row), (TValue)value!);
    }

    private sealed class Following<T, TValue>(string name, Func<T, TValue> get) : Property<T, TValue>(name, get)
    {
        public override bool IsDerived => true;
    }

    private sealed class Fold<T>(string name, Func<T, string?> get) : Column<T>(name)
    {
        public override Type Type => typeof(string);

        public override bool IsDerived => true;

        public override object? ValueOf(T row) => TextFold.Of(get(row));

        public override int Compare(T left, T right) => TextOrder.Instance.Compare(TextFold.Of(get(left)), TextFold.Of(get(right)));

        public override int CompareTo(T row, object? value) => TextOrder.Instance.Compare(TextFold.Of(get(row)), (string?)value);
    }
}
