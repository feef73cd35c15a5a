using NodaTime;

namespace Psa.Catalog;

/// <summary>Rules of bundles (R-BUNDLE).</summary>
internal static class Bundles
{
    /// <summary>Gives what a bundle holds on a day: the latest content that starts then or before, or <see langword="null"/>.</summary>
    internal static BundleContent? ContentOn(this Product bundle, LocalDate date)
    {
        BundleContent? best = null;
        foreach (var content in bundle.Contents)
        {
            if (content.From <= date && (best is null || content.From > best.From))
            {
                best = content;
            }
        }

        return best;
    }
}
