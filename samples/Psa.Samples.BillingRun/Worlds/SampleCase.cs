namespace Psa.Samples.BillingRun.Worlds;

/// <summary>One customer of the sample company, there to show one thing.</summary>
/// <param name="Name">The customer's name.</param>
/// <param name="Shows">What it shows.</param>
/// <param name="Expected">What it is billed through 31 March 2026 before tax, worked out by hand; empty when nothing.</param>
/// <param name="Write">Writes its facts.</param>
public sealed record SampleCase(string Name, string Shows, string Expected, Action<CaseFacts> Write)
{
    /// <summary>Gets the currency of the customer's invoices.</summary>
    public Currency Currency { get; init; } = Currency.EUR;

    /// <summary>Gets the customer's tax code.</summary>
    public string TaxCode { get; init; } = Seller.Domestic;

    /// <summary>Gets the customer's country.</summary>
    public string Country { get; init; } = "DE";

    /// <summary>Gets why the customer, or a part of what it buys, is not billed; <see langword="null"/> when nothing stands in the way.</summary>
    public ObstacleReason? Blocked { get; init; }

    /// <summary>Gets a change of the customer's record.</summary>
    public Func<Customer, Customer> Change { get; init; } = customer => customer;
}
