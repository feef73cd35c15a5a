using NodaTime;
using Psa.Customers;

namespace Psa.Payments;

/// <summary>How a payer stands with credit as of a day (R-CREDIT).</summary>
/// <param name="Payer">The payer.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Exposures">What it owes, one a currency in which it owes, has to get, or has a limit; by the currency's code.</param>
/// <param name="Hold">By whom and why it is held, by hand before by itself; <see langword="null"/> when it isn't.</param>
public sealed record CreditStanding(Id<Customer> Payer, LocalDate AsOf, ValueList<CreditExposure> Exposures, CreditHold? Hold);
