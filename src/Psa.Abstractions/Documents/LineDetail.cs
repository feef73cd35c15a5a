using NodaTime;
namespace Psa.Documents;

/// <summary>What is listed under a line and bills nothing by itself: a tier of a price, a reading of usage, a device.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Quantity">The quantity, up to 15 decimals.</param>
/// <param name="Unit">The unit of the quantity, a UN/ECE code or the vendor's.</param>
/// <param name="UnitPrice">The price of one unit where it has one, or <see langword="null"/>.</param>
/// <param name="Date">The day it belongs to, or <see langword="null"/>.</param>
public sealed record LineDetail(string Text, decimal Quantity, string Unit, UnitPrice? UnitPrice = null, LocalDate? Date = null);
