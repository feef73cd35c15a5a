using Psa.Access;
using Psa.Lists;

namespace Psa.Records;

/// <summary>By which fields lists are filtered and sorted.</summary>
public static class ListFields
{
    /// <summary>Gives the fields of a list, in the order in which people are shown them.</summary>
    /// <param name="list">The list.</param>
    /// <returns>Its fields.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such list.</exception>
    [Pure]
    public static ValueList<ListField> Of(ListKind list) => list switch
    {
        ListKind.SalesItems => Shown(SalesItemFields.All),
        ListKind.Invoices => Shown(InvoiceFields.All),
        ListKind.Contracts => Shown(ContractFields.All),
        ListKind.Quotes => Shown(QuoteFields.All),
        ListKind.Orders => Shown(OrderFields.All),
        ListKind.Tickets => Shown(TicketFields.All),
        _ => throw new ArgumentOutOfRangeException(nameof(list), list, "There is no such list."),
    };

    /// <summary>Refuses a request that somebody can't ask of a list.</summary>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>.</exception>
    internal static void Check(ListKind list, ListRequest request, Actor actor)
    {
        switch (list)
        {
            case ListKind.SalesItems:
                Check(SalesItemFields.All, request);
                break;
            case ListKind.Invoices:
                Check(InvoiceFields.All, request);
                break;
            case ListKind.Contracts:
                Check(ContractFields.All, request);
                break;
            case ListKind.Quotes:
                Check(QuoteFields.All, request);
                break;
            case ListKind.Tickets:
                Check(TicketFields.AskedBy(actor), request);
                break;
            default:
                Check(OrderFields.All, request);
                break;
        }
    }

    private static void Check<T>(FieldList<T> fields, ListRequest request)
    {
        FilterCheck<T>.Of(fields, request);
        FilterCheck<T>.SortOf(fields, request);
    }

    private static ValueList<ListField> Shown<T>(FieldList<T> fields)
    {
        var shown = new ListField[fields.Fields.Count];
        for (var i = 0; i < shown.Length; i++)
        {
            var field = fields.Fields[i];
            shown[i] = new(field.Name, field.Kind, !field.IsMany, field.Choices);
        }

        return ValueList.Owning(shown);
    }
}
