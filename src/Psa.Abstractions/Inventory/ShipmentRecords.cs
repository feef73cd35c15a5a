using Psa.Customers;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Shipments in a store.</summary>
internal static class ShipmentRecords
{
    private static readonly Column<Shipment> Customer = Column.Of(static (Shipment r) => r.Customer);
    private static readonly Column<Shipment> Date = Column.Of(static (Shipment r) => r.Date);
    private static readonly RecordIndex<Shipment> ByCustomer = new("by_customer", Customer, Date, RecordType<Shipment>.Id);

    internal static RecordType<Shipment> Type { get; } = new("shipment", static (r, v) => r with { Version = v }, ByCustomer);

    /// <summary>Those of a customer, in the order of their days.</summary>
    internal static Query<Shipment> OfCustomer(Id<Customer> customer) => new(ByCustomer, Customer.Is(customer));
}
