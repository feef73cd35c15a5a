using Psa.Catalog;
using Psa.Customers;

namespace Psa.Contracts;

/// <summary>Which contract parts are listed, in the order of their ids: as they were made. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record ContractPartFilter
{
    /// <summary>Gets the contract.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets whose they are.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets what they sell.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
