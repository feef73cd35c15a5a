using Psa.Languages;

namespace Psa.Contracts;

/// <summary>What a pricing scheme makes its sentence of: each figure in words already.</summary>
/// <param name="Speaker">Writes further figures.</param>
/// <param name="Units">The quantity with where it came from: <c>8 used</c>.</param>
/// <param name="Price">The agreed price.</param>
/// <param name="Origin">Where the price came from, in brackets and with a space before them.</param>
/// <param name="Cost">The vendor's cost.</param>
/// <param name="Subtotal">What the scheme comes to before minimum and maximum.</param>
/// <param name="Tiers">What each used tier contributes.</param>
/// <param name="Currency">The currency of tier prices.</param>
internal readonly record struct PriceWords(
    Speaker Speaker, string Units, string Price, string Origin, string Cost, string Subtotal, ValueList<TierCharge> Tiers, Currency Currency)
{
    /// <summary>Gets the language.</summary>
    internal ILanguage Words => Speaker.Words;

    /// <summary>Says what the tiers sum to: <c>3 × 4.66 EUR + 5.00 EUR fee + 9 × 1.32 EUR</c>.</summary>
    internal string TierSum()
    {
        var terms = new List<string>(Tiers.Count);
        foreach (var tier in Tiers)
        {
            var count = Speaker.Quantity(tier.Count);
            var lots = tier.BlockSize is { } size && size != 1m ? Words.Blocks(count, tier.Count == 1m, Speaker.Quantity(size)) : count;
            terms.Add($"{lots} × {Speaker.Amount(tier.Price, Currency)}");
            if (tier.FlatFee != 0m)
            {
                terms.Add(Words.Fee(Speaker.Amount(tier.FlatFee, Currency)));
            }
        }

        return string.Join(" + ", terms);
    }
}
