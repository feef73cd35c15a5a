using Psa.Access;
using Psa.Adjustments;
using Psa.Domain.Tests.Runs;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Service documents (R-SERVICE-DOCUMENT).</summary>
public sealed class ServiceDocumentTests
{
    private static readonly ServiceKind Agreement = new("SLA", "Service agreement", IsAgreement: true);

    [Fact]
    public async Task A_document_is_written_issued_and_canceled()
    {
        var (world, documents) = await OpenAsync();
        var draft = await documents.WriteAsync(world.Actor, ADocument(), Token);
        Assert.Equal(
            ("S1", ServiceDocument.NonBillable, AdjustmentPane.Performed, ServiceDocumentStatus.Draft),
            (draft.Number, draft.Kind, draft.Pane, draft.Status));

        var changed = await documents.ChangeAsync(world.Actor, draft.Id, AContent(5m), Token);
        var issued = await documents.IssueAsync(world.Actor, draft.Id, Token);
        Assert.Equal((5m, ServiceDocumentStatus.Issued), (changed.Lines[0].Quantity, issued.Status));
        Assert.Equal(issued, await documents.IssueAsync(world.Actor, draft.Id, Token));
        await RefusedAsync("service_document.not_editable", () => documents.ChangeAsync(world.Actor, draft.Id, AContent(6m), Token));

        await RefusedAsync("adjustment.reason_missing", () => documents.CancelAsync(world.Actor, draft.Id, " ", Token));
        var canceled = await documents.CancelAsync(world.Actor, draft.Id, "wrong customer", Token);
        Assert.Equal((ServiceDocumentStatus.Canceled, "wrong customer"), (canceled.Status, canceled.CancelReason));
        await RefusedAsync("lifecycle.not_allowed", () => documents.IssueAsync(world.Actor, draft.Id, Token));
        Assert.Equal(canceled, Assert.Single((await documents.ListAsync(world.Actor, new() { Customer = ACustomer().Id, Status = ServiceDocumentStatus.Canceled }, new(), Token)).Items));
        Assert.Equal(canceled, await documents.FindAsync(world.Actor, draft.Id, Token));
    }

    [Fact]
    public async Task Kinds_are_named_by_the_tenant()
    {
        var (world, documents) = await OpenAsync();
        await RefusedAsync("service_document.unknown_kind", () => documents.WriteAsync(world.Actor, ADocument() with { Kind = Agreement.Code }, Token));
        var settings = new SettingsService(world.Store, world.Clock);
        var usual = await settings.GetAsync(world.Actor, Token);
        await settings.SaveAsync(world.Actor, usual with { ServiceKinds = [Agreement] }, Token);

        var document = await documents.WriteAsync(world.Actor, ADocument() with { Kind = Agreement.Code }, Token);

        Assert.Equal((Agreement.Code, AdjustmentPane.Billed), (document.Kind, document.Pane));
    }

    [Theory]
    [InlineData("", "Name")]
    [InlineData("A", " ")]
    [InlineData(ServiceDocument.NonBillable, "Name")]
    [InlineData("SLA", "Another")]
    public async Task Kinds_have_codes_and_names_of_their_own(string code, string name)
    {
        var (world, _) = await OpenAsync();
        var settings = new SettingsService(world.Store, world.Clock);
        var usual = await settings.GetAsync(world.Actor, Token);

        await RefusedAsync("settings.bad_service_kind", () => settings.SaveAsync(world.Actor, usual with { ServiceKinds = [Agreement, new(code, name)] }, Token));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_refused()
    {
        var (world, documents) = await OpenAsync();
        await RefusedAsync("service_document.line_missing", () => documents.WriteAsync(world.Actor, ADocument() with { Content = AContent(1m) with { Lines = [new() { Text = " " }] } }, Token));
        await RefusedAsync("service_document.bad_line", () => documents.WriteAsync(world.Actor, ADocument() with { Content = AContent(0.0000000000000001m) }, Token));
        await RefusedAsync("service_document.bad_line", () => documents.WriteAsync(world.Actor, ADocument() with { Content = AContent(1m) with { Lines = [new() { Text = "x", Price = Price(-1m) }] } }, Token));
        await RefusedAsync("document.far_date", () => documents.WriteAsync(world.Actor, ADocument() with { Content = AContent(1m) with { Date = Start.PlusDays(93) } }, Token));
        await RefusedAsync("service_document.number_missing", () => documents.WriteAsync(world.Actor, ADocument() with { Number = null }, Token));

        var empty = await documents.WriteAsync(world.Actor, ADocument() with { Content = new() { Date = Start } }, Token);
        await RefusedAsync("service_document.line_missing", () => documents.IssueAsync(world.Actor, empty.Id, Token));
        await RefusedAsync("service_document.number_taken", () => documents.WriteAsync(world.Actor, ADocument(), Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => documents.WriteAsync(Actor.Create(Tenant, UserId.Of("e"), "e", [Role.Engineer], AccessTable.Default, null), ADocument(), Token));
    }

    [Fact]
    public async Task The_same_call_again_writes_nothing()
    {
        var (world, documents) = await OpenAsync();
        var document = ADocument() with { Id = new OrderedIdGenerator(world.Clock).Next<ServiceDocument>() };

        Assert.Equal(await documents.WriteAsync(world.Actor, document, Token), await documents.WriteAsync(world.Actor, document, Token));
    }

    private static async Task<(AWorld World, ServiceDocumentService Documents)> OpenAsync()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer());
        return (world, new(world.Store, world.Clock, new OrderedIdGenerator(world.Clock)));
    }

    private static NewServiceDocument ADocument() => new() { Number = "S1", Customer = ACustomer().Id, Content = AContent(2m) };

    private static ServiceContent AContent(decimal quantity) => new() { Date = Start, Lines = [new() { Product = AProduct.Id, Quantity = quantity }] };

    private static async Task RefusedAsync(string code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleViolationException>(call)).Code);
}
