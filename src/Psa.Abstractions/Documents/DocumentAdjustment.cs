using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>The part of a document discount or charge that is taxed alike: a document level allowance or charge of EN 16931 (BG-20, BG-21).</summary>
/// <param name="Kind">Discount or charge.</param>
/// <param name="Index">The place of the discount or charge in the input, from 0.</param>
/// <param name="Amount">How much, without tax (BT-92, BT-99): a discount is subtracted, a charge added.</param>
/// <param name="Taxes">
/// The tax groups that it belongs to, with the tax on a charge in each: one, but of tax codes with several components one a component. For a discount, the tax it takes away
/// is already in <see cref="LineTotals.Tax"/>, and theirs is zero.
/// </param>
/// <param name="Percent">The discount's percent (BT-94), or <see langword="null"/> for an amount.</param>
/// <param name="Reason">Why (BT-97, BT-104).</param>
public sealed record DocumentAdjustment(AdjustmentKind Kind, int Index, Money Amount, ValueList<TaxPart> Taxes, Percent? Percent = null, string Reason = "")
{
    /// <summary>Gets the tax on a charge, of all its groups; zero for a discount.</summary>
    [JsonIgnore]
    public Money Tax
    {
        get
        {
            var tax = Money.Zero(Amount.Currency);
            foreach (var part in Taxes)
            {
                tax += part.Tax;
            }

            return tax;
        }
    }
}
