using Psa.Documents;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>What a draft that is written anew keeps of its seller, whatever the seller's settings say by now: agreed nets never move by them (R-FROZEN).</summary>
internal static class DraftTerms
{
    /// <summary>Gives the seller as the lines of a draft were agreed: with their price mode and their rounding.</summary>
    /// <param name="entity">The seller as it is stored.</param>
    /// <param name="draft">The draft as it is stored.</param>
    internal static BillingEntity As(this BillingEntity entity, Document draft) =>
        entity with { PriceMode = draft.AgreedMode() ?? entity.PriceMode, Rounding = draft.Rounding, TaxRounding = draft.TaxRounding };

    // where prices were freed of their tax, the document is without it and its lines are not; what corrects keeps its own mode
    private static PriceMode? AgreedMode(this Document draft)
    {
        PriceMode? agreed = null;
        foreach (var line in draft.Lines)
        {
            if (line.Tax is { IsKept: false } tax)
            {
                if (tax.Freed is not null)
                {
                    return PriceMode.TaxInclusive;
                }

                agreed = tax.PriceMode;
            }
        }

        return agreed;
    }
}
