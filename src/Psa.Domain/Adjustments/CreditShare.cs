using Psa.Invoices;

namespace Psa.Adjustments;

/// <summary>What of a difference is credited of a line of an invoice, without tax.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Line">The place of the line.</param>
/// <param name="Amount">How much; below zero it is charged back.</param>
/// <param name="IsExchanged">Whether it is credited in exchange for another line.</param>
internal sealed record CreditShare(Id<Invoice> Invoice, int Line, Money Amount, bool IsExchanged = false);
