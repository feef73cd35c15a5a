using NodaTime;
using Psa.Charges;
using Psa.Customers;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Work;

namespace Psa.Runs;

/// <summary>Makes the rows of what stands on no invoice (R-SWEEP).</summary>
/// <param name="today">The day on which somebody asks.</param>
/// <param name="showsCosts">Whether they view costs.</param>
internal readonly struct UnbilledRows(LocalDate today, bool showsCosts)
{
    private const string Minutes = "MIN";

    /// <summary>Gives an item that waits.</summary>
    internal UnbilledWork Of(SalesItem item) => new()
    {
        Customer = item.Customer,
        Cause = item.Status == SalesItemStatus.Draft ? UnbilledCause.ItemDraft : UnbilledCause.ItemPending,
        Record = item.Id.Value,
        Period = item.Period,
        Since = item.BillingDate,
        Age = AgeOf(item.BillingDate),
        Money = [item.Net],
        Text = item.Lines.IsEmpty ? item.Number ?? string.Empty : item.Lines[0].Text,
    };

    /// <summary>Gives what is left of an order's lines; none of one that isn't open.</summary>
    /// <param name="order">The order, its lines as documents bill them.</param>
    internal IEnumerable<UnbilledWork> Of(Order order)
    {
        var rows = new List<UnbilledWork>();
        foreach (var (place, quantity, net, isDelivered) in OpenLines.Of(order))
        {
            var line = order.Lines[place];
            rows.Add(new()
            {
                Customer = order.ServedCustomer,
                Cause = isDelivered ? UnbilledCause.Delivered : UnbilledCause.Ordered,
                Record = order.Id.Value,
                Line = place,
                Since = order.SubmittedOn!.Value,
                Age = AgeOf(order.SubmittedOn.Value),
                Quantity = quantity,
                Unit = line.Unit,
                Money = [net],
                Text = line.Text,
            });
        }

        return rows;
    }

    /// <summary>Gives an obstacle of the last run.</summary>
    internal UnbilledWork Of(RunObstacle obstacle, BillingRun run) => new()
    {
        Customer = obstacle.Customer,
        Cause = UnbilledCause.Obstacle,
        Record = obstacle.Id.Value,
        Since = run.Through,
        Age = AgeOf(run.Through),
        Money = obstacle.Waiting,
        Text = obstacle.Message,
        Code = obstacle.Code,
    };

    /// <summary>Gives time that nobody approved: what it costs shows when somebody does.</summary>
    internal UnbilledWork Of(TimeEntry entry, Id<Customer> customer) => new()
    {
        Customer = customer,
        Cause = entry.Status == TimeStatus.Submitted ? UnbilledCause.TimeSubmitted : UnbilledCause.TimeRejected,
        Record = entry.Id.Value,
        Since = entry.WorkedOn,
        Age = AgeOf(entry.WorkedOn),
        Quantity = entry.Minutes,
        Unit = Minutes,
        Text = entry.Text,
    };

    /// <summary>Gives usage that can't be billed as things stand; nothing of what can.</summary>
    internal UnbilledWork? Of(UsageReconciliation usage, TenantId tenant)
    {
        foreach (var gap in usage.Gaps)
        {
            if (CauseOf(gap.Cause) is { } cause)
            {
                return new()
                {
                    Customer = usage.Customer,
                    Cause = cause,
                    Record = (usage.Part ?? UncoveredUsage.PartId(tenant, usage.Customer, usage.ServiceCode)).Value,
                    Period = usage.Period,
                    Since = usage.Period.Start,
                    Age = AgeOf(usage.Period.Start),
                    Quantity = gap.Quantity,
                    Unit = usage.Unit,
                    Cost = showsCosts ? usage.Cost : [],
                    Text = usage.ServiceCode,
                    Code = gap.Code,
                };
            }
        }

        return null;
    }

    private static UnbilledCause? CauseOf(UsageGapCause cause) => cause switch
    {
        UsageGapCause.NoPart => UnbilledCause.UsageWithoutPart,
        UsageGapCause.NoProduct => UnbilledCause.UsageWithoutProduct,
        UsageGapCause.NoPrice => UnbilledCause.UsageWithoutPrice,
        _ => null,
    };

    private int AgeOf(LocalDate since) => Period.DaysBetween(since, today);
}
