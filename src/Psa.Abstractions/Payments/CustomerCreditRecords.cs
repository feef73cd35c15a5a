using Psa.Customers;
using Psa.Storage;

namespace Psa.Payments;

/// <summary>Customer credit in a store.</summary>
internal static class CustomerCreditRecords
{
    private static readonly Column<CustomerCredit> Payer = Column.Of(static (CustomerCredit r) => r.Payer);
    private static readonly RecordIndex<CustomerCredit> ByPayer = new("by_payer", Payer, RecordType<CustomerCredit>.Id);

    internal static RecordType<CustomerCredit> Type { get; } = new("customer_credit", static (r, v) => r with { Version = v }, ByPayer);

    /// <summary>That of a payer, in the order of ids: one record an entity and currency.</summary>
    internal static Query<CustomerCredit> OfPayer(Id<Customer> payer) => new(ByPayer, Payer.Is(payer));
}
