using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Whose prices hold for lines.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Payer">Who pays for it.</param>
/// <param name="Entity">The seller.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Contract">The contract whose terms apply, or <see langword="null"/>.</param>
/// <param name="Chosen">The list that was chosen, or <see langword="null"/>.</param>
internal sealed record PricedFor(Customer Customer, Customer Payer, BillingEntity Entity, Currency Currency, Id<Contract>? Contract, Id<PriceList>? Chosen = null);
