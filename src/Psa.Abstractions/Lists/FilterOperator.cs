using System.Text.Json.Serialization;

namespace Psa.Lists;

/// <summary>How a <see cref="FieldFilter"/> compares a field with its values. A field that isn't filled in fulfils no comparison but <see cref="Empty"/> and <see cref="NotEqual"/>.</summary>
[JsonConverter(typeof(EnumJsonConverter<FilterOperator>))]
public enum FilterOperator
{
    /// <summary>The field is the value; of several, one of them is.</summary>
    Equal = 0,

    /// <summary>Not <see cref="Equal"/>: also when the field is empty.</summary>
    NotEqual = 1,

    /// <summary>The field comes before the value.</summary>
    Below = 2,

    /// <summary>The field is the value or comes before it.</summary>
    AtMost = 3,

    /// <summary>The field comes after the value.</summary>
    Above = 4,

    /// <summary>The field is the value or comes after it.</summary>
    AtLeast = 5,

    /// <summary>The field is one of the values.</summary>
    OneOf = 6,

    /// <summary>The field is the first or the second value, or between them.</summary>
    Between = 7,

    /// <summary>The field, a text, has the value somewhere in it.</summary>
    Contains = 8,

    /// <summary>The field isn't filled in. It is compared with no value.</summary>
    Empty = 9,
}
