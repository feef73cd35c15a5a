using Psa.Customers;
using Psa.Storage;

namespace Psa.Invoices;

/// <summary>Balances of documents in a store.</summary>
internal static class InvoiceBalanceRecords
{
    private static readonly Column<InvoiceBalance> Id = RecordType<InvoiceBalance>.Id;
    private static readonly Column<InvoiceBalance> Customer = Column.Of(static (InvoiceBalance r) => r.Customer);
    private static readonly RecordIndex<InvoiceBalance> ByCustomer = new("by_customer", Customer, Id);

    internal static RecordType<InvoiceBalance> Type { get; } = new("invoice_balance", static (r, v) => r with { Version = v }, ByCustomer);

    /// <summary>Those of who is billed, in the order of their ids.</summary>
    internal static Query<InvoiceBalance> OfCustomer(Id<Customer> customer) => new(ByCustomer, Customer.Is(customer));
}
