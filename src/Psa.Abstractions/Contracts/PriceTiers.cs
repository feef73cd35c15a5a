namespace Psa.Contracts;

/// <summary>Writes tiers one after another, each starting where the one before ends: <c>PriceTiers.None.UpTo(5, 7m).UpTo(10, 6.50m).Beyond(6m)</c>.</summary>
public static class PriceTiers
{
    /// <summary>Gets the empty list to start from.</summary>
    public static ValueList<PriceTier> None => [];

    /// <summary>Adds a tier up to a number of units.</summary>
    /// <param name="tiers">The tiers before.</param>
    /// <param name="to">Up to how many units in all, included; <see langword="null"/> for no end.</param>
    /// <param name="unitPrice">The price of a unit or block.</param>
    /// <param name="flatFee">A fee for the tier as a whole.</param>
    /// <param name="blockSize">Units sold together, or <see langword="null"/>.</param>
    /// <returns>The tiers with the new one.</returns>
    [Pure]
    public static ValueList<PriceTier> UpTo(this ValueList<PriceTier> tiers, decimal? to, decimal unitPrice, decimal flatFee = 0m, decimal? blockSize = null) =>
        tiers.Add(new PriceTier(EndOf(tiers), to, unitPrice, flatFee, blockSize));

    /// <summary>Adds a tier that takes a share of an amount: the quantity is the amount, in the currency's main unit.</summary>
    /// <param name="tiers">The tiers before.</param>
    /// <param name="to">Up to which amount in all, included; <see langword="null"/> for no end.</param>
    /// <param name="share">The share of what falls into the tier.</param>
    /// <param name="flatFee">A fee for the tier as a whole.</param>
    /// <returns>The tiers with the new one.</returns>
    [Pure]
    public static ValueList<PriceTier> UpTo(this ValueList<PriceTier> tiers, decimal? to, Percent share, decimal flatFee = 0m) =>
        tiers.UpTo(to, share.Value / 100m, flatFee);

    /// <summary>Adds a tier of a number of blocks.</summary>
    /// <param name="tiers">The tiers before.</param>
    /// <param name="count">How many blocks the tier holds; <see langword="null"/> for no end.</param>
    /// <param name="size">Units in a block.</param>
    /// <param name="price">The price of a block.</param>
    /// <returns>The tiers with the new one.</returns>
    [Pure]
    public static ValueList<PriceTier> Blocks(this ValueList<PriceTier> tiers, decimal? count, decimal size, decimal price) =>
        tiers.UpTo(EndOf(tiers) + (count * size), price, blockSize: size);

    /// <summary>Adds the last tier, without end.</summary>
    /// <param name="tiers">The tiers before.</param>
    /// <param name="unitPrice">The price of a unit or block.</param>
    /// <param name="flatFee">A fee for the tier as a whole.</param>
    /// <param name="blockSize">Units sold together, or <see langword="null"/>.</param>
    /// <returns>The tiers with the new one.</returns>
    [Pure]
    public static ValueList<PriceTier> Beyond(this ValueList<PriceTier> tiers, decimal unitPrice, decimal flatFee = 0m, decimal? blockSize = null) =>
        tiers.UpTo(null, unitPrice, flatFee, blockSize);

    /// <summary>Checks that tiers are contiguous and ascending from 0, and that only the last one is without end.</summary>
    /// <param name="tiers">The tiers.</param>
    /// <returns>The same tiers.</returns>
    /// <exception cref="RuleViolationException"><c>pricing.bad_tiers</c>, naming the tier; <c>money.too_many_decimals</c>.</exception>
    [Pure]
    public static ValueList<PriceTier> Checked(ValueList<PriceTier> tiers)
    {
        if (tiers.IsEmpty)
        {
            throw new RuleViolationException(ContractErrors.BadTiers, "A tiered price needs at least one tier.");
        }

        for (var i = 0; i < tiers.Count; i++)
        {
            var tier = tiers[i];
            var expected = i == 0 ? 0m : tiers[i - 1].To;
            if (expected is null)
            {
                Refuse(i, "follows one without end");
            }
            else if (tier.From != expected)
            {
                Refuse(i, FormattableString.Invariant($"starts above {tier.From} and must start above {expected}"));
            }
            else if (tier.To <= tier.From)
            {
                Refuse(i, FormattableString.Invariant($"ends at {tier.To}, which isn't above its start {tier.From}"));
            }
            else if (tier.BlockSize <= 0)
            {
                Refuse(i, FormattableString.Invariant($"has blocks of {tier.BlockSize} units: use a size above 0, or none"));
            }

            _ = Decimals.Quantity(tier.To ?? 0m);
            _ = Decimals.Quantity(tier.BlockSize ?? 1m);
            _ = Decimals.Require(tier.UnitPrice, Decimals.OfPrices, "price");
            _ = Decimals.Require(tier.FlatFee, Decimals.OfPrices, "fee");
        }

        return tiers;
    }

    /// <summary>Gives the tiers with risen prices and fees; their bounds stay.</summary>
    internal static ValueList<PriceTier> Risen(ValueList<PriceTier> tiers, Func<decimal, decimal> rise)
    {
        var risen = tiers;
        for (var i = 0; i < tiers.Count; i++)
        {
            risen = risen.SetItem(i, tiers[i] with { UnitPrice = rise(tiers[i].UnitPrice), FlatFee = rise(tiers[i].FlatFee) });
        }

        return risen;
    }

    /// <summary>Counts started blocks. The remainder of decimals is exact; their quotient isn't always.</summary>
    internal static decimal StartedBlocks(decimal units, decimal size)
    {
        var rest = units % size;
        return ((units - rest) / size) + (rest > 0m ? 1m : 0m);
    }

    // a list that goes on after an endless tier is refused when it is used, with the tier's number
    private static decimal EndOf(ValueList<PriceTier> tiers) => tiers.IsEmpty ? 0m : tiers[^1].To ?? tiers[^1].From;

    private static void Refuse(int index, string why) =>
        throw new RuleViolationException(ContractErrors.BadTiers, FormattableString.Invariant($"Tier {index + 1} {why}. Tiers ascend from 0 without gaps; only the last may be without end."));
}
