namespace Psa.Domain.Tests.Borne;

/// <summary>A pricing scheme: what a full period costs.</summary>
internal abstract record PlainScheme
{
    /// <summary>Gets the least that a full period costs.</summary>
    public decimal? MinimumAmount { get; init; }

    /// <summary>Gets the most that a full period costs.</summary>
    public decimal? MaximumAmount { get; init; }

    /// <summary>Gets whether a quantity below zero is an obstacle.</summary>
    public virtual bool RefusesNegative => false;

    /// <summary>Prices a quantity, before minimum and maximum.</summary>
    /// <param name="quantity">What is billed.</param>
    /// <param name="price">The price of the terms, risen.</param>
    /// <param name="cost">What it cost at the vendor.</param>
    /// <param name="rise">Raises a price or fee of the scheme itself.</param>
    public abstract Fraction Amount(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise);

    /// <summary>Prices a quantity within minimum and maximum.</summary>
    public Fraction Bounded(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise)
    {
        var amount = Amount(quantity, price, cost, rise);
        amount = MinimumAmount is { } least ? Fraction.Max(amount, least) : amount;
        return MaximumAmount is { } most ? Fraction.Min(amount, most) : amount;
    }
}

/// <summary>The price, whatever the quantity.</summary>
internal sealed record PlainFlat : PlainScheme
{
    public override Fraction Amount(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise) => price;
}

/// <summary>The price times the quantity.</summary>
internal sealed record PlainPerUnit : PlainScheme
{
    public override Fraction Amount(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise) => quantity * price;
}

/// <summary>A tier (from, to]: its price of a unit, or of a started block of units, and a fee.</summary>
internal sealed record PlainTier(decimal From, decimal? To, decimal Price, decimal Fee = 0, decimal? BlockSize = null)
{
    public Fraction Of(Fraction units, Func<Fraction, Fraction> rise) => (BlockSize is { } size ? (units / size).Ceiling() : units) * rise(Price);
}

/// <summary>Each unit in its tier; a fee for each tier that is reached.</summary>
internal sealed record PlainGraduated(IReadOnlyList<PlainTier> Tiers, bool FeeAtZero = false) : PlainScheme
{
    public override bool RefusesNegative => true;

    // the same tiers are the same scheme, whichever list holds them
    public bool Equals(PlainGraduated? other) => base.Equals(other) && FeeAtZero == other.FeeAtZero && Tiers.SequenceEqual(other.Tiers);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), FeeAtZero, Tiers.Count);

    public override Fraction Amount(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise)
    {
        if (quantity.Sign == 0)
        {
            return FeeAtZero ? rise(Tiers[0].Fee) : Fraction.Zero;
        }

        var amount = Fraction.Zero;
        foreach (var tier in Tiers)
        {
            if (quantity > tier.From)
            {
                var end = tier.To is { } to && tier != Tiers[^1] ? Fraction.Min(quantity, to) : quantity;
                amount += tier.Of(end - tier.From, rise) + rise(tier.Fee);
            }
        }

        return amount;
    }
}

/// <summary>All units in the tier of the whole.</summary>
internal sealed record PlainVolume(IReadOnlyList<PlainTier> Tiers, bool FeeAtZero = false) : PlainScheme
{
    public override bool RefusesNegative => true;

    // the same tiers are the same scheme, whichever list holds them
    public bool Equals(PlainVolume? other) => base.Equals(other) && FeeAtZero == other.FeeAtZero && Tiers.SequenceEqual(other.Tiers);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), FeeAtZero, Tiers.Count);

    public override Fraction Amount(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise)
    {
        if (quantity.Sign == 0)
        {
            return FeeAtZero ? rise(Tiers[0].Fee) : Fraction.Zero;
        }

        foreach (var tier in Tiers)
        {
            if (tier == Tiers[^1] || tier.To is not { } to || quantity <= to)
            {
                return tier.Of(quantity, rise) + rise(tier.Fee);
            }
        }

        throw new InvalidOperationException("A volume has tiers.");
    }
}

/// <summary>Started packages above the included units.</summary>
internal sealed record PlainPackage(decimal Size, decimal PackagePrice, decimal IncludedUnits = 0) : PlainScheme
{
    public override bool RefusesNegative => true;

    public override Fraction Amount(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise) =>
        (Fraction.Max(Fraction.Zero, quantity - IncludedUnits) / Size).Ceiling() * rise(PackagePrice);
}

/// <summary>The price as a fee, units above the included ones at the overage price.</summary>
internal sealed record PlainIncluded(decimal Units, decimal OveragePrice) : PlainScheme
{
    public override bool RefusesNegative => true;

    public override Fraction Amount(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise) =>
        price + (Fraction.Max(Fraction.Zero, quantity - Units) * rise(OveragePrice));
}

/// <summary>The vendor's cost and a margin in percent.</summary>
internal sealed record PlainCostPlus(decimal MarginPercent) : PlainScheme
{
    public override Fraction Amount(Fraction quantity, Fraction price, Fraction cost, Func<Fraction, Fraction> rise) => cost * (1 + ((Fraction)MarginPercent / 100));
}
