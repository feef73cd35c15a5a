using Psa.Orders;

namespace Psa.Invoices;

/// <summary>The answer of submitting an order.</summary>
/// <param name="Order">The submitted order.</param>
/// <param name="Warnings">What speaks against it and was passed: <c>credit.limit_exceeded</c>, <c>credit.on_hold</c>, by the tenant's policy or for the reason that was given; empty when nothing does.</param>
/// <param name="Invoice">The draft on which all that may be invoiced of it stands, where that was asked for; else <see langword="null"/>.</param>
public sealed record OrderSubmission(Order Order, ValueList<Problem> Warnings, Invoice? Invoice = null);
