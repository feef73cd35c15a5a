using System.Collections.Frozen;
using Psa.Customers;

namespace Psa.Runs;

/// <summary>All that decides what a payer is billed in a run: the payer, and the facts of every customer it pays for.</summary>
public sealed record PayerFacts
{
    /// <summary>Gets who pays, whose billing information decides.</summary>
    public required Customer Payer { get; init; }

    /// <summary>Gets the customers it pays for, itself included, each with its facts, in the order of their ids.</summary>
    public required IReadOnlyList<CustomerFacts> Customers { get; init; }

    /// <summary>Gets the customers beside them that their items name, and who pays for those: who was invoiced before the payer changed, and whom items were moved to.</summary>
    public IReadOnlyDictionary<Id<Customer>, Customer> Others { get; init; } = FrozenDictionary<Id<Customer>, Customer>.Empty;

    /// <summary>Finds a customer among them.</summary>
    internal Customer? Find(Id<Customer> id)
    {
        if (id == Payer.Id)
        {
            return Payer;
        }

        if (Others.TryGetValue(id, out var other))
        {
            return other;
        }

        foreach (var facts in Customers)
        {
            if (facts.Customer.Id == id)
            {
                return facts.Customer;
            }
        }

        return null;
    }
}
