using Psa.Storage;

namespace Psa.Lists;

/// <summary>A comparison of a field that was checked, with its values as the field has them.</summary>
/// <typeparam name="T">The records.</typeparam>
internal sealed record CheckedComparison<T>(Field<T> Field, FilterOperator Operator, ValueList<object> Values)
{
    /// <summary>Tells whether a record fulfils it.</summary>
    internal bool Holds(T row, in FieldReading reading)
    {
        var read = Field.Read(row, reading);
        if (Operator == FilterOperator.Empty)
        {
            return read is null or List<object> { Count: 0 };
        }

        var isFound = read is List<object> many ? AnyIs(many) : read is not null && Is(read);
        return Operator == FilterOperator.NotEqual ? !isFound : isFound;
    }

    private bool AnyIs(List<object> values)
    {
        foreach (var value in values)
        {
            if (Is(value))
            {
                return true;
            }
        }

        return false;
    }

    private bool Is(object value) => Operator switch
    {
        FilterOperator.Equal or FilterOperator.NotEqual => FieldValues.AreEqual(value, Values[0]),
        FilterOperator.Below => FieldValues.Compare(value, Values[0]) < 0,
        FilterOperator.AtMost => FieldValues.Compare(value, Values[0]) <= 0,
        FilterOperator.Above => FieldValues.Compare(value, Values[0]) > 0,
        FilterOperator.AtLeast => FieldValues.Compare(value, Values[0]) >= 0,
        FilterOperator.Between => FieldValues.Compare(value, Values[0]) >= 0 && FieldValues.Compare(value, Values[1]) <= 0,
        FilterOperator.Contains => TextFold.Of((string)value).Contains(TextFold.Of((string)Values[0]), StringComparison.Ordinal),
        _ => IsOneOf(value),
    };

    private bool IsOneOf(object value)
    {
        foreach (var wanted in Values)
        {
            if (FieldValues.AreEqual(value, wanted))
            {
                return true;
            }
        }

        return false;
    }
}
