using Psa.Catalog;
using Psa.Customers;
using Psa.Storage;

namespace Psa.Contracts;

/// <summary>Contract parts in a store.</summary>
internal static class ContractPartRecords
{
    private static readonly Column<ContractPart> Customer = Column.Of(static (ContractPart r) => r.Customer);
    private static readonly RecordIndex<ContractPart> ByCustomer = new("by_customer", Customer, RecordType<ContractPart>.Id);


    private static readonly Column<ContractPart> Contract = Column.Of(static (ContractPart r) => r.Contract);
    private static readonly Column<ContractPart> Product = Column.Of(static (ContractPart r) => r.Product);
    private static readonly RecordIndex<ContractPart> ByProduct = new("by_product", Product, RecordType<ContractPart>.Id) { Only = [Product.IsNot(null)] };

    internal static RecordType<ContractPart> Type { get; } = new("contract_part", static (r, v) => r with { Version = v }, ByCustomer, ByProduct) { IsFact = true };

    /// <summary>Those of a range of customers, in the order of customer and id.</summary>
    internal static Query<ContractPart> OfCustomers(IdRange<Customer> customers) => new(ByCustomer, Customer.From(customers.First), Customer.Through(customers.Last));

    /// <summary>Those of some customers, in no order.</summary>
    internal static Query<ContractPart> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));

    /// <summary>Those of a product, in the order of their ids.</summary>
    internal static Query<ContractPart> OfProduct(Id<Product> product) => new(ByProduct, Product.Is(product));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="customer">The customer of the filter's contract, by whom its parts are found.</param>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static Listing<ContractPart> Matching(ContractPartFilter filter, Id<Customer>? customer = null, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<ContractPart>>();
        if (own is not null)
        {
            where.Add(Customer.IsOneOf(own));
        }

        where.AddIs(Customer, customer);
        where.AddIs(Customer, filter.Customer);
        where.AddIs(Contract, filter.Contract);
        where.AddIs(Product, filter.Product);
        var by = own is not null || customer is not null || filter.Customer is not null ? ByCustomer : filter.Product is not null ? ByProduct : RecordType<ContractPart>.ById;
        return new(by, where, [RecordType<ContractPart>.Id], filter.Descending);
    }
}
