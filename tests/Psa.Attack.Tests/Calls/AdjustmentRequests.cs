using Psa.Adjustments;
using Psa.Catalog;
using Psa.Customers;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values of what is asked of adjustments and documents of performed service.</summary>
internal static class AdjustmentRequests
{
    /// <summary>Gives values of a type, the fullest first; nothing for a type that is none of them.</summary>
    public static IEnumerable<object>? Of(Type type, World world)
    {
        // what was selected stands in the drafts of the world: nobody makes up what was billed
        var drafts = world.Records.Of<Adjustment>().Where(static adjustment => adjustment.Status == AdjustmentStatus.Draft).ToList();
        var customers = world.IdsOf(typeof(Customer)).Select(static id => new Id<Customer>(id));
        var product = world.IdsOf(typeof(Product)).Select(static id => (Id<Product>?)new(id)).FirstOrDefault();
        return type switch
        {
            _ when type == typeof(Adjustment) => drafts,
            _ when type == typeof(AdjustmentContent) => drafts.Select(static draft => draft.Content),
            _ when type == typeof(NewAdjustment) => drafts.Select(static draft => new NewAdjustment { Content = draft.Content, Metadata = Metadata.Empty.With("crm", "51") }),
            _ when type == typeof(ServiceContent) => [AContent(product)],
            _ when type == typeof(NewServiceDocument) => customers.Select(customer => new NewServiceDocument { Number = "S-NEW", Customer = customer, Content = AContent(product), Metadata = Metadata.Empty.With("crm", "52") }),
            _ => null,
        };
    }

    public static ServiceContent AContent(Id<Product>? product) => new()
    {
        Date = new(2026, 2, 10),
        Lines = [new() { Product = product, Text = "Looked after it", Quantity = 2.5m, Price = UnitPrice.Of(40m, Currency.EUR) }, new() { Text = "Travel", Unit = "KMT", Price = UnitPrice.Of(0.4m, Currency.EUR) }],
    };
}
