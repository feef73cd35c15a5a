namespace Psa.Catalog;

/// <summary>What a line's manual discount is taken off.</summary>
internal enum DiscountMode
{
    /// <summary>Off the line: 100 × 11 − 10 = 1090. The default.</summary>
    Line = 0,

    /// <summary>Off each unit: (100 − 10) × 11 = 990.</summary>
    PerUnit = 1,
}
