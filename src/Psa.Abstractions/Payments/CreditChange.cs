using Psa.Orders;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>How a payer's credit changed: the data of <see cref="Events.EventKinds.CustomerCreditChanged"/>.</summary>
/// <param name="BillingEntity">Which of the tenant's companies the credit is with.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it is.</param>
/// <param name="Entries">The entries that changed it, in their order.</param>
/// <param name="Order">The order to which it is bound, or <see langword="null"/> for free credit.</param>
public sealed record CreditChange(Id<BillingEntity> BillingEntity, Money Before, Money After, ValueList<ChangedEntry> Entries, Id<Order>? Order = null);
