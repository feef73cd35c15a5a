using System.Text.Json.Serialization;
using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>A sales item that a document bills, with its lines: they stand together, in the order of the items.</summary>
/// <param name="Item">The sales item.</param>
/// <param name="Customer">The customer it is for, who may be another than the one that is billed.</param>
/// <param name="Source">What the sales item comes from.</param>
/// <param name="Lines">How many of the document's lines are its.</param>
/// <param name="Grouping">How its lines are shown.</param>
/// <param name="GroupedBy">The id of its source, where its lines are shown by part, ticket or activity, and what stands for who worked, where they are shown by person; else <see langword="null"/>.</param>
public sealed record InvoicedItem(
    Id<SalesItem> Item,
    Id<Customer> Customer,
    SalesItemSource Source,
    int Lines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] LineGrouping Grouping = LineGrouping.None,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? GroupedBy = null);
