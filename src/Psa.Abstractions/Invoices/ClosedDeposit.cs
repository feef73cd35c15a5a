using Psa.Orders;

namespace Psa.Invoices;

/// <summary>What closing a deposit did.</summary>
/// <param name="Deposit">The deposit.</param>
/// <param name="CreditNote">The draft that credits what was left of its invoice, for somebody to issue; <see langword="null"/> where nothing was left, or nothing issued.</param>
public sealed record ClosedDeposit(Deposit Deposit, Invoice? CreditNote);
