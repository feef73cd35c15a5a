using Psa.Customers;
using Psa.Sellers;

namespace Psa.Work;

/// <summary>How the time of a ticket or project is billed, as it was when it began: what it keeps as long as it has approved time.</summary>
/// <param name="Step">To a multiple of how many minutes the payer's time was rounded up.</param>
/// <param name="RoundUp">Whether the total of minutes is rounded, or each entry.</param>
/// <param name="Currency">The currency.</param>
/// <param name="BillingEntity">Which of the tenant's companies bills.</param>
public sealed record WorkBilling(int Step, TimeRoundUp RoundUp, Currency Currency, Id<BillingEntity> BillingEntity);
