using Psa.Invoices;

namespace Psa.Runs;

/// <summary>What documents of one currency come to.</summary>
/// <param name="Net">Σ nets, credit notes subtracted.</param>
/// <param name="Tax">Σ taxes, credit notes subtracted.</param>
/// <param name="Payable">Σ of what customers are to pay, credit notes subtracted: net, tax, and what rounding to payable steps adds (<see cref="Documents.DocumentTotals.Payable"/>).</param>
/// <param name="Documents">How many <see cref="Invoice"/>s there are.</param>
public sealed record MoneyByCurrency(Money Net, Money Tax, Money Payable, int Documents);
