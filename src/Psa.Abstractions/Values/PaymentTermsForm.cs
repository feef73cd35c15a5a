using System.Text.Json.Serialization;

namespace Psa;

/// <summary>How payment terms count: written as text they are one of four forms.</summary>
[JsonConverter(typeof(EnumJsonConverter<PaymentTermsForm>))]
public enum PaymentTermsForm
{
    /// <summary><c>net 30</c>: days after the document's date.</summary>
    DueIn = 0,

    /// <summary><c>eom 14</c>: days after the last day of the document's month.</summary>
    EndOfMonth = 1,

    /// <summary><c>eom +1m</c>: the last day of a month, so many months later.</summary>
    EndOfMonthPlusMonths = 2,

    /// <summary><c>day 15 +1m</c>: a day of a month, so many months later; the last day of a month that has no such day.</summary>
    DayOfMonth = 3,
}
