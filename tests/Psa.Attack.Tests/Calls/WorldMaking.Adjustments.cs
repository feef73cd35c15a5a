using Psa.Adjustments;
using Psa.Customers;
using Psa.Numbering;

namespace Psa.Attack.Tests.Calls;

/// <content>What was billed beside what was performed.</content>
internal sealed partial class WorldMaking
{
    private async Task AdjustAsync()
    {
        var series = await office.Numbering.CreateSeriesAsync(_ann, new() { BillingEntity = Main, Purpose = NumberPurpose.Adjustment, Pattern = "J{seq:000}" });
        await office.Numbering.ConfirmAsync(_ann, series.Id);
        var settings = await office.Settings.GetAsync(_ann);
        await office.Settings.SaveAsync(_ann, settings with { ServiceKinds = [new("site-visit", "Site visit")] });
        await PerformedAsync(_first, "S-1");
        var issued = await office.ServiceDocuments.IssueAsync(_ann, (await PerformedAsync(_first, "S-2")).Id);
        await office.ServiceDocuments.IssueAsync(_ann, (await PerformedAsync(_child, "S-3")).Id);
        var canceled = await office.ServiceDocuments.IssueAsync(_ann, (await PerformedAsync(_first, "S-4")).Id);
        await office.ServiceDocuments.CancelAsync(_ann, canceled.Id, "twice");

        // one is made of what was performed, one waits with what was billed; of the child's one was taken back, one thrown away, and one waits
        var offered = (await office.Adjustments.OfferAsync(_ann, Of(issued.Customer))).AsEnumerable().ToList();
        await office.Adjustments.CreateAsync(_ann, new() { Content = Of(issued.Customer) with { Selection = Selected(offered, AdjustmentPane.Performed) } });
        await office.Adjustments.DraftAsync(_ann, new() { Content = Of(issued.Customer) with { Selection = Selected(offered, AdjustmentPane.Billed) } });
        var others = (await office.Adjustments.OfferAsync(_ann, Of(_child.Id))).AsEnumerable().ToList();
        var content = Of(_child.Id) with { Selection = Selected(others, AdjustmentPane.Performed) };
        var made = await office.Adjustments.CreateAsync(_ann, new() { Content = content });
        await office.Adjustments.CancelAsync(_ann, made.Id, "too early");
        var thrown = await office.Adjustments.DraftAsync(_ann, new() { Content = content });
        await office.Adjustments.DiscardAsync(_ann, thrown.Id);
        var again = (await office.Adjustments.OfferAsync(_ann, Of(_child.Id))).AsEnumerable().ToList();
        await office.Adjustments.DraftAsync(_ann, new() { Content = content with { Selection = Selected(again, AdjustmentPane.Performed) } });
    }

    private Task<ServiceDocument> PerformedAsync(Customer customer, string number) =>
        office.ServiceDocuments.WriteAsync(_ann, new() { Number = number, Customer = customer.Id, Content = AdjustmentRequests.AContent(_support.Id) });

    private static AdjustmentContent Of(Id<Customer> customer) => new() { FirstDay = new(2026, 1, 1), LastDay = new(2026, 2, 28), Customer = customer, Text = "Adjusted" };

    private static ValueList<SelectedLine> Selected(List<OfferedLine> offered, AdjustmentPane pane) =>
        [.. offered.FindAll(line => line.IsPriced && line.Selected.Pane == pane).ConvertAll(static line => line.Selected)];
}
