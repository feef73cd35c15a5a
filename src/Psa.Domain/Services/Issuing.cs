using NodaTime;
using Psa.Numbering;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What runs and single documents share when they take numbers.</summary>
internal static class Issuing
{
    /// <summary>Reads the live number series of a billing entity.</summary>
    internal static Task<List<NumberSeries>> SeriesAsync(this IPsaSession session, Id<BillingEntity> entity, CancellationToken cancellationToken) =>
        session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.LiveOf(entity), cancellationToken).ListAsync(cancellationToken);

    /// <summary>Gives the series that numbers documents of a purpose.</summary>
    /// <param name="series">The live series of the entity.</param>
    /// <param name="purpose">The purpose.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="date">The date of the documents.</param>
    /// <param name="documents">How many documents there are.</param>
    /// <returns>The series; <see langword="null"/> when there are no documents.</returns>
    /// <exception cref="RuleViolationException"><c>numbering.no_series</c>, <c>numbering.not_confirmed</c>.</exception>
    internal static NumberSeries? Confirmed(this List<NumberSeries> series, NumberPurpose purpose, BillingEntity entity, LocalDate date, long documents)
    {
        if (documents == 0)
        {
            return null;
        }

        var found = series.Find(s => s.Purpose == purpose)
            ?? throw new RuleViolationException(NumberingErrors.NoSeries, $"The billing entity has no live number series for {purpose}: create and confirm one.", entity.Id.Value);
        return found.IsConfirmed
            ? found
            : throw new RuleViolationException(
                NumberingErrors.NotConfirmed,
                $"The number series '{found.Pattern}' is not confirmed: check that number {found.Position(date)} continues those in the accounting software, then confirm it.",
                found.Id.Value);
    }
}
