using NodaTime;
using Psa.Contracts;
using Psa.SalesItems;

namespace Psa.Inventory;

/// <summary>What the items of a stock charge are made of.</summary>
/// <param name="Charge">The charge.</param>
/// <param name="Contract">The contract whose terms of payment apply, or <see langword="null"/>.</param>
/// <param name="Delivered">How much of it is delivered.</param>
/// <param name="Items">All items it ever had, by ordinal.</param>
/// <param name="Day">The day of the delivery, from which what is new may be invoiced.</param>
/// <param name="Rounding">How the seller rounds.</param>
internal sealed record StockChargeFacts(StockCharge Charge, Id<Contract>? Contract, decimal Delivered, IReadOnlyList<SalesItem> Items, LocalDate Day, Rounding Rounding);
