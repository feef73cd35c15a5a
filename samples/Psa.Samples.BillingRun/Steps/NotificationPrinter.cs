using Psa.Events;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Returns;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>
/// A subscriber: it reads what people are to be told and prints it. A host would send mail, and keep the place of the last notification that it dealt with; here all are read from the beginning, so that the story
/// says the same each time it is told.
/// </summary>
internal static class NotificationPrinter
{
    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        context.Screen.Step("What people were told of it");
        var rows = new List<IReadOnlyList<string>>();
        await foreach (var told in context.Notifications.ReadAfterAsync(context.Actor, 0, cancellationToken))
        {
            var people = told.Recipients.AsEnumerable().SelectMany(Staff.NamesOf).Distinct(StringComparer.Ordinal);
            rows.Add([told.Kind.ToString(), await NameOfAsync(context, told.Event, cancellationToken), string.Join(", ", people)]);
        }

        context.Screen.Table(["what", "of", "who is told"], rows);
    }

    private static async Task<string> NameOfAsync(DemoContext context, PsaEvent item, CancellationToken cancellationToken) => item.RecordKind switch
    {
        nameof(PurchaseOrder) => (await context.Purchases.FindAsync(context.Actor, new(item.RecordId), cancellationToken))!.Number,
        nameof(GoodsReturn) => "what comes back",
        nameof(StockItem) => "the shelf",
        nameof(StockReservation) => "what is kept",
        _ => "what is needed",
    };
}
