using Psa.Orders;

namespace Psa.Invoices;

/// <summary>What closing a deposit did.</summary>
/// <param name="Deposit">The deposit.</param>
/// <param name="CreditNote">The draft that credits what was left of its invoice, for somebody to issue; <see langword="null"/> where nothing was left, nothing was issued, or the deposit was set off on a credit note of a run: then what is left waits for the next run.</param>
public sealed record ClosedDeposit(Deposit Deposit, Invoice? CreditNote);
