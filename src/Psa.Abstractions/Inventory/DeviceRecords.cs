using Psa.Customers;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Devices in a store.</summary>
internal static class DeviceRecords
{
    private static readonly Column<Device> Customer = Column.Of(static (Device r) => r.Customer);
    private static readonly RecordIndex<Device> ByCustomer = new("by_customer", Customer, RecordType<Device>.Id);

    internal static RecordType<Device> Type { get; } = new("device", static (r, v) => r with { Version = v }, ByCustomer);

    /// <summary>Those that a customer has or had.</summary>
    internal static Query<Device> OfCustomer(Id<Customer> customer) => new(ByCustomer, Customer.Is(customer));
}
