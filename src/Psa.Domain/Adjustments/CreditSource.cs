using NodaTime;
using Psa.Invoices;

namespace Psa.Adjustments;

/// <summary>An invoice that a difference below zero may be credited to, with what is left of the lines that it billed too much with.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Date">Its date: the newest is credited first.</param>
/// <param name="Number">Its number.</param>
/// <param name="Left">What is left of the whole invoice, without tax (R-CN-LIMIT).</param>
/// <param name="Lines">What is left of each line, without tax and after its share of document discounts.</param>
internal sealed record CreditSource(Id<Invoice> Invoice, LocalDate Date, string Number, Money Left, ValueList<(int Line, Money Left)> Lines);
