using Psa.Invoices;

namespace Psa.Orders;

/// <summary>Where a deposit stands.</summary>
/// <param name="Deposit">The deposit.</param>
/// <param name="Invoice">The document on which it stands, a draft too; <see langword="null"/> while it waits for one.</param>
/// <param name="IsIssued">Whether that is issued: only then invoices of the order deduct it.</param>
/// <param name="Shares">What became of it, one a tax code, in the order of its lines.</param>
public sealed record DepositStanding(Deposit Deposit, Id<Invoice>? Invoice, bool IsIssued, ValueList<DepositShare> Shares);
