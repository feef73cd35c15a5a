using System.Globalization;
using NodaTime;
using Psa.Storage;

namespace Psa.Lists;

/// <summary>The values of fields: how they are written, and which comes first.</summary>
internal static class FieldValues
{
    /// <summary>Reads a value from text.</summary>
    /// <returns>The value; <see langword="null"/> when the text is none of that kind.</returns>
    internal static object? Read(FieldKind kind, ValueList<string> choices, string text)
    {
        switch (kind)
        {
            case FieldKind.Text:
                return text.Length == 0 || StoredText.IsBad(text) ? null : text;
            case FieldKind.Number:
                return DecimalText.TryParse(text, out var number) ? number : null;
            case FieldKind.Money:
                return Money.TryParse(text, CultureInfo.InvariantCulture, out var money) ? money : null;
            case FieldKind.Date:
                return DateText.TryParse(text, out var date) ? date : null;
            case FieldKind.Truth:
                return text is "true" or "false" ? text == "true" : null;
            case FieldKind.Choice:
                return PlaceOf(choices, text);
            default:
                return Guid.TryParseExact(text, "D", out var id) ? id : null;
        }
    }

    /// <summary>Writes a value; <see cref="Read"/> reads it back.</summary>
    internal static string Write(object value, ValueList<string> choices) => value switch
    {
        string text => text,
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        Money money => money.ToString(),
        LocalDate date => date.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        int place => choices[place],
        _ => ((Guid)value).ToString("D"),
    };

    /// <summary>Says how a value of a kind is written.</summary>
    internal static string Example(FieldKind kind, ValueList<string> choices) => kind switch
    {
        FieldKind.Text => "a text that isn't empty",
        FieldKind.Number => "a number such as 12.5",
        FieldKind.Money => "an amount with its currency such as 100.00 EUR",
        FieldKind.Date => "a day such as 2026-03-31",
        FieldKind.Truth => "true or false",
        FieldKind.Choice => $"one of {string.Join(", ", (IEnumerable<string>)choices)}",
        _ => "the id of a record such as 018f4d2e-0000-7000-8000-000000000001",
    };

    /// <summary>Tells whether two values of a field are equal, as a comparison sees them.</summary>
    internal static bool AreEqual(object left, object right) => left is string text ? TextFold.Of(text) == TextFold.Of((string)right) : left.Equals(right);

    /// <summary>Compares two values of a field, as a comparison sees them; <see langword="null"/> when neither comes first, as of two currencies.</summary>
    internal static int? Compare(object left, object right) => left switch
    {
        string text => TextOrder.Instance.Compare(TextFold.Of(text), TextFold.Of((string)right)),
        Money money => money.Currency == ((Money)right).Currency ? money.MinorUnits.CompareTo(((Money)right).MinorUnits) : null,
        _ => Comparer<object>.Default.Compare(left, right),
    };

    /// <summary>Compares two values of a field as lists sort them: nothing first, text that only differs in case by the text, amounts by currency first.</summary>
    internal static int Sort(object? left, object? right)
    {
        if (left is null || right is null)
        {
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        }

        switch (left)
        {
            case string text:
                var fold = TextOrder.Instance.Compare(TextFold.Of(text), TextFold.Of((string)right));
                return fold != 0 ? fold : TextOrder.Instance.Compare(text, (string)right);
            case Money money:
                var currency = string.CompareOrdinal(money.Currency.Code, ((Money)right).Currency.Code);
                return currency != 0 ? currency : money.MinorUnits.CompareTo(((Money)right).MinorUnits);
            default:
                return Comparer<object>.Default.Compare(left, right);
        }
    }

    private static int? PlaceOf(ValueList<string> choices, string name)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i] == name)
            {
                return i;
            }
        }

        return null;
    }
}
