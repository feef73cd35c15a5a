using System.Text.Json.Serialization;

namespace Psa.Lists;

/// <summary>What a field of a list holds, and so how a value is written and which comparisons it takes.</summary>
[JsonConverter(typeof(EnumJsonConverter<FieldKind>))]
public enum FieldKind
{
    /// <summary>Text. Upper and lower case are alike.</summary>
    Text = 0,

    /// <summary>A number: <c>12</c> or <c>-3.5</c>.</summary>
    Number = 1,

    /// <summary>An amount with its currency: <c>100.00 EUR</c>. Amounts of other currencies neither compare with it nor equal it.</summary>
    Money = 2,

    /// <summary>A day: <c>2026-03-31</c>.</summary>
    Date = 3,

    /// <summary>Yes or no: <c>true</c> or <c>false</c>.</summary>
    Truth = 4,

    /// <summary>One of a few names, such as a status. It sorts by their order.</summary>
    Choice = 5,

    /// <summary>The id of a record.</summary>
    Id = 6,
}
