using System.Linq;
using Psa.Catalog;
using Psa.Quotes;
using Psa.Records;

namespace Psa.Services;

/// <summary>Asks the tenant's policy whether a quote needs an approval.</summary>
internal static class QuoteApproving
{
    /// <summary>Tells why a quote can't be activated without an approval, if it can't.</summary>
    /// <param name="step">The step, whose day's costs count.</param>
    /// <param name="quote">The quote as it is to be activated.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><c>quote.approval_required</c> with the reasons; <see langword="null"/> when it is approved as it is, or needs no approval.</returns>
    internal static async Task<RuleViolationException?> UnapprovedAsync(this Step step, Quote quote, CancellationToken cancellationToken)
    {
        if ((await step.SettingsAsync(cancellationToken).ConfigureAwait(false)).Quotes?.Approval is not { } policy
            || (quote.Approval is { State: ApprovalState.Granted } approval && approval.ContentHash == QuoteHash.Of(quote)))
        {
            return null;
        }

        var products = policy.MarginBelow is null ? [] : quote.Lines.AsEnumerable().Select(static line => line.Product).OfType<Id<Product>>().Distinct().ToList();
        var catalog = products.Count == 0 ? CatalogFacts.Empty : await step.CatalogAsync(products, cancellationToken).ConfigureAwait(false);
        var costed = new Dictionary<Id<Product>, Product>();
        foreach (var product in catalog.Products.Values)
        {
            costed.Add(product.Id, await step.WithReceiptCostsAsync(product, cancellationToken).ConfigureAwait(false));
        }

        catalog = catalog with { Products = costed };
        var reasons = QuoteApprovals.Reasons(quote, policy, catalog, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
        return reasons.IsEmpty
            ? null
            : new(QuoteErrors.ApprovalRequired, $"The quote needs an approval, since {string.Join("; ", reasons.AsEnumerable())}: ask for one, or change the quote.", quote.Id.Value);
    }
}
