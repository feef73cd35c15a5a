using FsCheck;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Contracts;
using Psa.Sellers;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.Charges;

public sealed class TermsTimelineTests
{
    private static readonly Arbitrary<int[]> Days = Arb.From(Gen.ListOf(Gen.Choose(0, 12)).Select(days => days.ToArray()));

    [Fact]
    public void In_whatever_order_changes_are_recorded_the_timeline_is_sorted_and_the_later_of_one_day_wins() => PropertyCheck.That(Prop.ForAll(Days, days =>
    {
        var part = AContract.Part;
        for (var i = 0; i < days.Length; i++)
        {
            part = part.WithTerms(new(AContract.Start.PlusDays(days[i]), i + 100m, UnitPrice.Of(5m, Currency.EUR)));
        }

        for (var day = -1; day <= 13; day++)
        {
            // the oracle: among entries of the latest day not after this one, the one recorded last
            var date = AContract.Start.PlusDays(day);
            decimal? expected = day < 0 ? null : 10m;
            var best = day < 0 ? -1 : 0;
            for (var i = 0; i < days.Length; i++)
            {
                if (days[i] <= day && days[i] >= best)
                {
                    (best, expected) = (days[i], i + 100m);
                }
            }

            if (part.TermsAt(date)?.Quantity != expected)
            {
                return false;
            }
        }

        return part.Terms.Count == days.Length + 1 && part.Validate(AContract.Active).IsEmpty;
    }));
}
