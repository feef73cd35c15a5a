using Psa.Contracts;
using Psa.Quotes;

namespace Psa.Orders;

/// <summary>What became of a quote that was accepted, won, lost or canceled.</summary>
/// <param name="Quote">The quote as it is now: where it was priced anew, the revision that was won.</param>
/// <param name="Order">The order that was made of what is sold once, or <see langword="null"/>.</param>
/// <param name="Contracts">The contracts that have what recurs: new drafts, and those that took parts.</param>
/// <param name="OpportunityToClose">The quote's opportunity where it is open and none of its quotes is a draft or active any more, so that people decide whether to close it; else <see langword="null"/>.</param>
/// <param name="NotWon">Why a quote that was accepted isn't won with it, where the tenant wants that: somebody mends it, then wins the quote; else <see langword="null"/>.</param>
public sealed record QuoteDecision(Quote Quote, Order? Order = null, ValueList<Contract> Contracts = default, Id<Opportunity>? OpportunityToClose = null, Problem? NotWon = null);
