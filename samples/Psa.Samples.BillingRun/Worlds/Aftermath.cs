namespace Psa.Samples.BillingRun.Worlds;

/// <summary>Whose invoice is followed after it was issued, and the ids of the documents that people then write: the same command again finds them.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="CreditNote">The credit note of a part of the invoice.</param>
/// <param name="Visit">The invoice by hand.</param>
/// <param name="Buyer">Another customer, to whom something is offered then.</param>
/// <param name="Quote">The first revision of what is quoted then.</param>
/// <param name="Deposit">The deposit on what is ordered of it.</param>
/// <param name="Activity">The hourly rate of work for that customer.</param>
/// <param name="Hours">The contract that sells it hours.</param>
/// <param name="Ticket">The ticket on which these are worked.</param>
/// <param name="Goods">The goods that it needs, too.</param>
public sealed record Aftermath(Id<Customer> Customer, Id<Invoice> CreditNote, Id<Invoice> Visit, Id<Customer> Buyer, Id<Quote> Quote, Id<Deposit> Deposit, Id<Product> Activity, Id<Contract> Hours, Id<Psa.Work.Ticket> Ticket, Id<Product> Goods);
