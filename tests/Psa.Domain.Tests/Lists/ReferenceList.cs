using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Psa.Lists;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Lists;

/// <summary>What a filter of sales items finds, in the plainest way: every item is looked at, and shares nothing with the library but the words.</summary>
internal static class ReferenceList
{
    public static readonly (string Name, string Kind, bool IsMany)[] Fields =
    [
        ("number", "text", false), ("customer", "id", false), ("customerName", "text", false), ("payer", "id", false), ("source", "source", false), ("contract", "id", false),
        ("ticket", "id", false), ("project", "id", false), ("product", "id", true), ("lineText", "text", true), ("billingDate", "date", false), ("periodFirstDay", "date", false), ("periodLastDay", "date", false),
        ("total", "money", false), ("net", "money", false), ("computed", "money", false), ("credited", "money", false), ("currency", "text", false), ("status", "status", false),
        ("invoiced", "truth", false), ("invoice", "id", false), ("invoiceNumber", "text", false), ("age", "number", false), ("purchaseOrderNumber", "text", false), ("released", "truth", false),
    ];

    private static readonly string[] Sources = ["ContractPart", "Ticket", "VendorUsage", "Manual", "Order", "Deposit", "Project"];
    private static readonly string[] Statuses = ["Draft", "Pending", "Invoiced", "Canceled", "Settled"];

    public static List<SalesItem> Find(ListedWorld world, ListRequest request)
    {
        var sort = request.SortBy ?? "billingDate";
        var words = request.Search is null ? [] : Words(request.Search);
        var found = world.Items.Values.Where(item => (request.Filter is null || Holds(world, item, request.Filter)) && words.TrueForAll(word => Has(world, item, word))).ToList();
        found.Sort((left, right) => Order(Values(world, left, sort), Values(world, right, sort)) is var order && order != 0 ? order : string.CompareOrdinal(left.Id.ToString(), right.Id.ToString()));
        if (request.Descending)
        {
            found.Reverse();
        }

        return found;
    }

    public static object[] Values(ListedWorld world, SalesItem item, string field) =>
        new object?[][]
        {
            field switch
            {
                "number" => [item.Number],
                "customer" => [item.Customer.Value],
                "customerName" => [world.Customers[item.Customer].Name],
                "payer" => [(item.Payer ?? world.Customers[item.Customer].Payer).Value],
                "source" => [Array.IndexOf(Sources, item.Source.ToString())],
                "contract" => [item.Contract?.Value],
                "ticket" or "project" => [string.Equals(field, $"{item.Source}", StringComparison.OrdinalIgnoreCase) ? item.SourceId : null],
                "product" => [.. item.Lines.Select(line => (object?)line.Product?.Value)],
                "lineText" => [.. item.Lines.Select(line => line.Text)],
                "billingDate" => [item.BillingDate],
                "periodFirstDay" => [item.Period?.Start],
                "periodLastDay" => [item.Period?.LastDay],
                "total" => [item.TotalBeforeDiscount],
                "net" => [item.Net],
                "computed" => [item.Computed],
                "credited" => [item.Credited],
                "currency" => [item.Currency.Code],
                "status" => [Array.IndexOf(Statuses, item.Status.Name)],
                "invoiced" => [item.Status == SalesItemStatus.Invoiced],
                "invoice" => [item.Invoice?.Value],
                "invoiceNumber" => [item.Invoice is { } id ? world.Invoices[id].Number : null],
                "age" => [(decimal)Period.DaysBetween(item.BillingDate, ListedWorld.Day)],
                "purchaseOrderNumber" => [item.Terms?.PurchaseOrderNumber ?? (item.Contract is { } contract ? world.Contracts[contract].PurchaseOrderNumber : null)],
                "released" => [item.Released],
                _ => throw new InvalidOperationException(field),
            },
        }[0].OfType<object>().ToArray();

    public static object Parse(string kind, string text) => kind switch
    {
        "text" => text,
        "id" => Guid.Parse(text),
        "source" => Array.IndexOf(Sources, text),
        "status" => Array.IndexOf(Statuses, text),
        "date" => LocalDatePattern.Iso.Parse(text).Value,
        "money" => Money.Of(decimal.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture), Currency.FromCode(text.Split(' ')[1])),
        "truth" => text == "true",
        _ => decimal.Parse(text, CultureInfo.InvariantCulture),
    };

    public static string Write(string kind, object value) => kind switch
    {
        "source" => Sources[(int)value],
        "status" => Statuses[(int)value],
        "date" => LocalDatePattern.Iso.Format((LocalDate)value),
        "truth" => (bool)value ? "true" : "false",
        "money" => ((Money)value).ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Tells whether a comparison holds of the values of a field.</summary>
    public static bool Compares(object[] values, FilterOperator how, object[] wanted) => how switch
    {
        FilterOperator.Empty => values.Length == 0,
        FilterOperator.NotEqual => !values.Any(value => Compare(value, wanted[0]) == 0),
        FilterOperator.Contains => values.Any(value => Fold((string)value).Contains(Fold((string)wanted[0]), StringComparison.Ordinal)),
        FilterOperator.OneOf => values.Any(value => wanted.Any(one => Compare(value, one) == 0)),
        FilterOperator.Between => values.Any(value => Compare(value, wanted[0]) >= 0 && Compare(value, wanted[1]) <= 0),
        FilterOperator.Equal => values.Any(value => Compare(value, wanted[0]) == 0),
        FilterOperator.Below => values.Any(value => Compare(value, wanted[0]) < 0),
        FilterOperator.AtMost => values.Any(value => Compare(value, wanted[0]) <= 0),
        FilterOperator.Above => values.Any(value => Compare(value, wanted[0]) > 0),
        _ => values.Any(value => Compare(value, wanted[0]) >= 0),
    };

    /// <summary>Compares values by which a list is sorted, of which there is one or none.</summary>
    public static int Order(object[] left, object[] right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length - right.Length;
        }

        if (left[0] is Money money && money.Currency != ((Money)right[0]).Currency)
        {
            return string.CompareOrdinal(money.Currency.Code, ((Money)right[0]).Currency.Code);
        }

        var order = Compare(left[0], right[0])!.Value;
        return order == 0 && left[0] is string text ? Bytes(text).AsSpan().SequenceCompareTo(Bytes((string)right[0])) : order;
    }

    /// <summary>Takes a search to pieces: those of these tests have one kind of space, and quotes around whole words.</summary>
    public static List<string> Words(string search) =>
        search.Contains('"', StringComparison.Ordinal) ? [.. search.Split('"').Select(word => word.Trim()).Where(word => word.Length > 0)] : [.. search.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Makes upper and lower case alike.</summary>
    public static string Fold(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value is 0x131 or 0x17F ? rune : Rune.ToUpperInvariant(rune)));

    private static bool Holds(ListedWorld world, SalesItem item, ListFilter filter) => filter switch
    {
        AllFilter all => all.Of.All(part => Holds(world, item, part)),
        AnyFilter any => any.Of.Any(part => Holds(world, item, part)),
        NotFilter not => !Holds(world, item, not.Of),
        FieldFilter field => Compares(Values(world, item, field.Field), field.Operator, [.. field.Values.Select(text => Parse(Fields.Single(one => one.Name == field.Field).Kind, text))]),
        _ => throw new InvalidOperationException(),
    };

    private static int? Compare(object left, object right) => left switch
    {
        string text => Bytes(Fold(text)).AsSpan().SequenceCompareTo(Bytes(Fold((string)right))),
        Money money => money.Currency == ((Money)right).Currency ? money.Amount.CompareTo(((Money)right).Amount) : null,
        Guid id => string.CompareOrdinal(id.ToString(), right.ToString()),
        _ => ((IComparable)left).CompareTo(right),
    };

    private static bool Has(ListedWorld world, SalesItem item, string word) =>
        new[] { "number", "customerName", "lineText" }.Any(field => Values(world, item, field).Any(text => Fold((string)text).Contains(Fold(word), StringComparison.Ordinal)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
