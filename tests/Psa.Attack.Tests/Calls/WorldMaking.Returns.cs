using Psa.Access;
using Psa.Features;
using Psa.Inventory;
using Psa.Returns;

namespace Psa.Attack.Tests.Calls;

/// <content>Goods that customers gave back: a return in each state, some at their vendor.</content>
internal sealed partial class WorldMaking
{
    private readonly Actor _ben = Actor.Create(tenant, UserId.Of("ben"), "Ben", [Role.Administrator], AccessTable.Default);

    private async Task ReturnAsync()
    {
        await office.Features.SwitchAsync(_ann, Feature.Returns, isOn: true);
        var contract = await AnActiveContractAsync(_first, Main, "BACK", Samples.APart());
        var charge = await AskAsync(StockChargeOwner.Of(contract.Id), 24m);
        var source = DemandSource.Of(charge.Id);
        await office.Deliveries.DeliverAsync(_ann, source, [new(_warehouse, 12m)]);
        await office.Deliveries.DeliverAsync(_ann, source, [new(_warehouse, 12m)]);

        await RequestedAsync(source, ReturnKind.Return);
        await RequestedAsync(source, ReturnKind.Replace);
        await office.Returns.DenyAsync(_ann, (await RequestedAsync(source, ReturnKind.Return)).Id, "used up");
        await office.Returns.AuthorizeAsync(_ann, (await RequestedAsync(source, ReturnKind.Return)).Id, Eur(1m), "scratched");
        await office.Returns.CancelAsync(_ann, (await AwaitedAsync(source, ReturnKind.Return)).Id, "kept");
        await AwaitedAsync(source, ReturnKind.Return);
        await AwaitedAsync(source, ReturnKind.Replace);
        await ReceivedAsync(source, ReturnKind.Return);
        await ReceivedAsync(source, ReturnKind.Replace);
        await office.Returns.RestockAsync(_ann, (await ReceivedAsync(source, ReturnKind.Return)).Id, _second, Eur(0.1m), "worn");
        await office.Returns.DisposeOfAsync(_ann, (await ReceivedAsync(source, ReturnKind.Return)).Id, "smashed");
        await office.Returns.CloseAsync(_ann, (await office.Returns.RestockAsync(_ann, (await ReceivedAsync(source, ReturnKind.Return)).Id)).Id);
        await SentAsync(source, ReturnKind.Return, isLoan: false);
        await SentAsync(source, ReturnKind.Repair, isLoan: true);
        await office.Returns.RecordAnswerAsync(_ann, (await SentAsync(source, ReturnKind.Return, isLoan: false)).Id, new(VendorOutcome.Credited, Eur(0.4m)));
        await office.Returns.RecordAnswerAsync(_ann, (await SentAsync(source, ReturnKind.Return, isLoan: true)).Id, new(VendorOutcome.Replaced));
        await office.Returns.RecordAnswerAsync(_ann, (await SentAsync(source, ReturnKind.Return, isLoan: false)).Id, new(VendorOutcome.Declined));
        await office.Returns.TakeBackAsync(_ann, (await office.Returns.RecordAnswerAsync(_ann, (await SentAsync(source, ReturnKind.Repair, isLoan: true)).Id, new(VendorOutcome.Repaired))).Id);
        var repaired = await office.Returns.RecordAnswerAsync(_ann, (await SentAsync(source, ReturnKind.Repair, isLoan: true)).Id, new(VendorOutcome.Repaired));
        await office.Returns.TakeBackAsync(_ann, repaired.Id);
        await office.Returns.DeliverAsync(_ann, repaired.Id);
    }

    private Task<GoodsReturn> RequestedAsync(DemandSource source, ReturnKind kind) => office.Returns.RequestAsync(_ben, ReturnRequests.AReturn(source, 1m, kind));

    private async Task<GoodsReturn> AwaitedAsync(DemandSource source, ReturnKind kind)
    {
        var asked = await RequestedAsync(source, kind);
        await office.Returns.AuthorizeAsync(_ann, asked.Id);
        return await office.Returns.AwaitAsync(_ann, asked.Id);
    }

    private async Task<GoodsReturn> ReceivedAsync(DemandSource source, ReturnKind kind) => await office.Returns.ReceiveAsync(_ann, (await AwaitedAsync(source, kind)).Id);

    private async Task<GoodsReturn> SentAsync(DemandSource source, ReturnKind kind, bool isLoan) =>
        await office.Returns.SendToVendorAsync(_ann, (await ReceivedAsync(source, kind)).Id, _vendor, isLoan);
}
