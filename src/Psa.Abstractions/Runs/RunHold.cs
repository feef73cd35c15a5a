using Psa.Customers;
using Psa.Invoices;

namespace Psa.Runs;

/// <summary>A document that is held back, by what finds the one that takes its place when the run is calculated again.</summary>
/// <param name="Payer">Who is billed.</param>
/// <param name="GroupingKey">What its items have in common.</param>
/// <param name="Hold">Why it is held back.</param>
public sealed record RunHold(Id<Customer> Payer, string GroupingKey, DocumentHold Hold);
