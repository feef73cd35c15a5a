using Psa.Catalog;

namespace Psa.Documents;

/// <summary>The part of a document discount or charge that belongs to one tax group: a document level allowance or charge of EN 16931 (BG-20, BG-21).</summary>
/// <param name="Kind">Discount or charge.</param>
/// <param name="Index">The place of the discount or charge in the input, from 0.</param>
/// <param name="Category">The category of its tax group (BT-95, BT-102).</param>
/// <param name="Rate">The rate of its tax group (BT-96, BT-103).</param>
/// <param name="Amount">How much, without tax (BT-92, BT-99): a discount is subtracted, a charge added.</param>
/// <param name="Tax">The tax on a charge; for a discount, the tax it takes away is already in <see cref="LineTotals.Tax"/>, and this is zero.</param>
/// <param name="Percent">The discount's percent (BT-94), or <see langword="null"/> for an amount.</param>
/// <param name="Reason">Why (BT-97, BT-104).</param>
public sealed record DocumentAdjustment(
    AdjustmentKind Kind, int Index, TaxCategory Category, Percent Rate, Money Amount, Money Tax, Percent? Percent = null, string Reason = "");
