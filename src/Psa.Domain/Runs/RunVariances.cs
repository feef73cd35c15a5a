using System.Linq;
using Psa.Charges;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>Compares what two runs billed of each part, by cause, so that what somebody reviews explains the difference of the totals (R-VARIANCE).</summary>
internal static class RunVariances
{
    /// <summary>Compares the documents of one payer.</summary>
    /// <param name="payer">The payer's number.</param>
    /// <param name="before">Its documents of the run before.</param>
    /// <param name="after">Its documents of the run.</param>
    /// <param name="items">The items that stand on them.</param>
    /// <returns>A variance for each part whose amount differs, in the order of customer and source; they sum to the difference of the documents' totals with tax.</returns>
    internal static List<RunVariance> Compare(string payer, IReadOnlyList<Invoice> before, IReadOnlyList<Invoice> after, IReadOnlyDictionary<Id<SalesItem>, SalesItem> items)
    {
        var sides = new Dictionary<Key, (Side? Before, Side? After)>();
        foreach (var (key, side) in Sides(before, items))
        {
            sides[key] = (side, null);
        }

        foreach (var (key, side) in Sides(after, items))
        {
            sides[key] = (sides.GetValueOrDefault(key).Before, side);
        }

        var variances = new List<RunVariance>();
        foreach (var (key, (old, now)) in sides.OrderBy(static side => side.Key.Customer).ThenBy(static side => side.Key.Source).ThenBy(static side => side.Key.SourceId))
        {
            var causes = new Causes(key.Currency);
            if (old is not null && now is not null)
            {
                Changes(old, now, causes);
            }
            else
            {
                causes.Add(old is null ? RunVarianceCause.New : RunVarianceCause.Gone, (now ?? old)!.Net, old is null ? 1 : -1);
            }

            causes.Add(RunVarianceCause.Tax, now?.OnTop, 1);
            causes.Add(RunVarianceCause.Tax, old?.OnTop, -1);
            var total = (Before: old?.Total ?? Money.Zero(key.Currency), After: now?.Total ?? Money.Zero(key.Currency));
            if (total.Before != total.After && causes.Result() is { IsEmpty: false } found)
            {
                variances.Add(new()
                {
                    PayerNumber = payer,
                    Customer = key.Customer,
                    Source = key.Source,
                    SourceId = key.SourceId,
                    Text = (now ?? old)!.Text,
                    Kind = old is null ? RunVarianceKind.New : now is null ? RunVarianceKind.Gone : RunVarianceKind.Changed,
                    Before = total.Before,
                    After = total.After,
                    Causes = found,
                });
            }
        }

        return variances;
    }

    private static Dictionary<Key, Side> Sides(IReadOnlyList<Invoice> documents, IReadOnlyDictionary<Id<SalesItem>, SalesItem> items)
    {
        var sides = new Dictionary<Key, Side>();
        foreach (var document in documents)
        {
            var (next, sign) = (0, document.Kind == InvoiceKind.CreditNote ? -1 : 1);
            foreach (var billed in document.Items)
            {
                var item = items[billed.Item];
                var key = new Key(item.Customer, item.Source, item.SourceId == Guid.Empty ? item.Id.Value : item.SourceId, item.Currency);
                if (!sides.TryGetValue(key, out var side))
                {
                    sides.Add(key, side = new(item.Currency, document.Lines[next].Text));
                }

                side.Items.Add(item);
                side.Net += item.Net;
                for (var end = next + billed.Lines; next < end; next++)
                {
                    var total = document.Totals.Lines[next].Total;
                    side.Total += sign < 0 ? -total : total;
                }
            }
        }

        return sides;
    }

    private static void Changes(Side old, Side now, Causes causes)
    {
        foreach (var (side, sign) in (ReadOnlySpan<(Side, int)>)[(now, 1), (old, -1)])
        {
            foreach (var item in side.Items)
            {
                causes.Add(item.BilledBefore is null ? RunVarianceCause.Decision : RunVarianceCause.Correction, item.BilledBefore is null ? item.Net - item.Computed : item.Net, sign);
            }
        }

        for (var kind = ChargeKind.Recurring; kind <= ChargeKind.Overage; kind++)
        {
            // of several periods the last are compared; that there are more or fewer is a matter of days
            var (last, rest) = (now.LastOf(kind), old.LastOf(kind));
            var cause = CauseOf(now.Items[0].Source);
            causes.Add(cause, now.ComputedBut(kind, last), 1);
            causes.Add(cause, old.ComputedBut(kind, rest), -1);
            if (last?.Basis is { } after && rest?.Basis is { } before)
            {
                causes.Add(VarianceCauses.Of(before, after));
            }
            else
            {
                causes.Add(kind == ChargeKind.Overage ? RunVarianceCause.Usage : RunVarianceCause.Days, last?.Computed, 1);
                causes.Add(kind == ChargeKind.Overage ? RunVarianceCause.Usage : RunVarianceCause.Days, rest?.Computed, -1);
            }
        }
    }

    // what has no periods isn't billed for more or fewer days, but for more or less time worked, or more or fewer units
    private static RunVarianceCause CauseOf(SalesItemSource source) => source switch
    {
        SalesItemSource.ContractPart or SalesItemSource.VendorUsage => RunVarianceCause.Days,
        SalesItemSource.Ticket or SalesItemSource.Project => RunVarianceCause.Usage,
        _ => RunVarianceCause.Quantity,
    };

    private readonly record struct Key(Id<Customer> Customer, SalesItemSource Source, Guid SourceId, Currency Currency);

    // what a run bills of a part
    private sealed class Side(Currency currency, string text)
    {
        internal string Text => text;

        internal List<SalesItem> Items { get; } = [];

        internal Money Net { get; set; } = Money.Zero(currency);

        internal Money Total { get; set; } = Money.Zero(currency);

        internal Money OnTop => Total - Net;

        internal SalesItem? LastOf(ChargeKind kind) => Items.FindAll(item => item.BilledBefore is null && item.Charge == kind && item.Basis is not null).MaxBy(item => item.PeriodStart);

        internal Money ComputedBut(ChargeKind kind, SalesItem? but)
        {
            var sum = Money.Zero(currency);
            foreach (var item in Items)
            {
                sum += item.BilledBefore is null && item.Charge == kind && item != but ? item.Computed : Money.Zero(currency);
            }

            return sum;
        }
    }

    private sealed class Causes(Currency currency)
    {
        private readonly SortedDictionary<RunVarianceCause, Money> _amounts = [];

        internal void Add(RunVarianceCause cause, Money? amount, int sign)
        {
            if (amount is { } money)
            {
                _amounts[cause] = _amounts.GetValueOrDefault(cause, Money.Zero(currency)) + (sign < 0 ? -money : money);
            }
        }

        internal void Add(IEnumerable<RunVarianceAmount> amounts)
        {
            foreach (var (cause, amount) in amounts)
            {
                Add(cause, amount, 1);
            }
        }

        internal ValueList<RunVarianceAmount> Result() =>
            _amounts.Where(static entry => !entry.Value.IsZero).Select(static entry => new RunVarianceAmount(entry.Key, entry.Value)).ToValueList();
    }
}
