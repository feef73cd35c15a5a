using System.Text.Json;
using System.Text.Json.Serialization;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.EntityFrameworkCore;

/// <summary>The items on a document. A customer that is missing is the one of the item before, a number of lines that is missing is 1.</summary>
internal sealed class StoredItemsConverter : JsonConverter<ValueList<InvoicedItem>>
{
    private static readonly StoredNames ItemNames = new(typeof(ItemName));

    public override bool HandleNull => true;

    public override ValueList<InvoicedItem> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Id<Customer>? customer = null;
        return StoredParts.ReadList<InvoicedItem, Id<Customer>?>(ref reader, ReadItem, ref customer);
    }

    public override void Write(Utf8JsonWriter writer, ValueList<InvoicedItem> value, JsonSerializerOptions options)
    {
        Id<Customer>? customer = null;
        writer.WriteList<InvoicedItem, Id<Customer>?>(value, WriteItem, ref customer);
    }

    private static void WriteItem(Utf8JsonWriter writer, InvoicedItem item, ref Id<Customer>? customer)
    {
        writer.WriteStartObject();
        writer.WriteString("item"u8, item.Item.Value);
        if (item.Customer != customer)
        {
            customer = item.Customer;
            writer.WriteString("customer"u8, item.Customer.Value);
        }

        StoredEnums<SalesItemSource>.Write(writer, "source"u8, item.Source);
        if (item.Lines != 1)
        {
            writer.WriteNumber("lines"u8, item.Lines);
        }

        if (item.Grouping != default)
        {
            StoredEnums<LineGrouping>.Write(writer, "grouping"u8, item.Grouping);
        }

        if (item.GroupedBy is { } by)
        {
            writer.WriteString("groupedBy"u8, by);
        }

        writer.WriteEndObject();
    }

    private static InvoicedItem ReadItem(ref Utf8JsonReader reader, ref Id<Customer>? customer)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var (source, lines, grouping) = (default(SalesItemSource), 1, default(LineGrouping));
        Guid? item = null;
        Guid? by = null;
        for (var name = StoredNames.None; (name = ItemNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((ItemName)name)
            {
                case ItemName.Item: item = reader.GetGuid(); break;
                case ItemName.Customer: customer = new Id<Customer>(reader.GetGuid()); break;
                case ItemName.Source: source = StoredEnums<SalesItemSource>.Read(ref reader); break;
                case ItemName.Lines: lines = reader.GetInt32(); break;
                case ItemName.Grouping: grouping = StoredEnums<LineGrouping>.Read(ref reader); break;
                case ItemName.GroupedBy: by = reader.GetGuid(); break;
            }
        }

        return new(new(StoredParts.Required(item, "item")), StoredParts.Required(customer, "customer"), source, lines, grouping, by);
    }

    private enum ItemName
    {
        Item,
        Customer,
        Source,
        Lines,
        Grouping,
        GroupedBy,
    }
}
