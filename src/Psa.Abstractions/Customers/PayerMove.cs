namespace Psa.Customers;

/// <summary>Who got another payer when a customer's parent or consolidation changed: the data of <see cref="Events.EventKinds.CustomerChanged"/>, which names the customer that was edited.</summary>
public sealed record PayerMove
{
    /// <summary>Gets who pays from now on.</summary>
    public required Id<Customer> Payer { get; init; }

    /// <summary>Gets the customers it pays for now and didn't before: the edited one first, then those below it.</summary>
    public required ValueList<Id<Customer>> Customers { get; init; }
}
