using System.Text;
using Psa.Contracts;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Contracts;

public sealed class ContractLifecycleTests
{
    [Fact]
    public void Every_status_and_action_leads_where_the_table_says()
    {
        const string Expected = """
            Draft: Activate→Active Discard→Discarded
            Active: Suspend→Suspended Terminate→Terminated Expire→Expired
            Suspended: Resume→Active Terminate→Terminated Expire→Expired
            Terminated: Reinstate→Active
            Expired: Reinstate→Active
            Discarded:

            """;
        var text = new StringBuilder();
        foreach (var status in ContractStatus.All)
        {
            text.Append(status.Name).Append(':');
            foreach (var action in Enum.GetValues<ContractAction>())
            {
                if (ContractLifecycle.Table.TryNext(status, action, out var next))
                {
                    text.Append(' ').Append(action).Append('→').Append(next.Name);
                }
            }

            text.Append('\n');
        }

        Assert.Equal(Expected.ReplaceLineEndings("\n"), text.ToString());
    }

    [Fact]
    public void Sales_items_change_as_the_specification_says()
    {
        const string Expected = """
            Draft: Complete→Pending Cancel→Canceled Withdraw→Canceled Settle→Settled
            Pending: Invoice→Invoiced Cancel→Canceled Withdraw→Canceled
            Invoiced: Return→Pending Withdraw→Canceled
            Canceled:
            Settled: Withdraw→Canceled

            """;
        var text = new StringBuilder();
        foreach (var status in SalesItemStatus.All)
        {
            text.Append(status.Name).Append(':');
            foreach (var action in Enum.GetValues<SalesItemAction>())
            {
                if (SalesItemLifecycle.Table.TryNext(status, action, out var next))
                {
                    text.Append(' ').Append(action).Append('→').Append(next.Name);
                }
            }

            text.Append('\n');
        }

        Assert.Equal(Expected.ReplaceLineEndings("\n"), text.ToString());
    }
}
