using System.Text.Json.Serialization;

namespace Psa.Storage;

/// <summary>How a <see cref="Condition{T}"/> compares a column with its value.</summary>
[JsonConverter(typeof(EnumJsonConverter<ConditionOperator>))]
public enum ConditionOperator
{
    /// <summary>The column is the value; both may be nothing.</summary>
    Equal = 0,

    /// <summary>The column isn't the value.</summary>
    NotEqual = 1,

    /// <summary>The column is the value or comes after it.</summary>
    AtLeast = 2,

    /// <summary>The column comes after the value.</summary>
    Above = 3,

    /// <summary>The column is the value or comes before it.</summary>
    AtMost = 4,

    /// <summary>The column comes before the value.</summary>
    Below = 5,

    /// <summary>The column is one of the values: the condition's value is a list of them.</summary>
    OneOf = 6,
}
