using System.Text.Json.Serialization;

namespace Psa.Customers;

/// <summary>Which lines a document shows as one. It changes what is shown, never the money: the document keeps every line.</summary>
[JsonConverter(typeof(EnumJsonConverter<LineGrouping>))]
public enum LineGrouping
{
    /// <summary>Each line is shown by itself.</summary>
    None = 0,

    /// <summary>Lines of the same days are shown as one.</summary>
    Period = 1,

    /// <summary>Lines of the same contract part, or of what else was billed, are shown as one.</summary>
    Part = 2,

    /// <summary>Lines of the same product are shown as one; lines of none stand by themselves.</summary>
    Product = 3,

    /// <summary>Lines of the same ticket or project are shown as one; all else stands by itself.</summary>
    Ticket = 4,

    /// <summary>Lines of the same hourly rate are shown as one; all but time stands by itself.</summary>
    Activity = 5,

    /// <summary>Lines of time that the same people worked are shown as one; all else stands by itself.</summary>
    Person = 6,
}
