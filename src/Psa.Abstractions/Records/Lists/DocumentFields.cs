using Psa.Customers;
using Psa.Documents;
using Psa.Lists;

namespace Psa.Records;

/// <summary>The fields that lists of documents have in common.</summary>
internal static class DocumentFields
{
    /// <summary>Makes the field of the products on the lines.</summary>
    internal static Field<T> Products<T>(Func<T, ValueList<DocumentLine>> lines) => Fields<T>.Ids("product", (row, values) =>
    {
        foreach (var line in lines(row))
        {
            if (line.Product is { } product)
            {
                values.Add(product.Value);
            }
        }
    });

    /// <summary>Makes the field of what the lines say.</summary>
    internal static Field<T> Texts<T>(Func<T, ValueList<DocumentLine>> lines) => Fields<T>.Texts("lineText", (row, values) =>
    {
        foreach (var line in lines(row))
        {
            if (line.Text.Length > 0)
            {
                values.Add(line.Text);
            }
        }
    });

    /// <summary>Makes the field of a customer's name, as it is stored now.</summary>
    internal static Field<T> CustomerName<T>(Func<T, Id<Customer>> customer) =>
        Fields<T>.Beside<Customer>("customerName", FieldKind.Text, row => customer(row), static (_, found) => found?.Name);
}
